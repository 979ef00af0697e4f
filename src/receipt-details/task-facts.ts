/** What every act on receipt details has to know: the task, what was handed over, the file that stands, the window. @server */
import { sql } from 'kysely';
import type { Actor } from '../accounts/actor.ts';
import { type Calendar, calendarOf } from '../calendar/store.ts';
import type { Db, Tx } from '../platform/db.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { mayWatch } from '../submission/round.ts';
import { confirms } from './answer.ts';
import { signOffsOf } from './answer-store.ts';
import { type Confirmation, confirmationIn } from './confirmation.ts';
import { importsOf, type ReceiptImport, type Receiving, receivingTasks } from './import-store.ts';

export interface SeenReceiving {
  task: Receiving;
  calendar: Calendar;
  /** Set where the actor confirms for this division; without it they only look on. */
  appointmentId: string | undefined;
}

/** A task of a division the actor may watch; everything else is not found. */
export async function receivingSeenBy(
  db: Db | Tx,
  actor: Actor,
  taskId: string,
): Promise<SeenReceiving | Refusal> {
  const [task] = await receivingTasks(db, { taskId });
  if (!task) return refuse('not-found', '六(三)');
  const calendar = await calendarOf(db, task.schoolYear);
  if (isRefusal(calendar)) return calendar;
  const { regulation } = calendar.rules;
  const appointmentId = confirms(actor, task.division, regulation)?.id;
  if (appointmentId === undefined && !mayWatch(actor, task.division, regulation))
    return refuse('not-found', '六(三)');
  return { task, calendar, appointmentId };
}

/** An import through its task; only for who confirms there. */
export async function importConfirmedBy(
  db: Db | Tx,
  actor: Actor,
  importId: string,
): Promise<(SeenReceiving & { held: ReceiptImport; appointmentId: string }) | Refusal> {
  const [held] = await importsOf(db, { importId });
  if (!held) return refuse('not-found', '六(三)');
  const seen = await receivingSeenBy(db, actor, held.taskId);
  if (isRefusal(seen)) return seen;
  const { appointmentId } = seen;
  return appointmentId === undefined ? refuse('not-allowed', '六(三)') : { ...seen, appointmentId, held };
}

/** Files of one task are applied one after the other: whoever holds the task's row decides. */
export async function lockTask(tx: Tx, taskId: string): Promise<void> {
  await sql`select from submission_task where id = ${taskId} for update`.execute(tx);
}

/** Answers go beside each other, but never beside an import or a sign-off of their task. */
export async function shareTask(tx: Tx, taskId: string): Promise<void> {
  await sql`select from submission_task where id = ${taskId} for share`.execute(tx);
}

export async function confirmationOf(
  db: Db | Tx,
  task: Receiving,
  receivedAt: Date,
): Promise<Confirmation | Refusal> {
  const calendar = await calendarOf(db, task.schoolYear);
  return isRefusal(calendar) ? calendar : confirmationIn(calendar, task, receivedAt);
}

/**
 * The file that stands for a task and whether it is signed off. A package handed over after the sign-off opens the
 * task again: what was signed was about the one before.
 */
export async function standingOf(db: Db | Tx, taskId: string) {
  const imports = await importsOf(db, { taskId });
  const applied = imports.find(({ state }) => state === 'applied');
  const [signOff] = applied?.packageState === 'handed-over' ? await signOffsOf(db, [applied.importId]) : [];
  return { imports, applied, signOff };
}

/** First character and last three: enough to know one's own, not enough to use. */
export function maskedId(nationalId: string): string {
  return `${nationalId.slice(0, 1)}******${nationalId.slice(-3)}`;
}
