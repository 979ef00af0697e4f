/** What the offices' pages show of courses: the offerings of a semester, and one of them whole. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { EnrolmentKind } from './enrolment.ts';
import { textOfGrade } from './grade-store.ts';

export interface Semester {
  schoolYear: number;
  semester: 1 | 2;
}

/** Semesters with offerings in these divisions, the latest first. */
export async function semestersOf(db: Db | Tx, divisions: readonly Division[]): Promise<Semester[]> {
  const { rows } = await sql<Semester>`
    select distinct school_year as "schoolYear", semester from offering
    where division = any(${divisions}::text[]) order by 1 desc, 2 desc`.execute(db);
  return rows;
}

export interface OfferingFacts extends Semester {
  offeringId: string;
  division: Division;
  code: string;
  coded: boolean;
  name: string;
  grade: number;
  group: string;
  credits: number;
}

const facts = sql`o.id as "offeringId", o.division, o.school_year as "schoolYear", o.semester, o.course_code as code,
  c.coded, c.name, o.grade, o.group_name as "group", o.credits::float as credits`;

export interface ListedOffering extends OfferingFacts {
  teachers: string[];
  takers: number;
  graded: number;
}

/** The offerings of a semester; served by offering_semester and enrolment_offering. */
export async function offeringsList(
  db: Db | Tx,
  divisions: readonly Division[],
  { schoolYear, semester }: Semester,
): Promise<ListedOffering[]> {
  const { rows } = await sql<ListedOffering>`
    select ${facts}, coalesce(e.takers, 0) as takers, coalesce(e.graded, 0) as graded,
      array(select p.name from offering_teacher t join person p on p.id = t.person_id
        where t.offering_id = o.id order by p.name) as teachers
    from offering o join course c on c.code = o.course_code
    left join (
      select e.offering_id, count(*)::int as takers, count(g.score)::int as graded
      from enrolment e join offering f on f.id = e.offering_id left join grade g on g.enrolment_id = e.id
      where f.school_year = ${schoolYear} and f.semester = ${semester} and e.ended_at is null
      group by e.offering_id) e on e.offering_id = o.id
    where o.school_year = ${schoolYear} and o.semester = ${semester} and o.division = any(${divisions}::text[])
    order by o.division, o.grade, o.group_name, o.course_code`.execute(db);
  return rows;
}

/** @param divisions those whose offerings may be seen */
export async function offeringSeenBy(
  db: Db | Tx,
  divisions: readonly Division[],
  offeringId: string,
): Promise<OfferingFacts | undefined> {
  const { rows } = await sql<OfferingFacts>`
    select ${facts} from offering o join course c on c.code = o.course_code
    where o.id = ${offeringId} and o.division = any(${divisions}::text[])`.execute(db);
  return rows[0];
}

/** Two people never change the same offering at once. */
export async function lockOffering(tx: Tx, offeringId: string): Promise<void> {
  await tx.selectFrom('offering').select('id').where('id', '=', offeringId).forUpdate().execute();
}

export async function teachersOf(
  db: Db | Tx,
  offeringId: string,
): Promise<{ personId: string; name: string; staffCode: string }[]> {
  return db
    .selectFrom('offering_teacher as t')
    .innerJoin('person as p', 'p.id', 't.person_id')
    .innerJoin('staff as s', 's.person_id', 'p.id')
    .select(['p.id as personId', 'p.name', 's.staff_code as staffCode'])
    .where('t.offering_id', '=', offeringId)
    .orderBy('s.staff_code')
    .execute();
}

export interface TakerRow {
  enrolmentId: string;
  registrationId: string;
  number: string;
  name: string;
  className: string | null;
  seat: number | null;
  kind: EnrolmentKind;
  endedAt: Date | null;
  /** `gradeText`; null while there is none. */
  text: string | null;
}

/** Who takes an offering or once did, by class and seat as they were in its semester. */
export async function takersOf(db: Db | Tx, offeringId: string): Promise<TakerRow[]> {
  const { rows } = await sql<TakerRow>`
    select e.id as "enrolmentId", r.id as "registrationId", r.student_number as number, p.name, k.name as "className",
      m.seat, e.kind, e.ended_at as "endedAt", ${textOfGrade} as text
    from enrolment e join offering o on o.id = e.offering_id
    join registration r on r.id = e.registration_id join person p on p.id = r.person_id
    left join placement m on m.registration_id = r.id and m.school_year = o.school_year and m.semester = o.semester
    left join class k on k.id = m.class_id
    left join grade g on g.enrolment_id = e.id
    where e.offering_id = ${offeringId}
    order by k.name nulls last, m.seat nulls last, r.student_number, e.kind`.execute(db);
  return rows;
}

export async function teacherChangesOf(db: Db | Tx, offeringId: string) {
  return db
    .selectFrom('teacher_change as c')
    .innerJoin('person as p', 'p.id', 'c.person_id')
    .leftJoin('person as b', 'b.id', 'c.by')
    .select(['c.id', 'c.kind', 'p.name as teacher', 'c.reason', 'c.at', 'b.name as by', 'c.import_id'])
    .where('c.offering_id', '=', offeringId)
    .orderBy('c.at', 'desc')
    .limit(200)
    .execute();
}

export async function schoolCodes(db: Db | Tx): Promise<{ day: string; continuing: string }> {
  const row = await db.selectFrom('school').select(['code', 'continuing_code']).executeTakeFirst();
  return { day: row?.code ?? '', continuing: row?.continuing_code ?? '' };
}

/** Field group and programme of the school's students, e.g. `21-401`. */
export async function programmesOf(db: Db | Tx): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select distinct field_group || '-' || programme as key from registration order by 1`.execute(db);
  return rows.map(({ key }) => key);
}

/** Where a code is known: the names it goes by, and how often it was ever given. */
export async function usesOfCode(
  db: Db | Tx,
  code: string,
  divisions: readonly Division[],
): Promise<{ names: string[]; offerings: number }> {
  const { rows } = await sql<{ names: string[]; offerings: number }>`
    select array(select name from course where code = ${code}
      union select course_name from course_plan where course_code = ${code}) as names,
      (select count(*)::int from offering where course_code = ${code} and division = any(${divisions}::text[])) as offerings`.execute(
    db,
  );
  return rows[0] ?? { names: [], offerings: 0 };
}

/** How many groups each code is given to in a school year, by `<code>/<grade>/<semester>`. */
export async function givenIn(
  db: Db | Tx,
  schoolYear: number,
  codes: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; given: number }>`
    select course_code || '/' || grade || '/' || semester as key, count(*)::int as given from offering
    where school_year = ${schoolYear} and course_code = any(${codes}::text[]) group by 1`.execute(db);
  return new Map(rows.map(({ key, given }) => [key, given]));
}
