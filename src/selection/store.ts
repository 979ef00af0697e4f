/** Reads a student's rounds, outcomes and performances for selection; writes `selection` and `performance_selection`. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { WrittenRow } from '../ledger/event.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { OrderChange } from './order.ts';
import type { ChosenPerformance } from './performance-selection.ts';
import type { Chosen } from './selection.ts';

export interface StudentRound {
  roundId: string;
  schoolYear: number;
  gradeBand: 'one-two' | 'three';
  batch: number;
  closed: boolean;
  registrationId: string;
  division: Division;
  grade: number;
}

/** The rounds that concern a student: of a school year and grade band they had a placement in. */
export async function roundsOf(db: Db | Tx, registrationIds: readonly string[]): Promise<StudentRound[]> {
  if (registrationIds.length === 0) return [];
  const { rows } = await sql<StudentRound>`
    select distinct r.id as "roundId", r.school_year as "schoolYear", r.grade_band as "gradeBand", r.batch,
           r.closed_at is not null as closed, g.id as "registrationId", g.division, k.grade
    from registration g
    join placement m on m.registration_id = g.id
    join class k on k.id = m.class_id
    join round r on r.school_year = m.school_year
      and r.grade_band = case when k.grade >= 3 then 'three' else 'one-two' end
    where g.id = any(${registrationIds as string[]}::uuid[])
    order by r.school_year desc, r.batch desc`.execute(db);
  return rows;
}

export interface SelectableOutcome {
  outcomeId: string;
  courseCode: string;
  schoolYear: number;
  semester: 1 | 2;
  grade: number;
  subject: string;
  description: string;
  handedInAt: Date;
  certified: boolean;
  returned: boolean;
  withdrawn: boolean;
  teachers: string[];
  /** The round it stands selected in, if any. */
  roundId: string | null;
  position: number | null;
  /** Names of the newest version's files. */
  files: string[];
}

/** Everything the student handed in for a school year, by subject and time. Served by outcome_registration. */
export async function selectableOutcomes(
  db: Db | Tx,
  registrationId: string,
  schoolYear: number,
): Promise<SelectableOutcome[]> {
  const { rows } = await sql<SelectableOutcome>`
    select o.id as "outcomeId", f.course_code as "courseCode", f.school_year as "schoolYear", f.semester, f.grade,
           c.name as subject, v.description,
           v.finished_at as "handedInAt", o.withdrawn_at is not null as withdrawn,
           coalesce(d.decision = 'certified', false) as certified,
           coalesce(d.decision = 'returned', false) as returned,
           array(select p.name from offering_teacher t join person p on p.id = t.person_id
                 where t.offering_id = f.id order by p.name) as teachers,
           s.round_id as "roundId", s.position,
           array(select x.name from outcome_file x where x.version_id = v.id order by x.slot) as files
    from outcome o
    join enrolment e on e.id = o.enrolment_id
    join offering f on f.id = e.offering_id
    join course c on c.code = f.course_code
    join lateral (select * from outcome_version where outcome_id = o.id order by number desc limit 1) v on true
    left join certification d on d.version_id = v.id and d.withdrawn_at is null
    left join selection s on s.outcome_id = o.id and s.ended_at is null
    where o.registration_id = ${registrationId} and f.school_year = ${schoolYear}
    order by f.semester, c.name, v.finished_at`.execute(db);
  return rows;
}

/** What stands selected in other rounds, with what caps count it by. Served by selection_registration. */
export async function chosenElsewhere(
  db: Db | Tx,
  registrationId: string,
  roundId: string,
): Promise<Chosen[]> {
  const { rows } = await sql<Chosen>`
    select s.outcome_id as "outcomeId", f.course_code as "courseCode", f.school_year as "schoolYear", f.semester, f.grade
    from selection s
    join outcome o on o.id = s.outcome_id
    join enrolment e on e.id = o.enrolment_id
    join offering f on f.id = e.offering_id
    where s.registration_id = ${registrationId} and s.ended_at is null and s.round_id <> ${roundId}`.execute(
    db,
  );
  return rows;
}

/** Where a student's performances stand selected, in the student's order, with what caps count them by. */
export async function chosenPerformances(
  db: Db | Tx,
  registrationId: string,
): Promise<(ChosenPerformance & { roundId: string; position: number })[]> {
  const { rows } = await sql<ChosenPerformance & { roundId: string; position: number }>`
    select s.performance_id as "performanceId", s.round_id as "roundId", s.position,
      p.school_year as "schoolYear", p.semester,
      (select k.grade from placement m join class k on k.id = m.class_id
       where m.registration_id = s.registration_id and (m.school_year, m.semester) <= (p.school_year, p.semester)
       order by m.school_year desc, m.semester desc limit 1) as grade
    from performance_selection s join performance p on p.id = s.performance_id
    where s.registration_id = ${registrationId} and s.ended_at is null
    order by s.position`.execute(db);
  return rows;
}

const places = {
  outcomes: { table: 'selection', item: 'outcome_id' },
  performances: { table: 'performance_selection', item: 'performance_id' },
} as const;

/** Ended rows stay as history. @returns the rows written, for the ledger */
export async function saveChange(
  tx: Tx,
  of: keyof typeof places,
  at: { roundId: string; registrationId: string; at: Date },
  { add, move, end }: OrderChange,
): Promise<WrittenRow[]> {
  const { table, item } = places[of];
  const into = sql.table(table);
  const id = sql.ref(item);
  const standing = sql`c.round_id = ${at.roundId} and c.registration_id = ${at.registrationId} and c.ended_at is null`;
  const { rows } = await sql<{ id: string }>`
    with ended as (
      update ${into} c set ended_at = ${at.at} where ${standing} and c.${id} = any(${end}::uuid[]) returning c.id
    ), moved as (
      update ${into} c set position = m.position
      from jsonb_to_recordset(${JSON.stringify(move)}::jsonb) as m(id uuid, position int)
      where ${standing} and c.${id} = m.id returning c.id
    ), added as (
      insert into ${into} (${id}, round_id, registration_id, position, selected_at)
      select a.id, ${at.roundId}, ${at.registrationId}, a.position, ${at.at}
      from jsonb_to_recordset(${JSON.stringify(add)}::jsonb) as a(id uuid, position int) returning id
    )
    select id from ended union all select id from moved union all select id from added`.execute(tx);
  return rows.map((row) => ({ table, id: row.id }));
}
