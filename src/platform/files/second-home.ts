/** The second home: every blob is copied there, read back and hashed before anyone is told it has two homes. */
import { randomUUID } from 'node:crypto';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '../db.ts';
import type { Logger } from '../log.ts';
import { type Home, hashOf, pathOf, settle, withFile } from './disk.ts';

export interface Homes {
  first: Home;
  second: Home;
}

/**
 * Copies what has no verified second copy yet, oldest first. @returns how many now have one
 * @param turn waited for before each file, so that copying gives way to students who are uploading
 */
export async function copyMissing(
  db: Db,
  { first, second }: Homes,
  log: Logger,
  turn: (keptAt: Date) => Promise<void>,
): Promise<number> {
  const single = await db
    .selectFrom('blob')
    .select(['sha256', 'kept_at'])
    .where('second_verified_at', 'is', null)
    .orderBy('kept_at')
    .execute();
  let copied = 0;
  for (const { sha256, kept_at } of single) {
    await turn(kept_at);
    // One file that cannot be copied must not keep the others from their second home.
    const intact = await bring(first, second, sha256).catch((error: unknown) => {
      log.error({ err: error, sha256 }, 'a file could not be copied to the second home');
      return undefined;
    });
    if (intact) {
      await markVerified(db, sha256);
      copied += 1;
    } else if (intact === false)
      log.error({ sha256 }, 'a file has no copy with the right bytes in the second home');
  }
  return copied;
}

export async function markVerified(db: Db, sha256: string): Promise<void> {
  await db
    .updateTable('blob')
    .set((set) => ({ second_verified_at: set.fn('clock_timestamp') }))
    .where('sha256', '=', sha256)
    .execute();
}

/** From now on nobody is told of a second copy, until the copying finds both homes right again. */
export async function forgetVerified(db: Db, sha256: string): Promise<void> {
  await db.updateTable('blob').set({ second_verified_at: null }).where('sha256', '=', sha256).execute();
}

/**
 * Brings one blob from a home to the other in the store's write order, then reads the copy back. A copy that
 * is there already is written again: it may never have reached the disk.
 * @returns whether both homes now hold what its name says
 */
export async function bring(from: Home, to: Home, sha256: string): Promise<boolean> {
  const temporary = join(to.root, 'incoming', randomUUID());
  try {
    await copyFile(pathOf(from.root, sha256), temporary);
    if ((await hashOf(temporary)) !== sha256) return false;
    await withFile(temporary, (file) => to.disk.syncFile(file));
    await settle(to, temporary, sha256);
    return (await hashOf(pathOf(to.root, sha256))) === sha256;
  } finally {
    await rm(temporary, { force: true });
  }
}
