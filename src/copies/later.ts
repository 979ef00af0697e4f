/** Makes a copy after it was asked for: every file is hashed again, then the page, the data and the receipts are written. */
import { createHash } from 'node:crypto';
import { postsOfStudents } from '../cadre/store.ts';
import { dayOf, semesterOf } from '../calendar/day.ts';
import { gradeOf, resultOf } from '../courses/grade.ts';
import { passMarksIn } from '../courses/pass-mark-store.ts';
import { gradesOf } from '../courses/student-grades-store.ts';
import { record, theHouse } from '../ledger/record.ts';
import { receiptOf } from '../ledger/store.ts';
import { historyOf } from '../outcomes/list-store.ts';
import { fileNameOf, namesApart } from '../platform/bag.ts';
import { inTransaction } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal } from '../regulation/refusal.ts';
import { rulesFor } from '../regulation/store.ts';
import { copyBuilt } from './copy.ts';
import { pageOf } from './page.ts';
import { type FilePart, filesIn, type OutcomePart, type Portfolio, portfolioFormat } from './portfolio.ts';
import { nameOf, outcomesOf, registrationsOf } from './portfolio-store.ts';
import { type CopyFile, copiesOf, finishCopy } from './store.ts';

/** Safe to run twice: a copy that is not being made any more is left alone. */
export async function buildCopy(school: School, { copyId }: { copyId: string }): Promise<void> {
  const [copy] = await copiesOf(school.db, { copyId });
  if (copy?.state !== 'building') return;
  const at = await school.clock.now(school.db);
  const { portfolio, receipts } = await gather(school, copy.personId, at);
  const missing = await leaveOutDamaged(school, filesIn(portfolio));
  const files = filesIn(portfolio).flatMap(({ path, size, sha256 }): CopyFile[] =>
    path === null ? [] : [{ path, size, sha256 }],
  );
  const documents = [
    document('index.html', pageOf(portfolio)),
    document('portfolio.json', `${JSON.stringify(portfolio, null, 2)}\n`),
    ...receipts,
  ];
  await inTransaction(school.db, async (tx) => {
    const bytes = [...documents, ...files].reduce((sum, { size }) => sum + size, 0);
    const sealed = documents.map(({ bytes: content, ...one }) => ({
      ...one,
      sealed: school.seal.close(content.toString('base64')),
    }));
    const built = { copyId, personId: copy.personId, at, bytes, documents: sealed, files, missing };
    if (!(await finishCopy(tx, built))) return;
    const portfolioSha256 = documents[1]?.sha256 ?? '';
    const event = copyBuilt(copyId, { files: files.length, bytes, missing: missing.length, portfolioSha256 });
    await record(tx, theHouse, event, [], { offsetMs: school.clock.offsetMs });
  });
}

interface Document {
  path: string;
  size: number;
  sha256: string;
  bytes: Buffer;
}

function document(path: string, text: string): Document {
  const bytes = Buffer.from(text);
  return { path, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), bytes };
}

async function gather(school: School, personId: string, at: Date) {
  const registrations = await registrationsOf(school.db, personId);
  const ids = registrations.map(({ registrationId }) => registrationId);
  const { outcomes, receipts } = await gatherOutcomes(school, ids);
  const portfolio: Portfolio = {
    format: portfolioFormat,
    school: { name: school.name },
    madeAt: at.toISOString(),
    student: {
      name: await nameOf(school.db, personId),
      registrations: registrations.map(({ registrationId: _, ...one }) => one),
    },
    outcomes,
    grades: await gatherGrades(school, ids, at),
    cadre: (await postsOfStudents(school.db, ids)).map(
      ({ schoolYear, semester, level, unit, post, startsOn, endsOn }) => ({
        schoolYear,
        semester,
        level,
        unit,
        post,
        startsOn,
        endsOn,
      }),
    ),
  };
  return { portfolio, receipts };
}

/** Every version of every work, where its files lie in the copy, and its signed receipt. */
async function gatherOutcomes(school: School, registrationIds: readonly string[]) {
  const apart = namesApart();
  const receipts: Document[] = [];
  const outcomes: OutcomePart[] = [];
  for (const { outcomeId, ...outcome } of await outcomesOf(school.db, registrationIds)) {
    const { schoolYear, semester, subject } = outcome;
    const folder = `課程學習成果/${schoolYear}-${semester} ${fileNameOf(subject)}`;
    const versions: OutcomePart['versions'] = [];
    for (const { versionId, number, description, handedInAt, files, decisions } of (
      await historyOf(school.db, outcomeId)
    )?.versions ?? []) {
      const receipt = await receiptOf(school.db, versionId);
      const path = `收據/${versionId}.json`;
      if (receipt) receipts.push(document(path, `${JSON.stringify(receipt, null, 2)}\n`));
      versions.push({
        number,
        description,
        handedInAt,
        files: files.map(({ slot, name, size, sha256, mediaType }) => ({
          slot,
          name,
          size,
          sha256,
          mediaType,
          path: apart(`${folder}/${fileNameOf(name)}`),
        })),
        decisions,
        receipt: receipt ? path : null,
      });
    }
    outcomes.push({ ...outcome, versions });
  }
  return { outcomes, receipts };
}

async function gatherGrades(school: School, registrationIds: readonly string[], at: Date) {
  const now = semesterOf(dayOf(at));
  const rules = await rulesFor(school.db, now.schoolYear, now.semester);
  if (isRefusal(rules)) throw new Error('No rules are in force.');
  const grades = await gradesOf(school.db, registrationIds);
  const markOf = await passMarksIn(school.db, rules, grades);
  return grades.map((grade) => {
    const { schoolYear, semester, name, code, credits, kind } = grade;
    const cells = gradeOf(grade.text);
    return {
      schoolYear,
      semester,
      subject: name,
      courseCode: code,
      credits,
      kind,
      cells: Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== '')),
      result: resultOf(cells, markOf(grade).mark),
    };
  });
}

/** A file that neither home holds intact has no path in the copy, and its name is told. @returns those names */
async function leaveOutDamaged(school: School, files: readonly FilePart[]): Promise<string[]> {
  const missing: string[] = [];
  for (const file of files) {
    const intact = await school.files.open(file.sha256).then(
      ({ size }) => size === file.size,
      (error: unknown) => {
        school.log.error({ err: error, sha256: file.sha256 }, 'a file was left out of a copy: it is damaged');
        return false;
      },
    );
    if (intact) continue;
    missing.push(file.path ?? file.name);
    file.path = null;
  }
  return missing;
}
