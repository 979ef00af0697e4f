/** Appends one line to the ledger inside the transaction of the act itself. @server */
import { sql } from 'kysely';
import type { Actor } from '../accounts/actor.ts';
import type { Tx } from '../platform/db.ts';
import type { LedgerEvent, WrittenRow } from './event.ts';

export interface Recorded {
  lineId: number;
  at: Date;
  /** 32 bytes, lower-case hex. */
  leafHash: string;
  /** 32 bytes, lower-case hex: opens the line's commitment. */
  salt: string;
}

/** Acts without a person behind them: jobs and the founding of a school. */
export const theHouse = { personId: null, appointments: [] } as const;

/**
 * @param rows the row versions this act wrote; their hashes become part of the line
 * @param options.appointmentId the appointment used, where the act needs one
 * @param options.offsetMs the school clock's offset
 */
export async function record(
  tx: Tx,
  actor: Pick<Actor, 'personId'>,
  event: LedgerEvent,
  rows: readonly WrittenRow[],
  options: { appointmentId?: string | null; offsetMs?: number } = {},
): Promise<Recorded> {
  const by = { person: actor.personId, appointment: options.appointmentId ?? null };
  const { rows: made } = await sql<{ line_id: number; line_at: Date; line_leaf: Buffer; line_salt: Buffer }>`
    select line_id, line_at, line_leaf, line_salt from ledger_append(
      make_interval(secs => ${(options.offsetMs ?? 0) / 1000}), ${event.act}, ${JSON.stringify(by)}::jsonb,
      ${JSON.stringify(event.about)}::jsonb, ${JSON.stringify(event.data)}::jsonb, ${JSON.stringify(rows)}::jsonb)`.execute(
    tx,
  );
  const line = made[0];
  if (!line) throw new Error('The ledger gave no line back.');
  return {
    lineId: line.line_id,
    at: line.line_at,
    leafHash: line.line_leaf.toString('hex'),
    salt: line.line_salt.toString('hex'),
  };
}

/** One line each for many events of one actor, in their order, in one statement. */
export async function recordEach(
  tx: Tx,
  actor: Pick<Actor, 'personId'>,
  acts: readonly { event: LedgerEvent; rows: readonly WrittenRow[] }[],
  options: { appointmentId?: string | null; offsetMs?: number } = {},
): Promise<void> {
  if (acts.length === 0) return;
  const by = { person: actor.personId, appointment: options.appointmentId ?? null };
  const events = acts.map(({ event, rows }) => ({ ...event, rows }));
  const { rows: made } = await sql`
    select line_id from ledger_append_all(make_interval(secs => ${(options.offsetMs ?? 0) / 1000}),
      ${JSON.stringify(by)}::jsonb, ${JSON.stringify(events)}::jsonb)`.execute(tx);
  if (made.length !== acts.length) throw new Error('The ledger gave fewer lines back than there were acts.');
}
