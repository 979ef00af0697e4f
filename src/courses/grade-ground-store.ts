/** What grade sheets are held against: the offerings and enrolments of their semesters, with the grades that stand. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { EnrolmentKind } from './enrolment.ts';
import { textOfGrade } from './grade-store.ts';

export interface GroundOffering {
  id: string;
  schoolYear: number;
  semester: number;
  division: Division;
  code: string;
  name: string;
  group: string;
  grade: number;
  credits: number;
}

export async function offeringsOf(
  db: Db | Tx,
  terms: readonly { schoolYear: number; semester: number }[],
  divisions: readonly Division[],
): Promise<GroundOffering[]> {
  const { rows } = await sql<GroundOffering>`
    select o.id, o.school_year as "schoolYear", o.semester, o.division, o.course_code as code, c.name,
      o.group_name as "group", o.grade, o.credits::float as credits
    from offering o join course c on c.code = o.course_code
    join unnest(${terms.map((term) => term.schoolYear)}::int[], ${terms.map((term) => term.semester)}::int[])
      as t(school_year, semester) on t.school_year = o.school_year and t.semester = o.semester
    where o.division = any(${divisions}::text[])`.execute(db);
  return rows;
}

export interface GroundEnrolment {
  number: string;
  /** The place of its offering in the list that was given. */
  offering: number;
  kind: EnrolmentKind;
  enrolmentId: string;
  /** `gradeText`; null while there is none. */
  text: string | null;
}

/** Those that have not ended. One row each, narrow: a semester of a large school has a hundred thousand. */
export async function enrolmentsOf(
  db: Db | Tx,
  offerings: readonly GroundOffering[],
): Promise<GroundEnrolment[]> {
  const { rows } = await sql<GroundEnrolment>`
    select r.student_number as number, (f.nth - 1)::int as offering, e.kind, e.id as "enrolmentId", ${textOfGrade} as text
    from unnest(${offerings.map(({ id }) => id)}::uuid[]) with ordinality as f(id, nth)
    join enrolment e on e.offering_id = f.id and e.ended_at is null
    join registration r on r.id = e.registration_id
    left join grade g on g.enrolment_id = e.id`.execute(db);
  return rows;
}

export interface Identified {
  number: string;
  division: Division;
  birthDate: string | null;
}

/** Students by the keyed hash of their ID number, hex; somebody who came back has several registrations. */
export async function studentsByIdKey(
  db: Db | Tx,
  idKeys: readonly string[],
): Promise<Map<string, Identified[]>> {
  if (idKeys.length === 0) return new Map();
  const { rows } = await sql<Identified & { idKey: string }>`
    select encode(p.national_id_key, 'hex') as "idKey", r.student_number as number, r.division,
      p.birth_date as "birthDate"
    from unnest(${idKeys}::text[]) k join person p on p.national_id_key = decode(k, 'hex')
    join registration r on r.person_id = p.id`.execute(db);
  return Map.groupBy(rows, ({ idKey }) => idKey);
}
