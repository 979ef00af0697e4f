/**
 * The demo school: invented people, with dates around the day of its first start. Its past was walked through
 * the product itself: this semester's upload is open, last school year's selection is open, one round waits
 * for its receipt details.
 */
import { openAccounts } from '../../accounts/account-store.ts';
import { addCadreUnits } from '../../cadre/contract.ts';
import { addDays, dayOf, mondayOf, semesterOf, startOfSemester } from '../../calendar/day.ts';
import type { CalendarEvent } from '../../calendar/window.ts';
import { importAsHouse } from '../../imports/house.ts';
import { theHouse } from '../../ledger/record.ts';
import { myCourses } from '../../outcomes/contract.ts';
import { noDetails } from '../../people/status.ts';
import { enterStatus } from '../../people/status-contract.ts';
import { inTransaction } from '../../platform/db.ts';
import type { Logger } from '../../platform/log.ts';
import { isRefusal } from '../../regulation/refusal.ts';
import { chooseOutcomes, mySelections } from '../../selection/contract.ts';
import { cadreWorkbook, sampleUnits } from '../sample-school/cadre.ts';
import { counsellingWorkbook } from '../sample-school/counselling.ts';
import { type SampleFile, sampleWorks } from '../sample-school/files.ts';
import { sampleSchool } from '../sample-school/school.ts';
import { sampleWorkbooks } from '../sample-school/workbooks.ts';
import type { SchoolPlace } from '../school.ts';
import { certifySome } from './certifying.ts';
import { begin, draftFor, putBytes } from './hand-in.ts';
import type { Client } from './http-client.ts';
import { keepSome } from './keeping.ts';
import { fileOf, performSome } from './perform.ts';
import { licenceWorkbook } from './performances.ts';
import { reopenForOne } from './reopening.ts';
import {
  beginWalk,
  builtPackage,
  certifyWaiting,
  enterRules,
  handedOver,
  must,
  openedRound,
  type Walk,
} from './walk.ts';

export const demoPassword = 'licheng-demo';

/** Fills an empty database with the demo school. @returns the accounts to try, a line each */
export async function enterDemo(place: SchoolPlace, log: Logger, today = new Date()): Promise<string[]> {
  const days = demoDays(dayOf(today));
  const founded = { name: '海濱高級商業職業學校', code: '123456', continuingCode: '12345B', demo: true };
  const walk = await beginWalk(place, founded, noon(days.lastYear.uploading), log);
  try {
    await enterRules(walk, days.events);
    await enterYear(walk, days.schoolYear - 1, days.schoolYear);
    await lastYear(walk, days);
    walk.moveTo(today);
    // This year's second semester is graded when it has ended.
    await enterYear(walk, days.schoolYear, days.schoolYear, [1]);
    walk.moveTo(noon(addDays(days.today, -9)));
    await handInSome(walk, days.schoolYear, days.semester, 8);
    walk.moveTo(noon(addDays(days.today, -2)));
    await reopenForOne(walk, days.schoolYear - 1, today);
    walk.moveTo(today);
    await handInSome(walk, days.schoolYear, days.semester, 16);
    await certifySome(walk);
    await announceSuspension(walk, days, dayOf(today));
    await bringAsHouse(walk, [licenceWorkbook()]);
    await performSome(walk, await studentsOf(walk, days.schoolYear, days.semester), days.schoolYear);
    await keepSome(walk, noon(addDays(days.today, -120)), today);
    return await accountLines(walk);
  } finally {
    await walk.close();
  }
}

interface DemoDays {
  today: string;
  schoolYear: number;
  semester: 1 | 2;
  lastYear: { uploading: string; selecting: string; packing: string };
  events: CalendarEvent[];
}

/** This semester's upload began a fortnight ago; last year's selection ends in three weeks. */
function demoDays(today: string): DemoDays {
  const { schoolYear, semester } = semesterOf(today);
  const last = schoolYear - 1;
  const first = { schoolYear: last, gradeBand: 'one-two', batch: 1 } as const;
  const evening = { ...first, division: 'continuing' } as const;
  const uploading = `${last + 1911}-12-10`;
  return {
    today,
    schoolYear,
    semester,
    lastYear: {
      uploading,
      selecting: addDays(today, -30),
      packing: addDays(today, -8),
    },
    events: [
      { name: 'secondMidterm', schoolYear: last, semester: 1, on: `${last + 1911}-12-03` },
      { name: 'closingCeremony', schoolYear: last, semester: 1, on: `${last + 1912}-01-20` },
      { name: 'secondMidterm', schoolYear: last, semester: 2, on: `${last + 1912}-05-20` },
      { name: 'closingCeremony', schoolYear: last, semester: 2, on: `${last + 1912}-06-30` },
      { name: 'secondMidterm', schoolYear, semester, on: addDays(today, -14) },
      { name: 'closingCeremony', schoolYear, semester, on: addDays(today, 35) },
      { name: 'selection.opens', ...first, on: addDays(today, -70) },
      { name: 'nationalDeadline', ...first, on: addDays(today, 10) },
      { name: 'selection.opens', ...evening, on: addDays(today, -10) },
      { name: 'nationalDeadline', ...evening, on: addDays(today, 42) },
    ],
  };
}

/** Last school year: works handed in and certified; the day division selected, packed and handed over; the continuing division selects now. */
async function lastYear(walk: Walk, days: DemoDays): Promise<void> {
  const last = days.schoolYear - 1;
  await handInSome(walk, last, 1, 60);
  await certifyWaiting(walk);
  walk.moveTo(noon(days.lastYear.selecting));
  const first = await openedRound(walk, { schoolYear: last, gradeBand: 'one-two', batch: 1 });
  await selectSome(walk, first.roundId);
  walk.moveTo(noon(days.lastYear.packing));
  const client = walk.as(await walk.holder('registrar'));
  if (first.tasks.day) {
    const built = await builtPackage(client, first.tasks.day);
    if (built.state === 'ready') {
      walk.moveTo(new Date(noon(days.lastYear.packing).getTime() + 7_200_000));
      await handedOver(client, built.packageId, new Date(noon(days.lastYear.packing).getTime() + 3_600_000));
    }
  }
}

/** The workbooks of a school year, an account for everybody new in them, and who held which post and was counselled. */
async function enterYear(
  walk: Walk,
  schoolYear: number,
  asOf: number,
  graded: readonly (1 | 2)[] = [1, 2],
): Promise<void> {
  const sample = sampleSchool({ size: 'small', schoolYear, asOf, graded });
  await bringAsHouse(walk, await sampleWorkbooks(sample));
  await openAll(walk);
  await enterUnits(walk);
  const today = dayOf(await walk.school.clock.now(walk.school.db));
  const { semester } = semesterOf(today);
  const days = { first: startOfSemester(schoolYear, semester), last: today };
  await bringAsHouse(walk, [await cadreWorkbook(sample, semester), await counsellingWorkbook(sample, days)]);
}

async function bringAsHouse(walk: Walk, workbooks: Parameters<typeof importAsHouse>[1]): Promise<void> {
  const applied = await importAsHouse(walk.school, workbooks);
  if (isRefusal(applied)) throw new Error(JSON.stringify(applied));
}

/** Clubs and bodies, by the office of each division; there already in the second year. */
async function enterUnits(walk: Walk): Promise<void> {
  const offices = { day: 'student-activities', continuing: 'continuing-student-affairs' } as const;
  for (const division of ['day', 'continuing'] as const) {
    const client = walk.as(await walk.holder(offices[division]));
    for (const level of ['club', 'school'] as const) {
      const body = { level, names: sampleUnits[division][level] };
      must(await client.call(addCadreUnits, { params: { division }, body }));
    }
  }
}

/** An account for everybody who has none yet: staff code or student number, and the demo's one password. */
async function openAll(walk: Walk): Promise<void> {
  const { school } = walk;
  const staff = await school.db.selectFrom('staff').select(['person_id', 'staff_code as username']).execute();
  const students = await school.db
    .selectFrom('registration')
    .select(['person_id', 'student_number as username'])
    .execute();
  const people = [...staff, ...students].map(({ person_id, username }) => ({
    personId: person_id,
    username,
  }));
  await inTransaction(school.db, (tx) =>
    openAccounts(tx, school, people, {
      actor: theHouse,
      start: { kind: 'password', password: demoPassword, keep: true },
    }),
  );
}

/** Next Monday a student of the day division suspends studies: what an office enters ahead of its day. */
async function announceSuspension(
  walk: Walk,
  { schoolYear, semester }: Pick<DemoDays, 'schoolYear' | 'semester'>,
  today: string,
): Promise<void> {
  const student = await walk.school.db
    .selectFrom('placement')
    .innerJoin('registration', 'registration.id', 'placement.registration_id')
    .select('registration.id')
    .where('placement.school_year', '=', schoolYear)
    .where('placement.semester', '=', semester)
    .where('registration.division', '=', 'day')
    .orderBy('registration.student_number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!student) return;
  const on = mondayOf(addDays(today, 7));
  const details = { ...noDetails, until: addDays(on, 180) };
  const client = walk.as(await walk.holder('registrar'));
  const params = { registrationId: student.id };
  const body = { kind: 'suspend', on, reason: '家長申請，下週一起休養', details } as const;
  must(await client.call(enterStatus, { params, body }));
}

/** Works of `count` students in a row, a few of them at a time. */
async function handInSome(walk: Walk, schoolYear: number, semester: 1 | 2, count: number): Promise<void> {
  const work = await sampleWorks();
  const students = await studentsOf(walk, schoolYear, semester);
  const turns = Array.from({ length: count }, (_, nth) => nth).values();
  const lane = async () => {
    for (const nth of turns) {
      const student = students[(nth * 7) % students.length];
      if (student) await handInOne(walk.as(student), { schoolYear, semester, nth }, work);
    }
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
}

async function handInOne(
  client: Client,
  { schoolYear, semester, nth }: { schoolYear: number; semester: 1 | 2; nth: number },
  work: (n: number) => SampleFile,
): Promise<void> {
  const answer = must(await client.call(myCourses, { query: { schoolYear, semester } }));
  // Course categories 8 and 9 are not submitted: works there would stop the demo's package.
  const subjects = answer.subjects.filter((one) => !/^.{16}[89]/.test(one.courseCode));
  const subject = subjects[nth % Math.max(1, subjects.length)];
  const enrolmentId = subject?.enrolments.find((one) => !one.ended && one.kind === 'ordinary')?.enrolmentId;
  if (!subject || !enrolmentId || subject.quotas.some((quota) => quota.remaining === 0)) return;
  const file = fileOf(work(schoolYear * 1000 + nth));
  const about = topics[nth % topics.length] ?? '學習歷程紀錄';
  const uploadId = await begin(
    client,
    await draftFor(client, enrolmentId),
    [file],
    `${subject.name}：${about}`,
  );
  await putBytes(client, uploadId, file);
}

const topics = [
  '街區商店訪查與營收分析，含訪談逐字稿',
  '小組專題的企劃書與期末簡報',
  '讀書心得，比較兩種版本的結局',
  '實作紀錄與過程照片，說明修改的理由',
  '期中報告的改寫版本，附修訂說明',
  '口頭報告錄音與自我檢討',
];

async function studentsOf(walk: Walk, schoolYear: number, semester: number): Promise<{ personId: string }[]> {
  const rows = await walk.school.db
    .selectFrom('placement')
    .innerJoin('registration', 'registration.id', 'placement.registration_id')
    .select(['registration.person_id', 'registration.student_number'])
    .where('placement.school_year', '=', schoolYear)
    .where('placement.semester', '=', semester)
    .orderBy('registration.student_number')
    .execute();
  return rows.map((row) => ({ personId: row.person_id }));
}

/** Every day student with certified works selects up to six of them. */
async function selectSome(walk: Walk, roundId: string): Promise<void> {
  const rows = await walk.school.db
    .selectFrom('outcome')
    .innerJoin('registration', 'registration.id', 'outcome.registration_id')
    .select('registration.person_id')
    .where('registration.division', '=', 'day')
    .distinct()
    .execute();
  for (const { person_id } of rows) {
    const client = walk.as({ personId: person_id });
    const { rounds } = must(await client.call(mySelections));
    const outcomes = rounds.find((round) => round.roundId === roundId)?.outcomes ?? [];
    const outcomeIds = outcomes
      .filter((outcome) => outcome.certified)
      .map((outcome) => outcome.outcomeId)
      .slice(0, 6);
    if (outcomeIds.length > 0)
      must(await client.call(chooseOutcomes, { params: { roundId }, body: { outcomeIds } }));
  }
}

/** One account of each kind, as a line to print. */
async function accountLines(walk: Walk): Promise<string[]> {
  const { db } = walk.school;
  const offices = [
    ['academic-director', '教務主任'],
    ['registrar', '註冊組長'],
    ['continuing-academic', '進修部教務組長'],
    ['student-activities', '訓育組長'],
    ['counselling-teacher', '課程諮詢教師'],
    ['system-keeper', '系統管理師'],
  ] as const;
  const lines: string[] = [];
  const add = (title: string, username: string | undefined, name: string | undefined) => {
    if (username)
      lines.push(`${title.padEnd(8, '　')} ${username.padEnd(10)} ${demoPassword}   ${name ?? ''}`);
  };
  const student = await db
    .selectFrom('outcome')
    .innerJoin('registration', 'registration.id', 'outcome.registration_id')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .select(['student_number', 'person.name'])
    .orderBy('outcome.created_at', 'desc')
    .executeTakeFirst();
  add('學生', student?.student_number, student?.name);
  const teacher = await db
    .selectFrom('outcome')
    .innerJoin('enrolment', 'enrolment.id', 'outcome.enrolment_id')
    .innerJoin('offering_teacher', 'offering_teacher.offering_id', 'enrolment.offering_id')
    .innerJoin('staff', 'staff.person_id', 'offering_teacher.person_id')
    .innerJoin('person', 'person.id', 'staff.person_id')
    .select(['staff_code', 'person.name'])
    .orderBy('outcome.created_at', 'desc')
    .executeTakeFirst();
  add('任課教師', teacher?.staff_code, teacher?.name);
  for (const [office, title] of offices) {
    const { personId } = await walk.holder(office);
    const row = await db
      .selectFrom('staff')
      .innerJoin('person', 'person.id', 'staff.person_id')
      .select(['staff_code', 'person.name'])
      .where('staff.person_id', '=', personId)
      .executeTakeFirst();
    add(title, row?.staff_code, row?.name);
  }
  return lines;
}

function noon(day: string): Date {
  return new Date(`${day}T12:00:00+08:00`);
}
