/** Courses and their offerings, with those who teach them. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { By } from '../history/store.ts';
import type { Db, Tx } from '../platform/db.ts';

export interface OfferingRow {
  schoolYear: number;
  semester: number;
  division: Division;
  code: string;
  /** False: the school's own key. */
  coded: boolean;
  courseName: string;
  grade: number;
  group: string;
  credits: number;
  /** Staff codes. */
  teachers: string[];
}

export type Term = Pick<OfferingRow, 'schoolYear' | 'semester' | 'division'>;

/** Every offering of the semesters and divisions that are named. */
export async function offeringsIn(db: Db | Tx, terms: readonly Term[]): Promise<OfferingRow[]> {
  const { rows } = await sql<OfferingRow>`
    select o.school_year as "schoolYear", o.semester, o.division, o.course_code as code, c.coded,
      c.name as "courseName", o.grade, o.group_name as "group", o.credits::float as credits,
      array(select s.staff_code from offering_teacher t join staff s on s.person_id = t.person_id
        where t.offering_id = o.id) as teachers
    from offering o join course c on c.code = o.course_code join ${distinctTerms(terms)}
      on t."schoolYear" = o.school_year and t.semester = o.semester and t.division = o.division`.execute(db);
  return rows;
}

export function distinctTerms(terms: readonly Term[]) {
  const named = JSON.stringify(
    terms.map(({ schoolYear, semester, division }) => ({ schoolYear, semester, division })),
  );
  return sql`(select distinct "schoolYear", semester, division from jsonb_to_recordset(${named}::jsonb)
    as t("schoolYear" int, semester int, division text)) t`;
}

/**
 * Adds and changes; a course's name is that of its latest sheet, the teachers are exactly those named. Where an
 * offering stood before, who came and who went is remembered.
 */
export async function saveOfferings(tx: Tx, offerings: readonly OfferingRow[], by: By): Promise<void> {
  if (offerings.length === 0) return;
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(offerings)}::jsonb) as w("schoolYear" int,
    semester int, division text, code text, coded boolean, "courseName" text, grade int, "group" text,
    credits numeric, teachers text[])`;
  const same = sql`o.course_code = w.code and o.school_year = w."schoolYear" and o.semester = w.semester
    and o.division = w.division and o.group_name = w."group"`;
  const { rows: stood } = await sql<{
    id: string;
  }>`select o.id from ${wanted} join offering o on ${same}`.execute(tx);
  const change = (kind: 'added' | 'removed') => sql`insert into teacher_change
      (offering_id, person_id, kind, reason, at, by, appointment_id, import_id)
    select offering_id, person_id, ${kind}, ${by.reason ?? ''}, ${by.at}, ${by.personId}::uuid,
      ${by.appointmentId}::uuid, ${by.importId ?? null}::uuid
    from changed where offering_id = any(${stood.map(({ id }) => id)}::uuid[])`;
  await sql`insert into course (code, coded, name)
    select distinct on (w.code) w.code, w.coded, w."courseName" from ${wanted}
    on conflict (code) do update set name = excluded.name where course.name <> excluded.name`.execute(tx);
  await sql`insert into offering (course_code, school_year, semester, division, grade, group_name, credits)
    select w.code, w."schoolYear", w.semester, w.division, w.grade, w."group", w.credits from ${wanted}
    on conflict (course_code, school_year, semester, division, group_name)
      do update set grade = excluded.grade, credits = excluded.credits`.execute(tx);
  await sql`with changed as (
      delete from offering_teacher t using ${wanted}, offering o, staff s
      where ${same} and t.offering_id = o.id and s.person_id = t.person_id and s.staff_code <> all(w.teachers)
      returning t.offering_id, t.person_id) ${change('removed')}`.execute(tx);
  await sql`with changed as (
      insert into offering_teacher (offering_id, person_id)
      select o.id, s.person_id from ${wanted} join offering o on ${same}
        cross join unnest(w.teachers) as teacher join staff s on s.staff_code = teacher
      on conflict do nothing returning offering_id, person_id) ${change('added')}`.execute(tx);
}

/** Removes offerings nobody takes. @returns how many have enrolments, if any: then none is removed */
export async function dropOfferings(tx: Tx, offerings: readonly OfferingRow[]): Promise<number> {
  if (offerings.length === 0) return 0;
  const { rows } = await sql<{ id: string; taken: boolean }>`
    select o.id, exists (select from enrolment e where e.offering_id = o.id) as taken
    from offering o join jsonb_to_recordset(${JSON.stringify(offerings)}::jsonb) as w("schoolYear" int,
      semester int, division text, code text, "group" text)
    on o.course_code = w.code and o.school_year = w."schoolYear" and o.semester = w.semester
      and o.division = w.division and o.group_name = w."group"`.execute(tx);
  const taken = rows.filter((row) => row.taken).length;
  if (taken > 0) return taken;
  const ids = rows.map(({ id }) => id);
  await tx.deleteFrom('offering_teacher').where('offering_id', 'in', ids).execute();
  await tx.deleteFrom('offering').where('id', 'in', ids).execute();
  return 0;
}
