/** Rounds and their tasks, with the numbers the overview shows. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { Division, GradeBand } from '../regulation/regulation.ts';
import type { PackageState } from './package.ts';
import { divisions, type RoundKey } from './round.ts';

interface Task extends RoundKey {
  taskId: string;
  roundId: string;
  division: Division;
  roundClosed: boolean;
}

export interface TaskSummary extends Task {
  openedAt: Date;
  students: number;
  outcomes: number;
  newestNumber: number | null;
  newestState: PackageState | null;
  handedOverAt: Date | null;
}

/**
 * Every task with its standing selections and newest package; served by selection_round, one pass over a round.
 * The caller keeps what the actor may watch.
 */
export async function taskSummaries(db: Db | Tx, only: { taskId?: string } = {}): Promise<TaskSummary[]> {
  const { rows } = await sql<TaskSummary>`
    select t.id as "taskId", r.id as "roundId", t.division, r.school_year as "schoolYear",
           r.grade_band as "gradeBand", r.batch, r.closed_at is not null as "roundClosed", r.opened_at as "openedAt",
           coalesce(s.students, 0)::int as students, coalesce(s.outcomes, 0)::int as outcomes,
           n.number as "newestNumber", n.state as "newestState", h.handed_over_at as "handedOverAt"
    from submission_task t
    join round r on r.id = t.round_id
    left join lateral (
      select count(distinct s.registration_id) as students, count(*) as outcomes
      from selection s join registration g on g.id = s.registration_id
      where s.round_id = r.id and s.ended_at is null and g.division = t.division) s on true
    left join lateral (
      select number, state from package where task_id = t.id order by number desc limit 1) n on true
    left join package h on h.task_id = t.id and h.state = 'handed-over'
    where ${only.taskId ?? null}::uuid is null or t.id = ${only.taskId ?? null}::uuid
    order by r.school_year desc, r.grade_band desc, r.batch desc, t.division desc`.execute(db);
  return rows;
}

export async function roundsOpened(db: Db | Tx): Promise<RoundKey[]> {
  const rows = await db.selectFrom('round').select(['school_year', 'grade_band', 'batch']).execute();
  return rows.map((row) => ({
    schoolYear: row.school_year,
    gradeBand: row.grade_band as GradeBand,
    batch: row.batch,
  }));
}

/** Opens the round with a task per division. Two at once: the second breaks the unique key. */
export async function saveRound(
  tx: Tx,
  round: RoundKey & { by: string; at: Date },
): Promise<{ roundId: string; taskIds: string[] }> {
  const { id } = await tx
    .insertInto('round')
    .values({
      school_year: round.schoolYear,
      grade_band: round.gradeBand,
      batch: round.batch,
      opened_by: round.by,
      opened_at: round.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const tasks = await tx
    .insertInto('submission_task')
    .values(divisions.map((division) => ({ round_id: id, division, part: 'outcomes' })))
    .returning('id')
    .execute();
  return { roundId: id, taskIds: tasks.map((task) => task.id) };
}

/** One package at a time per task: whoever holds the task's row decides. */
export async function lockTask(tx: Tx, taskId: string): Promise<void> {
  await sql`select from submission_task where id = ${taskId} for update`.execute(tx);
}

/** Choosing goes beside choosing; packing waits until nobody chooses any more, and sees all that was chosen. */
export async function lockRound(tx: Tx, roundId: string, by: 'choosing' | 'packing'): Promise<void> {
  const strength = by === 'choosing' ? sql`for share` : sql`for update`;
  await sql`select from round where id = ${roundId} ${strength}`.execute(tx);
}

/** Under which codes the central database knows the school's divisions. */
export async function schoolCodes(db: Db | Tx): Promise<{ day: string; continuing: string }> {
  const row = await db.selectFrom('school').select(['code', 'continuing_code']).executeTakeFirstOrThrow();
  return { day: row.code, continuing: row.continuing_code };
}
