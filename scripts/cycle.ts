/**
 * `npm run cycle`: from nothing to signed-off receipt details, through HTTP as the people it takes, with real
 * files. Prints a table and one line of JSON; the exit code is not 0 when any number is wrong.
 */
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import yauzl from 'yauzl';
import { begin, draftFor, type HandedFile, putBytes } from '../src/app/demo/hand-in.ts';
import {
  beginWalk,
  bring,
  builtPackage,
  certifyWaiting,
  enterFirstKeeper,
  enterRules,
  handedOver,
  must,
  openedRound,
  type Walk,
} from '../src/app/demo/walk.ts';
import { sampleWorks } from '../src/app/sample-school/files.ts';
import { sampleSchool } from '../src/app/sample-school/school.ts';
import { sampleWorkbooks } from '../src/app/sample-school/workbooks.ts';
import { certificationItem, certify, returnOutcome } from '../src/certification/contract.ts';
import { sequence } from '../src/ledger/later.ts';
import { verifyLedger } from '../src/ledger/verify-ledger.ts';
import { verifyReceipt } from '../src/ledger/verify-receipt.ts';
import { myCourses } from '../src/outcomes/contract.ts';
import { openLog } from '../src/platform/log.ts';
import { startEmbedded } from '../src/platform/postgres.ts';
import { writeWorkbook } from '../src/platform/sheets.ts';
import {
  answerReceipt,
  applyReceipt,
  myReceiptDetails,
  receiptImport,
  receiptTask,
  resolveDoubt,
  signOffReceipt,
  uploadReceiptDetails,
} from '../src/receipt-details/contract.ts';
import { chooseOutcomes, mySelections } from '../src/selection/contract.ts';

const began = performance.now();
const year = 114;
const uploading = new Date('2025-12-10T10:00:00+08:00');
const steps: [what: string, found: number | string][] = [];
const wrong: string[] = [];
const step = (what: string, found: number | string, ok = true) => {
  steps.push([what, found]);
  if (!ok) wrong.push(`${what}: ${found}`);
};

const dir = mkdtempSync(join(tmpdir(), 'licheng-cycle-'));
chmodSync(dir, 0o755);
const postgres = await startEmbedded(join(dir, 'postgres'));
await postgres.createDatabase('cycle');
const place = {
  databaseUrl: postgres.url('cycle'),
  dataDir: join(dir, 'data'),
  filesDir: join(dir, 'files'),
  secondFilesDir: join(dir, 'files-second'),
  publicUrl: 'http://127.0.0.1',
  allowVolatileStore: true,
};
const founded = { name: '海濱高級商業職業學校', code: '123456', continuingCode: '12345B', demo: false };
const walk = await beginWalk(place, founded, uploading, openLog('error'));
try {
  await cycle(walk);
} catch (error) {
  wrong.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
} finally {
  await walk.close();
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
}

async function cycle(walk: Walk): Promise<void> {
  const round = { schoolYear: year, gradeBand: 'one-two', batch: 1 } as const;
  await enterRules(walk, [
    { name: 'secondMidterm', schoolYear: year, semester: 1, on: '2025-12-03' },
    { name: 'closingCeremony', schoolYear: year, semester: 1, on: '2026-01-20' },
    { name: 'selection.opens', ...round, on: '2026-08-01' },
    { name: 'nationalDeadline', ...round, on: '2026-10-15' },
  ]);
  const keeper = await enterFirstKeeper(walk.school, {
    name: '何系統',
    username: 'keeper',
    startsOn: '2025-08-01',
  });
  const workbooks = await sampleWorkbooks(sampleSchool({ size: 'small', schoolYear: year }));
  const added = await bring(walk, keeper, workbooks);
  step('rows imported', added, added > 0);
  const again = await bring(walk, keeper, workbooks);
  step('rows added by the same workbooks again', again, again === 0);

  const students = await lowerGrades(walk);
  step('students of grades 1 and 2', students.length);
  const total = await walk.school.db.selectFrom('registration').select('id').execute();
  const uploaded = await handInAll(walk, students);
  step('uploaded', uploaded.length, uploaded.length >= students.length);
  await overQuota(walk, students);
  const returned = await returnAndAgain(walk, uploaded);
  const certified = (await certifyWaiting(walk, new Set([returned]))) + 1;
  step('certified', certified, certified === uploaded.length);
  await late(walk, students);

  walk.moveTo(new Date('2026-08-10T10:00:00+08:00'));
  const { tasks, roundId } = await openedRound(walk, round);
  let selected = 0;
  for (const student of students) selected += await selectSix(walk, student, roundId);
  step('selected', selected, selected > students.length);

  walk.moveTo(new Date('2026-09-26T09:00:00+08:00'));
  let packaged = 0;
  let received = 0;
  let differences = 0;
  for (const [division, office] of [
    ['day', 'registrar'],
    ['continuing', 'continuing-academic'],
  ] as const) {
    const taskId = tasks[division];
    if (!taskId) throw new Error(`The round has no task for ${division}.`);
    const client = walk.as(await walk.holder(office));
    const built = await builtPackage(client, taskId);
    if (built.state !== 'ready') throw new Error(`${division}: the package ${built.state}`);
    const zip = Buffer.from(
      await (await client.fetch(`/api/submission/packages/${built.packageId}/zip`)).arrayBuffer(),
    );
    const rows = await checkPackage(zip, division);
    packaged += rows.length;
    walk.moveTo(new Date('2026-09-26T12:30:00+08:00'));
    await handedOver(client, built.packageId, new Date('2026-09-26T12:00:00+08:00'));
    walk.moveTo(new Date('2026-10-01T09:00:00+08:00'));
    const planted = division === 'day' ? plant(rows) : rows;
    received += planted.length;
    differences += await bringReceiptDetails(client, taskId, planted);
    await settle(walk, client, taskId, students);
    walk.moveTo(new Date('2026-10-09T09:00:00+08:00'));
    must(
      await client.call(signOffReceipt, {
        params: { taskId },
        body: { note: '差異已逐筆核對，並通知學生。' },
      }),
    );
    step(`${division}: signed off`, 1);
    walk.moveTo(new Date('2026-09-26T10:00:00+08:00'));
  }
  step('packaged', packaged, packaged === selected);
  step('received', received, received === packaged);
  step('differences found', differences, differences === 3);

  const lost = await lostReceipts(walk, uploaded);
  step('lost', lost, lost === 0);
  const ledger = await verifyLedger(walk.school.db);
  step('ledger lines, findings', `${ledger.lines}, ${ledger.findings.length}`, ledger.findings.length === 0);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const width = Math.max(...steps.map(([what]) => what.length));
  for (const [what, found] of steps) console.log(`${what.padEnd(width)}  ${found}`);
  console.log(
    JSON.stringify({
      students: total.length,
      uploaded: uploaded.length,
      certified,
      selected,
      packaged,
      received,
      differencesFound: differences,
      lost,
      seconds,
    }),
  );
}

for (const line of wrong) console.error(`wrong: ${line}`);
process.exitCode = wrong.length === 0 ? 0 : 1;

interface Student {
  personId: string;
  registrationId: string;
  division: string;
}

async function lowerGrades(walk: Walk): Promise<Student[]> {
  const rows = await walk.school.db
    .selectFrom('registration')
    .innerJoin('placement', 'placement.registration_id', 'registration.id')
    .innerJoin('class', 'class.id', 'placement.class_id')
    .select(['registration.person_id', 'registration.id', 'registration.division'])
    .where('placement.semester', '=', 1)
    .where('class.school_year', '=', year)
    .where('class.grade', '<=', 2)
    .orderBy('registration.student_number')
    .execute();
  return rows.map((row) => ({ personId: row.person_id, registrationId: row.id, division: row.division }));
}

interface Uploaded {
  student: Student;
  outcomeId: string;
  versionId: string;
}

/** Two works of every student, of every kind of file in turn; the first student fills one subject. */
async function handInAll(walk: Walk, students: readonly Student[]): Promise<Uploaded[]> {
  const work = await sampleWorks();
  const uploaded: Uploaded[] = [];
  let nth = 0;
  for (const [at, student] of students.entries()) {
    const client = walk.as(student);
    const { subjects } = must(await client.call(myCourses, { query: { schoolYear: year, semester: 1 } }));
    const places =
      at === 0 ? [subjects[0], subjects[0], subjects[0], subjects[1]] : [subjects[0], subjects[1]];
    for (const subject of places) {
      const enrolmentId = subject?.enrolments[0]?.enrolmentId;
      if (!subject || !enrolmentId) throw new Error('A student takes no course.');
      nth += 1;
      const outcomeId = await draftFor(client, enrolmentId);
      const versionId = await handInWork(
        client,
        outcomeId,
        work(nth),
        `${subject.name}的學習成果，第 ${nth} 件`,
      );
      uploaded.push({ student, outcomeId, versionId });
    }
  }
  return uploaded;
}

async function handInWork(
  client: ReturnType<Walk['as']>,
  outcomeId: string,
  work: { name: string; mediaType: string; bytes: Buffer },
  description: string,
): Promise<string> {
  const slot = /^(audio|video)/.test(work.mediaType) ? 'media' : 'document';
  const file: HandedFile = { slot, name: work.name, bytes: work.bytes };
  const uploadId = await begin(client, outcomeId, [file], description);
  const put = await putBytes(client, uploadId, file);
  if (put.answer?.state !== 'received') throw new Error(`Not received: ${JSON.stringify(put.refusal)}`);
  return put.answer.versionId;
}

async function refusalOf(walk: Walk, student: Student): Promise<string> {
  const client = walk.as(student);
  const { subjects } = must(await client.call(myCourses, { query: { schoolYear: year, semester: 1 } }));
  const enrolmentId = subjects[0]?.enrolments[0]?.enrolmentId ?? '';
  const work = await sampleWorks();
  try {
    await handInWork(client, await draftFor(client, enrolmentId), work(9001), '多出來的一件');
    return 'accepted';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function overQuota(walk: Walk, [student]: readonly Student[]): Promise<void> {
  const said = student ? await refusalOf(walk, student) : '';
  step(
    'over quota',
    said.includes('quota-full') && said.includes('五(三)1') ? 'refused 五(三)1' : said,
    said.includes('quota-full'),
  );
}

async function late(walk: Walk, [, student]: readonly Student[]): Promise<void> {
  walk.moveTo(new Date('2026-02-04T00:00:01+08:00'));
  const said = student ? await refusalOf(walk, student) : '';
  step(
    'one second late',
    said.includes('window-closed') && said.includes('附錄') ? 'refused 附錄' : said,
    said.includes('window-closed'),
  );
}

/** One work goes back with a reason, comes again as a new version and is certified. */
async function returnAndAgain(walk: Walk, uploaded: readonly Uploaded[]): Promise<string> {
  const chosen = uploaded.at(-1);
  if (!chosen) throw new Error('Nothing was uploaded.');
  const { outcomeId, student } = chosen;
  const teacher = await walk.school.db
    .selectFrom('outcome')
    .innerJoin('enrolment', 'enrolment.id', 'outcome.enrolment_id')
    .innerJoin('offering_teacher', 'offering_teacher.offering_id', 'enrolment.offering_id')
    .select('offering_teacher.person_id')
    .where('outcome.id', '=', outcomeId)
    .executeTakeFirstOrThrow();
  const client = walk.as({ personId: teacher.person_id });
  const params = { outcomeId };
  must(
    await client.call(returnOutcome, {
      params,
      body: { versionId: chosen.versionId, reason: '照片太暗，請重拍後再交。' },
    }),
  );
  const work = await sampleWorks();
  await handInWork(walk.as(student), outcomeId, work(9000), '重拍之後的版本');
  const { versions } = must(await client.call(certificationItem, { params }));
  must(await client.call(certify, { params, body: { versionId: versions[0]?.versionId ?? '' } }));
  step('returned, handed in again, certified', versions.length, versions.length === 2);
  return outcomeId;
}

async function selectSix(walk: Walk, student: Student, roundId: string): Promise<number> {
  const client = walk.as(student);
  const { rounds } = must(await client.call(mySelections));
  const outcomes = rounds.find((one) => one.roundId === roundId)?.outcomes ?? [];
  const outcomeIds = outcomes
    .filter((outcome) => outcome.certified)
    .map((outcome) => outcome.outcomeId)
    .slice(0, 6);
  return must(await client.call(chooseOutcomes, { params: { roundId }, body: { outcomeIds } })).selected;
}

/** ZIP integrity, the manifest's hashes, and the workbook read back by another library. @returns its rows */
async function checkPackage(zip: Buffer, division: string): Promise<Record<string, string>[]> {
  const files = await unzip(zip);
  const manifest = JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '{}') as {
    files?: { path: string; sha256: string }[];
  };
  const bad = (manifest.files ?? []).filter(
    ({ path, sha256 }) =>
      createHash('sha256')
        .update(files.get(path) ?? '')
        .digest('hex') !== sha256,
  );
  step(
    `${division}: files whose hash is the manifest's`,
    (manifest.files?.length ?? 0) - bad.length,
    bad.length === 0 && (manifest.files?.length ?? 0) > 0,
  );
  const [name] = [...files.keys()].filter((path) => path.endsWith('.xlsx'));
  const book = new exceljs.Workbook();
  await book.xlsx.load((files.get(name ?? '') ?? Buffer.alloc(0)) as never);
  const rows = book.worksheets.flatMap((sheet) => {
    const headers = Array.from(sheet.getRow(1).values as unknown[], (value) => String(value ?? ''));
    if (!headers.includes('成果簡述')) return [];
    const found: Record<string, string>[] = [];
    sheet.eachRow((row, at) => {
      if (at === 1) return;
      const values = row.values as unknown[];
      found.push(Object.fromEntries(headers.map((header, column) => [header, String(values[column] ?? '')])));
    });
    return found;
  });
  step(`${division}: rows in the workbook`, rows.length, rows.length > 0);
  return rows;
}

function unzip(zip: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((done, failed) => {
    yauzl.fromBuffer(zip, { lazyEntries: true }, (error, archive) => {
      if (error || !archive) return failed(error);
      const files = new Map<string, Buffer>();
      archive.on('entry', (entry: yauzl.Entry) => {
        archive.openReadStream(entry, (opened, stream) => {
          if (opened || !stream) return failed(opened);
          const parts: Buffer[] = [];
          stream.on('data', (part: Buffer) => parts.push(part));
          stream.on('error', failed);
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(parts));
            archive.readEntry();
          });
        });
      });
      archive.on('end', () => done(files));
      archive.on('error', failed);
      archive.readEntry();
    });
  });
}

/** A line missing, a description changed, a line extra; the number of lines stays. */
function plant(rows: Record<string, string>[]): Record<string, string>[] {
  const [, changed, ...rest] = rows;
  if (!changed) throw new Error('Too few rows to plant differences in.');
  const last = rest.at(-1) ?? changed;
  return [
    { ...changed, 成果簡述: `${changed['成果簡述']}（改過）` },
    ...rest,
    { ...last, 成果簡述: '憑空多出來的一件' },
  ];
}

async function bringReceiptDetails(
  client: ReturnType<Walk['as']>,
  taskId: string,
  rows: Record<string, string>[],
): Promise<number> {
  const headers = Object.keys(rows[0] ?? {}).filter((header) => header !== '');
  const columns = [...new Set(['學年度', ...headers])].map((header) => ({ header }));
  const bytes = await writeWorkbook([
    {
      name: '收訖明細',
      columns,
      rows: rows.map((row) =>
        columns.map(({ header }) => row[header] ?? (header === '學年度' ? String(year) : '')),
      ),
    },
  ]);
  const path = uploadReceiptDetails.path.replace(':taskId', taskId);
  const response = await client.fetch(`${path}?name=receipt.xlsx`, {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'application/octet-stream' },
  });
  if (!response.ok) throw new Error(await response.text());
  const { importId } = (await response.json()) as { importId: string };
  const { guess } = must(await client.call(receiptImport, { params: { importId } }));
  must(await client.call(applyReceipt, { params: { importId }, body: { mapping: guess } }));
  const { differences } = must(await client.call(receiptTask, { params: { taskId } }));
  return differences.length;
}

/** Students answer: most say correct, whoever sees a difference raises a doubt; the office settles each. */
async function settle(
  walk: Walk,
  client: ReturnType<Walk['as']>,
  taskId: string,
  students: readonly Student[],
): Promise<void> {
  let answered = 0;
  for (const student of students) {
    const asStudent = walk.as(student);
    const { confirmations } = must(await asStudent.call(myReceiptDetails));
    for (const confirmation of confirmations.filter(
      (one) => one.may.includes('answer') && one.answers.length === 0,
    )) {
      const differs = confirmation.lines.find((line) => line.result !== 'equal');
      const body = differs
        ? { answer: 'doubt', doubt: '這一筆和我勾選的不同。', lineId: differs.lineId }
        : { answer: 'correct', doubt: '' };
      must(await asStudent.call(answerReceipt, { params: { importId: confirmation.importId }, body }));
      answered += 1;
    }
  }
  const { doubts } = must(await client.call(receiptTask, { params: { taskId } }));
  for (const { answerId } of doubts) {
    const body = { verdict: 'data-right', explanation: '已與中央資料庫核對，提交的資料正確。' };
    must(await client.call(resolveDoubt, { params: { answerId }, body }));
  }
  step('students who answered, doubts settled', `${answered}, ${doubts.length}`, answered > 0);
}

/** Every receipt is asked for again and verified without the product. */
async function lostReceipts(walk: Walk, uploaded: readonly Uploaded[]): Promise<number> {
  await sequence(walk.school);
  let lost = 0;
  for (const { student, outcomeId, versionId } of uploaded) {
    const response = await walk.as(student).fetch(`/api/outcomes/${outcomeId}/versions/${versionId}/receipt`);
    const receipt = response.ok
      ? ((await response.json()) as Parameters<typeof verifyReceipt>[0])
      : undefined;
    const verdict = receipt && verifyReceipt(receipt);
    const kept = verdict?.statement?.files.map((file) => walk.school.files.verify(file.sha256)) ?? [];
    if (!verdict?.proven || !(await Promise.all(kept)).every(Boolean)) lost += 1;
  }
  return lost;
}
