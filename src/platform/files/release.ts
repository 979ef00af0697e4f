/**
 * Bytes that a row gave up. Nobody lists who else names them: every table that does so refers to `blob`, so the
 * database itself refuses to take out what is still named. What goes out is an orphan from then on.
 */
import { rm } from 'node:fs/promises';
import { sql } from 'kysely';
import { type Db, inTransaction, standsInTheWay, type Tx } from '../db.ts';
import { type Home, pathOf } from './disk.ts';

/** Notes that bytes may go once nothing names them; the sweep tries it, as often as it must. */
export async function letGo(tx: Tx, sha256s: readonly string[]): Promise<void> {
  if (sha256s.length === 0) return;
  await tx
    .insertInto('released_blob')
    .values(sha256s.map((sha256) => ({ sha256 })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function takeOutReleased(db: Db): Promise<void> {
  const released = await db.selectFrom('released_blob').select('sha256').execute();
  for (const { sha256 } of released) {
    try {
      await inTransaction(db, async (tx) => {
        await lockHash(tx, sha256);
        await tx.deleteFrom('blob').where('sha256', '=', sha256).execute();
        await tx.deleteFrom('released_blob').where('sha256', '=', sha256).execute();
      });
    } catch (error) {
      if (!standsInTheWay(error)) throw error;
    }
  }
}

/** The second copy of bytes that were erased from the first home, unless they have come back since. */
export async function eraseSecondCopy(db: Db, second: Home, sha256: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    await lockHash(tx, sha256);
    const back = await tx.selectFrom('blob').select('sha256').where('sha256', '=', sha256).executeTakeFirst();
    if (!back) await rm(pathOf(second.root, sha256), { force: true });
  });
}

/** Holds off whoever enters or sweeps the same bytes, until the transaction ends. */
async function lockHash(tx: Tx, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${sha256}, 0))`.execute(tx);
}
