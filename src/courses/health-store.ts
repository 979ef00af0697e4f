/** The facts of the course check: what is offered to whom, what was planned, and who is there. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Semester } from './course-store.ts';
import type { CheckedOffering, Cohort } from './health.ts';

export async function checkedOfferings(
  db: Db | Tx,
  division: Division,
  { schoolYear, semester }: Semester,
): Promise<CheckedOffering[]> {
  const { rows } = await sql<CheckedOffering>`
    with heaps as (
      select e.offering_id, e.kind, r.entry_school_year, r.field_group, r.programme, count(*)::int as count
      from offering o join enrolment e on e.offering_id = o.id and e.ended_at is null
      join registration r on r.id = e.registration_id
      where o.school_year = ${schoolYear} and o.semester = ${semester} and o.division = ${division}
      group by 1, 2, 3, 4, 5)
    select o.id as "offeringId", o.course_code as code, c.coded, c.name, o.grade, o.group_name as "group",
      o.credits::float as credits,
      coalesce((select jsonb_agg(jsonb_build_object('kind', h.kind, 'entrySchoolYear', h.entry_school_year,
          'fieldGroup', h.field_group, 'programme', h.programme, 'count', h.count))
        from heaps h where h.offering_id = o.id), '[]') as takers
    from offering o join course c on c.code = o.course_code
    where o.school_year = ${schoolYear} and o.semester = ${semester} and o.division = ${division}
    order by o.grade, o.group_name, o.course_code`.execute(db);
  return rows;
}

/** Students placed in the semester by entry, programme and grade, and how many of each take which code. */
export async function cohortsOf(
  db: Db | Tx,
  division: Division,
  { schoolYear, semester }: Semester,
): Promise<Cohort[]> {
  const { rows } = await sql<Omit<Cohort, 'taking'> & { taking: Record<string, number> }>`
    with placed as (
      select m.registration_id, r.entry_school_year, r.field_group, r.programme, k.grade
      from placement m join class k on k.id = m.class_id join registration r on r.id = m.registration_id
      where m.school_year = ${schoolYear} and m.semester = ${semester} and k.division = ${division}
        and r.ends_on is null),
    taking as (
      select p.entry_school_year, p.field_group, p.programme, p.grade, o.course_code,
        count(distinct e.registration_id)::int as count
      from placed p join enrolment e on e.registration_id = p.registration_id and e.ended_at is null
      join offering o on o.id = e.offering_id and o.school_year = ${schoolYear} and o.semester = ${semester}
      group by 1, 2, 3, 4, 5)
    select p.entry_school_year as "entrySchoolYear", p.field_group as "fieldGroup", p.programme, p.grade,
      count(*)::int as count,
      coalesce((select jsonb_object_agg(t.course_code, t.count) from taking t
        where (t.entry_school_year, t.field_group, t.programme, t.grade)
          = (p.entry_school_year, p.field_group, p.programme, p.grade)), '{}') as taking
    from placed p group by 1, 2, 3, 4`.execute(db);
  return rows.map(({ taking, ...cohort }) => ({ ...cohort, taking: new Map(Object.entries(taking)) }));
}
