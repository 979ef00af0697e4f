/** Reads a student's rounds and outcomes for selection; writes `selection`. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';
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
           s.round_id as "roundId"
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

export async function select(
  tx: Tx,
  chosen: { roundId: string; registrationId: string; outcomeIds: readonly string[]; at: Date },
): Promise<string[]> {
  if (chosen.outcomeIds.length === 0) return [];
  const rows = await tx
    .insertInto('selection')
    .values(
      chosen.outcomeIds.map((outcomeId) => ({
        outcome_id: outcomeId,
        round_id: chosen.roundId,
        registration_id: chosen.registrationId,
        selected_at: chosen.at,
      })),
    )
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Ends standing selections; the rows stay as history. */
export async function unselect(
  tx: Tx,
  ended: { roundId: string; registrationId: string; outcomeIds: readonly string[]; at: Date },
): Promise<string[]> {
  if (ended.outcomeIds.length === 0) return [];
  const rows = await tx
    .updateTable('selection')
    .set({ ended_at: ended.at })
    .where('round_id', '=', ended.roundId)
    .where('registration_id', '=', ended.registrationId)
    .where('outcome_id', 'in', ended.outcomeIds as string[])
    .where('ended_at', 'is', null)
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}
