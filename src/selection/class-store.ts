/** Who a round concerns, with their present class and how many stand selected. Counts only; reads only. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db } from '../platform/db.ts';
import type { GradeBand } from '../regulation/regulation.ts';

export interface RoundOf {
  roundId: string;
  schoolYear: number;
  gradeBand: GradeBand;
  batch: number;
}

/** The latest first. */
export async function allRounds(db: Db): Promise<RoundOf[]> {
  const { rows } = await sql<RoundOf>`
    select id as "roundId", school_year as "schoolYear", grade_band as "gradeBand", batch
    from round order by school_year desc, batch desc, grade_band`.execute(db);
  return rows;
}

export interface RoundStudent {
  registrationId: string;
  number: string;
  name: string;
  seat: number | null;
  classId: string;
  className: string;
  division: Division;
  grade: number;
  outcomes: number;
  performances: number;
}

interface Asked {
  divisions?: readonly Division[];
  classIds?: readonly string[];
  registrationId?: string;
}

/**
 * The students of a round by the class they sit in now: selecting may reach into the next school year. Of these
 * divisions, these classes, or one student.
 */
export async function studentsOfRound(
  db: Db,
  round: RoundOf,
  now: { schoolYear: number; semester: number },
  { divisions = [], classIds = [], registrationId }: Asked,
): Promise<RoundStudent[]> {
  const { rows } = await sql<RoundStudent>`
    with concerned as (
      select distinct m.registration_id from placement m join class k on k.id = m.class_id
      where m.school_year = ${round.schoolYear}
        and case when k.grade >= 3 then 'three' else 'one-two' end = ${round.gradeBand}
    ), placed as (
      select distinct on (m.registration_id) m.registration_id, m.class_id, m.seat
      from placement m join concerned using (registration_id)
      where (m.school_year, m.semester) <= (${now.schoolYear}::int, ${now.semester}::int)
      order by m.registration_id, m.school_year desc, m.semester desc
    )
    select g.id as "registrationId", g.student_number as number, n.name, p.seat, c.id as "classId",
      c.name as "className", c.division, c.grade,
      (select count(*)::int from selection s where s.round_id = ${round.roundId}
        and s.registration_id = g.id and s.ended_at is null) as outcomes,
      (select count(*)::int from performance_selection s where s.round_id = ${round.roundId}
        and s.registration_id = g.id and s.ended_at is null) as performances
    from placed p join class c on c.id = p.class_id
    join registration g on g.id = p.registration_id join person n on n.id = g.person_id
    where c.division = any(${[...divisions]}::text[]) or c.id = any(${[...classIds]}::uuid[])
      or g.id = ${registrationId ?? null}::uuid
    order by c.division desc, c.grade, c.name, p.seat nulls last, g.student_number`.execute(db);
  return rows;
}
