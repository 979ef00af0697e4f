/** Failed sign-ins in a row, per name that was typed. */
import type { Db, Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { afterFailure, type Failures, lockedAt, noFailures, type SignInLimits } from './sign-in.ts';

/** What stands in for a typed name in the database. */
export function failureKey(school: School, username: string): Buffer {
  return school.seal.keyOf(`sign-in ${username}`);
}

export interface CountedTry {
  /** Set: the try is refused, nothing was counted. */
  lockedUntil?: Date;
  failures: Failures;
}

/**
 * Counts a try as failed before its password is compared (`clearFailures` takes it back on success), so
 * that a hundred guesses sent at once are still only five. Tries of one name pass one after the other.
 */
export async function countTry(tx: Tx, key: Buffer, now: Date, limits: SignInLimits): Promise<CountedTry> {
  await tx
    .insertInto('sign_in_failure')
    .values({ username_key: key, failures: 0, last_failed_at: now, locked_until: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await tx
    .selectFrom('sign_in_failure')
    .selectAll()
    .where('username_key', '=', key)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const before: Failures = { count: row.failures, lastAt: row.last_failed_at, lockedUntil: row.locked_until };
  const lockedUntil = lockedAt(before, now);
  if (lockedUntil) return { lockedUntil, failures: before };
  const failures = afterFailure(before, now, limits);
  await tx
    .updateTable('sign_in_failure')
    .set({ failures: failures.count, last_failed_at: now, locked_until: failures.lockedUntil })
    .where('username_key', '=', key)
    .execute();
  return { failures };
}

/** Takes one counted try back: it was sent away before its password was compared. */
export async function giveTryBack(tx: Tx, key: Buffer): Promise<void> {
  await tx
    .updateTable('sign_in_failure')
    .set((eb) => ({ failures: eb('failures', '-', 1), locked_until: null }))
    .where('username_key', '=', key)
    .where('failures', '>', 0)
    .execute();
}

/** After a success, or by the system keeper's hand. */
export async function clearFailures(tx: Tx, key: Buffer): Promise<void> {
  await tx.deleteFrom('sign_in_failure').where('username_key', '=', key).execute();
}

/** The failures standing for each of these keys, in their order. */
export async function failuresFor(db: Db | Tx, keys: readonly Buffer[]): Promise<Failures[]> {
  if (keys.length === 0) return [];
  const rows = await db
    .selectFrom('sign_in_failure')
    .selectAll()
    .where('username_key', 'in', [...keys])
    .execute();
  const found = new Map(rows.map((row) => [row.username_key.toString('hex'), row]));
  return keys.map((key) => {
    const row = found.get(key.toString('hex'));
    return row
      ? { count: row.failures, lastAt: row.last_failed_at, lockedUntil: row.locked_until }
      : noFailures;
  });
}

/** Drops what no longer counts: names that never existed would otherwise pile up. */
export async function forgetFailures(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('sign_in_failure').where('last_failed_at', '<', before).execute();
}
