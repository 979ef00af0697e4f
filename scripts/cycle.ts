/**
 * `npm run cycle`: from nothing to signed-off receipt details, through HTTP as the people it takes, with real
 * files. Prints a table and one line of JSON; the exit code is not 0 when any number is wrong. `-- --plant`
 * loses a file and a difference on purpose, to see that it is noticed.
 */
import { chmodSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appointDeputy } from '../src/accounts/appointment-contract.ts';
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
import { sampleSchool } from '../src/app/sample-school/school.ts';
import { sampleWorkbooks } from '../src/app/sample-school/workbooks.ts';
import { enterDate } from '../src/calendar/contract.ts';
import { decideBatch } from '../src/certification/batch-contract.ts';
import { certificationQueue } from '../src/certification/contract.ts';
import { sequence } from '../src/ledger/later.ts';
import { verifyLedger } from '../src/ledger/verify-ledger.ts';
import { openLog } from '../src/platform/log.ts';
import { startEmbedded } from '../src/platform/postgres.ts';
import { signOffReceipt } from '../src/receipt-details/contract.ts';
import { chooseOutcomes, choosePerformances, mySelections } from '../src/selection/contract.ts';
import { takeHome } from './cycle/copy.ts';
import { bringReceiptDetails, plant, settle } from './cycle/details.ts';
import {
  type Handed,
  handedInBy,
  handInAll,
  handInLater,
  late,
  lostOf,
  overQuota,
  returnAndAgain,
  type Student,
} from './cycle/hand-in.ts';
import { checkKinds, everyKind, type OfKind } from './cycle/kinds.ts';
import { checkPackage } from './cycle/package.ts';
import { awayAndBack, transferIn } from './cycle/people.ts';
import { lostPerformances, performAll } from './cycle/performances.ts';
import { printSteps, step, wrong } from './cycle/tally.ts';

const began = performance.now();
const planting = process.argv.includes('--plant');
const year = 114;
const round = { schoolYear: year, gradeBand: 'one-two', batch: 1 } as const;
const planted = 3;
const officeOf = { day: 'registrar', continuing: 'continuing-academic' } as const;

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
const uploading = new Date('2025-12-10T10:00:00+08:00');
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
for (const line of wrong) console.error(`wrong: ${line}`);
process.exitCode = wrong.length === 0 ? 0 : 1;

async function cycle(walk: Walk): Promise<void> {
  const school = sampleSchool({ size: 'small', schoolYear: year });
  const keeper = await bringSchool(walk, school);
  const students = await lowerGrades(walk);
  step('students of grades 1 and 2', students.length);

  const registrar = walk.as(await walk.holder('registrar'));
  const away = students.find(({ division }) => division === 'day');
  if (!away) throw new Error('Nobody is in the day division.');
  await transferIn(walk, registrar);
  await awayAndBack(walk, registrar, away);

  const handed = await handInAll(walk, students);
  step('uploaded in the first semester', handed.length, handedInBy(students.length));
  const day = students.filter(({ division }) => division === 'day');
  const kinds = await everyKind(walk, registrar, day.slice(3));
  const ofKinds = kinds.map((one) => one.handed);
  const [first, second] = students;
  const last = handed.at(-1);
  if (!first || !second || !last) throw new Error('Nobody handed in anything.');
  await overQuota(walk, first);
  const again = await returnAndAgain(walk, last, (await teacherOf(walk, last)).teacherId);
  const batch = await certifyAsDeputy(walk, handed[0] ?? last);
  const early = 1 + batch + (await certifyWaiting(walk));
  const performed = await performAll(walk, keeper, students, year);
  walk.moveTo(new Date('2026-02-04T00:00:01+08:00'));
  await late(walk, second);

  walk.moveTo(new Date('2026-06-01T10:00:00+08:00'));
  const later = await handInLater(walk, students);
  const uploaded = step('uploaded', handed.length + kinds.length + later.length);
  const certified = step('certified', early + (await certifyWaiting(walk)), uploaded);

  walk.moveTo(new Date('2026-08-10T10:00:00+08:00'));
  const { tasks, roundId } = await openedRound(walk, round);
  let selected = 0;
  let performancesSelected = 0;
  for (const student of students) {
    selected += await selectSix(walk, student, roundId);
    performancesSelected += await selectTen(walk, student, roundId);
  }
  step('selected', selected, certified);
  step('performances selected', performancesSelected, performed.length);

  const standing = [...handed.with(-1, again), ...ofKinds, ...later];
  const total = { packaged: 0, received: 0, differences: 0 };
  for (const division of ['day', 'continuing'] as const) {
    const taskId = tasks[division];
    if (!taskId) throw new Error(`The round has no task for ${division}.`);
    const found = await submitAndConfirm(walk, division, taskId, students, standing, {
      kinds,
      ordinary: handed[1] ?? last,
    });
    total.packaged += found.packaged;
    total.received += found.received;
    total.differences += found.differences;
  }
  step('packaged', total.packaged, selected);
  step('received', total.received, total.packaged);
  step('differences found', total.differences, planted);

  const own = [...handed, again, ...ofKinds, ...later, ...performed].filter(
    ({ student }) => student.personId === first.personId,
  );
  step('files in a student’s copy', await takeHome(walk.as(first)), own.length);

  await sequence(walk.school);
  if (planting)
    truncateSync(join(place.filesDir, again.sha256.slice(0, 2), again.sha256.slice(2, 4), again.sha256));
  const lostWorks = await lostOf(walk, [...handed, again, ...ofKinds, ...later]);
  const lost = step('lost', lostWorks + (await lostPerformances(walk, performed)), 0);
  const ledger = await verifyLedger(walk.school.db);
  step('ledger lines', ledger.lines);
  step('ledger findings', ledger.findings.length, 0);
  printSteps();
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const { packaged, received, differences: differencesFound } = total;
  const performances = performed.length;
  const line = {
    students: school.students.length,
    uploaded,
    kinds: kinds.length + 1,
    deputyBatch: batch,
    certified,
    selected,
    performances,
    performancesSelected,
  };
  console.log(JSON.stringify({ ...line, packaged, received, differencesFound, lost, seconds }));
}

/** The keeper brings the staff, 教務主任 enters the dates, the offices bring their divisions; twice changes nothing. */
async function bringSchool(
  walk: Walk,
  school: ReturnType<typeof sampleSchool>,
): Promise<{ personId: string }> {
  await enterRules(walk, []);
  const keeper = await enterFirstKeeper(walk.school, {
    name: '何系統',
    username: 'keeper',
    startsOn: '2025-08-01',
  });
  const workbooks = await sampleWorkbooks(school);
  step('rows imported', await bring(walk, keeper, workbooks));
  step('rows added by the same workbooks again', await bring(walk, keeper, workbooks), 0);
  const director = walk.as(await walk.holder('academic-director'));
  const semester = { schoolYear: year, semester: 1 } as const;
  for (const body of [
    { name: 'secondMidterm', key: semester, on: '2025-12-03' },
    { name: 'closingCeremony', key: semester, on: '2026-01-20' },
    { name: 'secondMidterm', key: { ...semester, semester: 2 }, on: '2026-05-20' },
    { name: 'closingCeremony', key: { ...semester, semester: 2 }, on: '2026-06-30' },
    { name: 'selection.opens', key: round, on: '2026-08-01' },
    { name: 'nationalDeadline', key: round, on: '2026-10-15' },
  ])
    must(await director.call(enterDate, { body }));
  const { length } = await walk.school.db.selectFrom('registration').select('id').execute();
  step('students', length, school.students.length);
  return keeper;
}

async function lowerGrades(walk: Walk): Promise<Student[]> {
  const rows = await walk.school.db
    .selectFrom('registration')
    .innerJoin('placement', 'placement.registration_id', 'registration.id')
    .innerJoin('class', 'class.id', 'placement.class_id')
    .select([
      'registration.person_id as personId',
      'registration.id as registrationId',
      'registration.division',
    ])
    .where('placement.semester', '=', 1)
    .where('class.school_year', '=', year)
    .where('class.grade', '<=', 2)
    .orderBy('registration.student_number')
    .execute();
  return rows as Student[];
}

async function teacherOf(
  walk: Walk,
  { outcomeId }: Handed,
): Promise<{ teacherId: string; offeringId: string }> {
  return walk.school.db
    .selectFrom('outcome')
    .innerJoin('enrolment', 'enrolment.id', 'outcome.enrolment_id')
    .innerJoin('offering_teacher', 'offering_teacher.offering_id', 'enrolment.offering_id')
    .select(['offering_teacher.person_id as teacherId', 'offering_teacher.offering_id as offeringId'])
    .where('outcome.id', '=', outcomeId)
    .orderBy('offering_teacher.person_id')
    .executeTakeFirstOrThrow();
}

/** 國3: the teacher is away; the office appoints a colleague, who certifies what waits in the course in one batch. */
async function certifyAsDeputy(walk: Walk, handed: Handed): Promise<number> {
  const { teacherId: absentId, offeringId } = await teacherOf(walk, handed);
  const { personId: deputyId } = await walk.holder('system-keeper');
  const office = walk.as(await walk.holder(officeOf[handed.student.division]));
  const days = { startsOn: '2025-12-08', endsOn: '2025-12-19' };
  must(
    await office.call(appointDeputy, { body: { deputyId, absentId, offeringId, ...days, reason: '公假' } }),
  );
  const deputy = walk.as({ personId: deputyId });
  const { courses } = must(await deputy.call(certificationQueue, { query: { state: 'waiting' } }));
  const waiting = courses.find((course) => course.offeringId === offeringId)?.items ?? [];
  const items = waiting.map(({ outcomeId, versionId }) => ({ outcomeId, versionId }));
  const body = { decision: 'certified', reason: '', items } as const;
  const answered = must(await deputy.call(decideBatch, { body }));
  const done = answered.items.filter(({ certificationId }) => certificationId !== null).length;
  step('a batch, in works', items.length > 1 ? 'several' : items.length, 'several');
  return step('certified by a deputy in one batch', done, items.length);
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

/** Everything of the school year, up to the cap; the last one handed in comes first. */
async function selectTen(walk: Walk, student: Student, roundId: string): Promise<number> {
  const client = walk.as(student);
  const { rounds } = must(await client.call(mySelections));
  const listed = rounds.find((one) => one.roundId === roundId)?.performances.listed ?? [];
  const performanceIds = listed.map(({ performanceId }) => performanceId).reverse();
  return must(await client.call(choosePerformances, { params: { roundId }, body: { performanceIds } }))
    .selected;
}

/** One office's part: build, check, hand over, bring what came back, settle, sign off. */
async function submitAndConfirm(
  walk: Walk,
  division: Student['division'],
  taskId: string,
  students: readonly Student[],
  handed: readonly Handed[],
  { kinds, ordinary }: { kinds: readonly OfKind[]; ordinary: Handed },
) {
  const client = walk.as(await walk.holder(officeOf[division]));
  walk.moveTo(new Date('2026-09-26T10:00:00+08:00'));
  const built = await builtPackage(client, taskId);
  if (built.state !== 'ready') throw new Error(`${division}: the package ${built.state}`);
  const download = await client.fetch(`/api/submission/packages/${built.packageId}/zip`);
  const own = handed.filter((one) => one.student.division === division);
  const zip = Buffer.from(await download.arrayBuffer());
  const rows = await checkPackage(zip, division, own);
  if (division === 'day') await checkKinds(zip, kinds, ordinary);
  walk.moveTo(new Date('2026-09-26T12:30:00+08:00'));
  await handedOver(client, built.packageId, new Date('2026-09-26T12:00:00+08:00'));
  walk.moveTo(new Date('2026-10-01T09:00:00+08:00'));
  const back = division === 'day' ? plant(rows).slice(0, planting ? -1 : undefined) : rows;
  const found = await bringReceiptDetails(client, taskId, back, year);
  const ownStudents = students.filter((student) => student.division === division);
  await settle(walk, client, taskId, division, ownStudents);
  walk.moveTo(new Date('2026-10-09T09:00:00+08:00'));
  const body = { note: '差異已逐筆核對，並通知學生。' };
  must(await client.call(signOffReceipt, { params: { taskId }, body }));
  step(`${division}: signed off`, 1);
  return { packaged: rows.length, ...found };
}
