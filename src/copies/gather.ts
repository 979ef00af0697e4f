/** Gathers everything of one student that a copy holds, from the topics that know it. @server */
import { postsOfStudents } from '../cadre/store.ts';
import { dayOf, semesterOf } from '../calendar/day.ts';
import { gradeOf, resultOf } from '../courses/grade.ts';
import { passMarksIn } from '../courses/pass-mark-store.ts';
import { gradesOf } from '../courses/student-grades-store.ts';
import { historyOf } from '../outcomes/list-store.ts';
import { fileNameOf } from '../platform/bag.ts';
import type { School } from '../platform/school.ts';
import { isRefusal } from '../regulation/refusal.ts';
import { rulesFor } from '../regulation/store.ts';
import { gatherPerformances } from './gather-performances.ts';
import { gatherShelf } from './gather-shelf.ts';
import { layOut } from './place.ts';
import { type OutcomePart, type Portfolio, portfolioFormat } from './portfolio.ts';
import { nameOf, outcomesOf, registrationsOf } from './portfolio-store.ts';

/** @returns the portfolio, and the receipts of every version in it */
export async function gather(school: School, personId: string, at: Date) {
  const registrations = await registrationsOf(school.db, personId);
  const ids = registrations.map(({ registrationId }) => registrationId);
  const outcomes = await gatherOutcomes(school, ids);
  const performances = await gatherPerformances(school, ids);
  const portfolio: Portfolio = {
    format: portfolioFormat,
    school: { name: school.name },
    madeAt: at.toISOString(),
    student: {
      name: await nameOf(school.db, personId),
      registrations: registrations.map(({ registrationId: _, ...one }) => one),
    },
    outcomes: outcomes.parts,
    performances: performances.parts,
    shelf: await gatherShelf(school, ids),
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
  return { portfolio, receipts: [...outcomes.receipts, ...performances.receipts] };
}

/** Every version of every work, where its files lie in the copy, and its signed receipt. */
async function gatherOutcomes(school: School, registrationIds: readonly string[]) {
  const laid = layOut(school);
  const parts: OutcomePart[] = [];
  for (const { outcomeId, ...outcome } of await outcomesOf(school.db, registrationIds)) {
    const { schoolYear, semester, subject } = outcome;
    const folder = `課程學習成果/${schoolYear}-${semester} ${fileNameOf(subject)}`;
    const versions: OutcomePart['versions'] = [];
    for (const version of (await historyOf(school.db, outcomeId))?.versions ?? []) {
      const { number, description, handedInAt, decisions } = version;
      versions.push({ number, description, handedInAt, decisions, ...(await laid.version(folder, version)) });
    }
    parts.push({ ...outcome, versions });
  }
  return { parts, receipts: laid.receipts };
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
