/** Counts by class and student of a school year; who somebody was placed with. Reads only. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db } from '../platform/db.ts';

export interface ClassCount {
  classId: string;
  division: Division;
  grade: number;
  name: string;
  students: number;
  having: number;
  performances: number;
}

/** Classes of a school year in these divisions, or these classes, by their last placements. */
export async function classCounts(
  db: Db,
  scope: { schoolYear: number; divisions: readonly Division[]; classIds: readonly string[] },
): Promise<ClassCount[]> {
  const { rows } = await sql<ClassCount>`
    with placed as (${placedIn(scope.schoolYear)}), ${handedIn(scope.schoolYear)}
    select c.id as "classId", c.division, c.grade, c.name, count(*)::int as students,
      count(h.registration_id)::int as having, coalesce(sum(h.performances), 0)::int as performances
    from placed p join class c on c.id = p.class_id
    left join handed h on h.registration_id = p.registration_id
    where c.division = any(${[...scope.divisions]}::text[]) or c.id = any(${[...scope.classIds]}::uuid[])
    group by c.id order by c.division desc, c.grade, c.name`.execute(db);
  return rows;
}

export interface ClassOf {
  classId: string;
  name: string;
  division: Division;
  schoolYear: number;
}

export async function classOf(db: Db, classId: string): Promise<ClassOf | undefined> {
  const row = await db
    .selectFrom('class')
    .select(['id', 'name', 'division', 'school_year'])
    .where('id', '=', classId)
    .executeTakeFirst();
  return (
    row && {
      classId: row.id,
      name: row.name,
      division: row.division as Division,
      schoolYear: row.school_year,
    }
  );
}

export interface StudentCount {
  registrationId: string;
  number: string;
  seat: number | null;
  name: string;
  performances: number;
  handedInAt: Date | null;
}

export async function studentCounts(db: Db, { classId, schoolYear }: ClassOf): Promise<StudentCount[]> {
  const { rows } = await sql<StudentCount>`
    with placed as (${placedIn(schoolYear)}), ${handedIn(schoolYear)}
    select r.id as "registrationId", r.student_number as number, p.seat, n.name,
      coalesce(h.performances, 0)::int as performances, h.at as "handedInAt"
    from placed p join registration r on r.id = p.registration_id join person n on n.id = r.person_id
    left join handed h on h.registration_id = r.id
    where p.class_id = ${classId} order by p.seat nulls last, r.student_number`.execute(db);
  return rows;
}

export interface StudentPlaced {
  registrationId: string;
  division: Division;
  number: string;
  name: string;
  className: string | null;
  seat: number | null;
}

/** Who these students are, and their class in a school year. */
export async function studentsPlaced(
  db: Db,
  registrationIds: readonly string[],
  schoolYear: number,
): Promise<Map<string, StudentPlaced>> {
  const { rows } = await sql<StudentPlaced>`
    with placed as (${placedIn(schoolYear)})
    select r.id as "registrationId", r.division, r.student_number as number, n.name, c.name as "className", p.seat
    from registration r join person n on n.id = r.person_id
    left join placed p on p.registration_id = r.id left join class c on c.id = p.class_id
    where r.id = any(${[...registrationIds]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.registrationId, row]));
}

/** School years that have classes, up to this one; the latest first. */
export async function yearsUpTo(db: Db, schoolYear: number): Promise<number[]> {
  const rows = await db
    .selectFrom('class')
    .select('school_year')
    .distinct()
    .where('school_year', '<=', schoolYear)
    .orderBy('school_year', 'desc')
    .execute();
  return rows.map((row) => row.school_year);
}

/** Each student of a school year with the class of their last semester in it. */
function placedIn(schoolYear: number) {
  return sql`select distinct on (registration_id) registration_id, class_id, seat from placement
    where school_year = ${schoolYear} order by registration_id, semester desc`;
}

function handedIn(schoolYear: number) {
  return sql`handed as (
      select p.registration_id, count(*) as performances, max(v.finished_at) as at
      from performance p
      join lateral (select finished_at from performance_version where performance_id = p.id
        order by number desc limit 1) v on true
      where p.school_year = ${schoolYear} and p.withdrawn_at is null group by p.registration_id
    )`;
}
