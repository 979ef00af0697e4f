/**
 * The cast: one small school with a day and a continuing division, the same in every test.
 * Everybody is invented. School year 114, semester 1; the tests' clock stands on 2025-12-10,
 * in the middle of the upload window (2025-12-04 to 2026-02-03, the whole day included).
 */

import { enterEvent } from '../src/calendar/store.ts';
import { inTransaction, type Tx } from '../src/platform/db.ts';
import type { School } from '../src/platform/school.ts';
import { packagedRegulation } from '../src/regulation/parse.ts';
import { adopt } from '../src/regulation/store.ts';

const uuid = (tail: number) => `00000000-0000-4000-8000-${tail.toString().padStart(12, '0')}`;

export const schoolYear = 114;
export const castNow = new Date('2025-12-10T10:00:00+08:00');

/** person: `as('lin')`. Students have a registration, staff a staff code, offices an appointment. */
export const people = {
  lin: {
    id: uuid(1),
    name: '林育安',
    nationalId: 'A123456789',
    birth: '2010-03-14',
    number: '1140101',
    registration: uuid(101),
    class: 'dayOne',
    seat: 1,
  },
  chen: {
    id: uuid(2),
    name: '陳思妤',
    nationalId: 'B234567894',
    birth: '2010-06-02',
    number: '1140102',
    registration: uuid(102),
    class: 'dayOne',
    seat: 2,
  },
  // A name no common font has: it must survive everywhere.
  ji: {
    id: uuid(3),
    name: '𠮷田堃',
    nationalId: 'A800000014',
    birth: '2010-01-09',
    number: '1140103',
    registration: uuid(103),
    class: 'dayOne',
    seat: 3,
  },
  // The day student who hands in nothing.
  tsai: {
    id: uuid(4),
    name: '蔡牧青',
    nationalId: 'F131104093',
    birth: '2010-09-21',
    number: '1140104',
    registration: uuid(104),
    class: 'dayOne',
    seat: 4,
  },
  huang: {
    id: uuid(5),
    name: '黃喆',
    nationalId: 'E233000017',
    birth: '2007-11-30',
    number: 'N1140201',
    registration: uuid(105),
    class: 'nightOne',
    seat: 1,
  },
  // Teaches 國語文 (both offerings); wang's colleague su teaches 數學; fang co-teaches 數學.
  wang: { id: uuid(11), name: '王若蘭', staff: 'T001' },
  su: { id: uuid(12), name: '蘇承翰', staff: 'T002' },
  fang: { id: uuid(13), name: '方以樂', staff: 'T003' },
  // Teaches 國語文 in the continuing division.
  lai: { id: uuid(14), name: '賴宥辰', staff: 'T004' },
  // Holds no office and no course: the one who becomes a deputy.
  he: { id: uuid(15), name: '何語彤', staff: 'T005' },
  director: { id: uuid(21), name: '張書維', staff: 'A001', office: 'academic-director' },
  registrar: { id: uuid(22), name: '李知遠', staff: 'A002', office: 'registrar', division: 'day' },
  night: {
    id: uuid(23),
    name: '許采薇',
    staff: 'A003',
    office: 'continuing-academic',
    division: 'continuing',
  },
  keeper: { id: uuid(24), name: '郭明哲', staff: 'A004', office: 'system-keeper' },
} as const;

export type CastName = keyof typeof people;

export const classes = {
  dayOne: { id: uuid(201), division: 'day', grade: 1, name: '商一甲' },
  nightOne: { id: uuid(202), division: 'continuing', grade: 1, name: '進商一甲' },
} as const;

/** Course codes follow the 23 characters of the national table (entry year 114, school 123456). */
export const offerings = {
  chinese: {
    id: uuid(301),
    code: '114123456V21301A1011011',
    course: '國語文',
    division: 'day',
    group: '商一甲',
    teachers: ['wang'],
    credits: 3,
  },
  // The same course given to a second group: one subject, two offerings.
  chineseRetake: {
    id: uuid(302),
    code: '114123456V21301A1011011',
    course: '國語文',
    division: 'day',
    group: '重修班',
    teachers: ['wang'],
    credits: 3,
  },
  maths: {
    id: uuid(303),
    code: '114123456V21301A1011021',
    course: '數學',
    division: 'day',
    group: '商一甲',
    teachers: ['su', 'fang'],
    credits: 4,
  },
  nightChinese: {
    id: uuid(304),
    code: '114123456V21301N1011011',
    course: '國語文',
    division: 'continuing',
    group: '進商一甲',
    teachers: ['lai'],
    credits: 3,
  },
} as const;

export const enrolments = {
  linChinese: { id: uuid(401), who: 'lin', offering: 'chinese', kind: 'ordinary' },
  linChineseRetake: { id: uuid(402), who: 'lin', offering: 'chineseRetake', kind: 'retake' },
  linMaths: { id: uuid(403), who: 'lin', offering: 'maths', kind: 'ordinary' },
  chenChinese: { id: uuid(404), who: 'chen', offering: 'chinese', kind: 'ordinary' },
  chenMaths: { id: uuid(405), who: 'chen', offering: 'maths', kind: 'ordinary' },
  jiChinese: { id: uuid(406), who: 'ji', offering: 'chinese', kind: 'ordinary' },
  tsaiChinese: { id: uuid(407), who: 'tsai', offering: 'chinese', kind: 'ordinary' },
  huangChinese: { id: uuid(408), who: 'huang', offering: 'nightChinese', kind: 'ordinary' },
} as const;

/** Puts the cast into an empty, migrated school. */
export async function enterCast(school: School): Promise<void> {
  await inTransaction(school.db, async (tx) => {
    await enterPeople(tx, school);
    await enterCourses(tx);
  });
}

async function enterPeople(tx: Tx, school: School): Promise<void> {
  for (const placed of Object.values(classes)) {
    const { id, ...rest } = placed;
    await tx
      .insertInto('class')
      .values({ id, school_year: schoolYear, ...rest })
      .execute();
  }
  for (const person of Object.values(people)) {
    const identity =
      'nationalId' in person
        ? {
            national_id_sealed: school.seal.close(person.nationalId),
            national_id_key: school.seal.keyOf(person.nationalId),
            birth_date: person.birth,
          }
        : {};
    await tx
      .insertInto('person')
      .values({ id: person.id, name: person.name, ...identity })
      .execute();
    if ('staff' in person) {
      await tx.insertInto('staff').values({ person_id: person.id, staff_code: person.staff }).execute();
    }
    if ('office' in person) {
      await tx
        .insertInto('appointment')
        .values({
          person_id: person.id,
          office: person.office,
          division: 'division' in person ? person.division : null,
          starts_on: '2025-08-01',
        })
        .execute();
    }
    if ('registration' in person) {
      const placed = classes[person.class];
      await tx
        .insertInto('registration')
        .values({
          id: person.registration,
          person_id: person.id,
          student_number: person.number,
          division: placed.division,
          entry_school_year: schoolYear,
          programme: '301',
          field_group: '21',
          starts_on: '2025-08-01',
        })
        .execute();
      for (const semester of [1, 2]) {
        await tx
          .insertInto('placement')
          .values({
            registration_id: person.registration,
            school_year: schoolYear,
            semester,
            class_id: placed.id,
            seat: person.seat,
          })
          .execute();
      }
    }
  }
}

async function enterCourses(tx: Tx): Promise<void> {
  for (const offering of Object.values(offerings)) {
    await tx
      .insertInto('course')
      .values({ code: offering.code, coded: true, name: offering.course })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await tx
      .insertInto('offering')
      .values({
        id: offering.id,
        course_code: offering.code,
        school_year: schoolYear,
        semester: 1,
        division: offering.division,
        grade: 1,
        group_name: offering.group,
        credits: offering.credits,
      })
      .execute();
    for (const teacher of offering.teachers) {
      await tx
        .insertInto('offering_teacher')
        .values({ offering_id: offering.id, person_id: people[teacher].id })
        .execute();
    }
  }
  for (const enrolment of Object.values(enrolments)) {
    await tx
      .insertInto('enrolment')
      .values({
        id: enrolment.id,
        registration_id: people[enrolment.who].registration,
        offering_id: offerings[enrolment.offering].id,
        kind: enrolment.kind,
      })
      .execute();
  }
}

/** The school's text and the dates of the school year: upload 12-04 to 02-03, certification to 02-10. */
export const events = [
  { name: 'secondMidterm', schoolYear, semester: 1, on: '2025-12-03' },
  { name: 'closingCeremony', schoolYear, semester: 1, on: '2026-01-20' },
  { name: 'secondMidterm', schoolYear, semester: 2, on: '2026-05-20' },
  { name: 'closingCeremony', schoolYear, semester: 2, on: '2026-06-30' },
  { name: 'selection.opens', schoolYear, gradeBand: 'one-two', batch: 1, on: '2026-08-01' },
  { name: 'nationalDeadline', schoolYear, gradeBand: 'one-two', batch: 1, on: '2026-10-15' },
] as const;

export async function enterRules(school: School): Promise<void> {
  const entry = { by: null, at: new Date('2025-08-01T00:00:00+08:00') };
  await inTransaction(school.db, async (tx) => {
    await adopt(tx, { source: packagedRegulation(), ...entry });
    for (const event of events) await enterEvent(tx, event, entry);
  });
}
