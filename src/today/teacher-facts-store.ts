/** What many teachers' days are told by, in one question for all of them. Reads only. */
import { sql } from 'kysely';
import type { Db } from '../platform/db.ts';
import type { KeptReopening } from '../reopening/reopening.ts';

export interface WaitingCourse {
  personId: string;
  offeringId: string;
  subject: string;
  group: string;
  schoolYear: number;
  semester: 1 | 2;
  division: 'day' | 'continuing';
  grade: number;
  asDeputy: boolean;
  waiting: number;
  certified: number;
  returned: number;
  /** When each of what waits was handed in, one moment for each day, and by which reopening. */
  handedIn: { at: string; lateBy: string | null; reopenings: KeptReopening[] }[];
}

/**
 * Courses of these people, their own and those they stand in for, in which something waits. Served by
 * offering_teacher_person, enrolment_offering, outcome_enrolment and certification_standing.
 * @param today ISO day
 */
export async function waitingCourses(
  db: Db,
  personIds: readonly string[],
  today: string,
): Promise<WaitingCourse[]> {
  const { rows } = await sql<WaitingCourse>`
    with course_of as (
      select person_id, offering_id, bool_and(deputy) as deputy from (
        select person_id, offering_id, false as deputy from offering_teacher
        where person_id = any(${[...personIds]}::uuid[])
        union all
        select a.person_id, t.offering_id, true from appointment a
        join offering_teacher t on t.person_id = a.deputy_for
        join offering f on f.id = t.offering_id
        where a.person_id = any(${[...personIds]}::uuid[]) and a.office = 'deputy' and a.revoked_at is null
          and a.starts_on <= ${today}::date and (a.ends_on is null or a.ends_on >= ${today}::date)
          and (a.offering_id is null or a.offering_id = f.id) and (a.division is null or a.division = f.division)
      ) held group by person_id, offering_id
    ), stands as (
      select e.offering_id, count(*) filter (where d.decision is null)::int as waiting,
        count(*) filter (where d.decision = 'certified')::int as certified,
        count(*) filter (where d.decision = 'returned')::int as returned,
        jsonb_agg(distinct jsonb_build_object('at', date_trunc('day', v.finished_at, 'Asia/Taipei'),
          'lateBy', v.reopening_id, 'reopenings', case when v.reopening_id is null then '[]'
            else reopenings_of(o.registration_id, f.course_code, f.school_year, f.semester) end))
          filter (where d.decision is null) as days
      from enrolment e
      join offering f on f.id = e.offering_id
      join outcome o on o.enrolment_id = e.id and o.withdrawn_at is null
      join lateral (select id, finished_at, reopening_id from outcome_version where outcome_id = o.id
        order by number desc limit 1) v on true
      left join certification d on d.version_id = v.id and d.withdrawn_at is null
      where e.offering_id in (select offering_id from course_of)
      group by e.offering_id
    )
    select m.person_id as "personId", f.id as "offeringId", c.name as subject, f.group_name as "group",
      f.school_year as "schoolYear", f.semester, f.division, f.grade, m.deputy as "asDeputy",
      s.waiting, s.certified, s.returned, s.days as "handedIn"
    from course_of m join stands s on s.offering_id = m.offering_id and s.waiting > 0
    join offering f on f.id = m.offering_id join course c on c.code = f.course_code
    order by f.school_year desc, f.semester desc, c.name, f.group_name`.execute(db);
  return rows;
}
