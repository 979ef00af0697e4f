/** Bytes without a row: moved to quarantine after a day, erased from both homes after a month, with a tombstone that stays. */
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Db, inTransaction } from '../db.ts';
import { namesIn, pathOf } from './disk.ts';
import { eraseSecondCopy, takeOutReleased } from './release.ts';
import type { Homes } from './second-home.ts';

export interface OrphanTimes {
  quarantineAfterMs: number;
  eraseAfterMs: number;
}

/**
 * One sweep of the first store. Sweeping and keeping the same bytes exclude each other: both hold the
 * advisory lock of the hash until they commit.
 */
export async function sweepOrphans(
  db: Db,
  homes: Homes,
  times: OrphanTimes,
): Promise<{ quarantined: string[]; erased: string[] }> {
  await takeOutReleased(db);
  const { root } = homes.first;
  const quarantined: string[] = [];
  for await (const sha256 of namesIn(root)) {
    const path = pathOf(root, sha256);
    const young = Date.now() - (await stat(path)).mtimeMs < times.quarantineAfterMs;
    if (young || (await hasRow(db, sha256))) continue;
    const moved = await inTransaction(db, async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${sha256}, 0))`.execute(tx);
      const { size, mtimeMs } = await stat(path);
      if (Date.now() - mtimeMs < times.quarantineAfterMs || (await hasRow(tx, sha256))) return false;
      await tx
        .insertInto('quarantine')
        .values({ sha256, size, reason: 'no row names these bytes' })
        .onConflict((conflict) =>
          conflict.column('sha256').doUpdateSet({ size, erased_at: null, found_at: new Date() }),
        )
        .execute();
      await rename(path, join(root, 'quarantine', sha256));
      return true;
    });
    if (moved) quarantined.push(sha256);
  }
  await listUnlisted(db, root);
  return { quarantined, erased: await eraseOld(db, homes, times) };
}

/** Bytes that a crash left in quarantine before, or after, the database said so: no unlink without a tombstone. */
async function listUnlisted(db: Db, root: string): Promise<void> {
  for (const sha256 of await readdir(join(root, 'quarantine'))) {
    const { size } = await stat(join(root, 'quarantine', sha256));
    await db
      .insertInto('quarantine')
      .values({ sha256, size, reason: 'no row names these bytes' })
      .onConflict((conflict) =>
        conflict
          .column('sha256')
          .doUpdateSet({ erased_at: null, found_at: new Date() })
          .where('quarantine.erased_at', 'is not', null),
      )
      .execute();
  }
}

async function eraseOld(db: Db, { first, second }: Homes, times: OrphanTimes): Promise<string[]> {
  const old = await db
    .selectFrom('quarantine')
    .select('sha256')
    .where('erased_at', 'is', null)
    .where('found_at', '<', new Date(Date.now() - times.eraseAfterMs))
    .execute();
  for (const { sha256 } of old) {
    await db.updateTable('quarantine').set({ erased_at: new Date() }).where('sha256', '=', sha256).execute();
    await rm(join(first.root, 'quarantine', sha256), { force: true });
    await eraseSecondCopy(db, second, sha256);
  }
  return old.map((row) => row.sha256);
}

async function hasRow(db: Db, sha256: string): Promise<boolean> {
  return (
    (await db.selectFrom('blob').select('sha256').where('sha256', '=', sha256).executeTakeFirst()) !==
    undefined
  );
}
