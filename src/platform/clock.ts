/**
 * The one clock: the database's, so that every server of a school agrees about a deadline.
 * The offset exists for tests, the cycle and the demo; only composing code can pass it. No setting,
 * environment variable or request reaches it, and a non-zero offset is shown wherever time matters.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from './db.ts';

export interface Clock {
  /** Milliseconds added to the database's clock; 0 in production. */
  readonly offsetMs: number;
  now(db: Db | Tx): Promise<Date>;
}

export function databaseClock(offsetMs = 0): Clock {
  return {
    offsetMs,
    async now(db) {
      const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
      const now = rows[0]?.now;
      if (!now) throw new Error('The database did not tell the time.');
      return new Date(now.getTime() + offsetMs);
    },
  };
}

/** The same within a query: when its facts were read. */
export function nowOf({ offsetMs }: Clock): RawBuilder<Date> {
  return sql<Date>`clock_timestamp() + ${offsetMs} * interval '1 millisecond'`;
}

/** A clock whose offset composing code can move while it runs: the tests' and the cycle's. */
export function movableClock(start = 0): Clock & { moveTo(instant: Date): void } {
  let offsetMs = start;
  const clock = {
    get offsetMs() {
      return offsetMs;
    },
    moveTo(instant: Date) {
      offsetMs = instant.getTime() - Date.now();
    },
    async now(db: Db | Tx) {
      return databaseClock(offsetMs).now(db);
    },
  };
  return clock;
}
