/** The second home: every blob is copied there, read back and hashed before anyone is told it has two homes. */
import { randomUUID } from 'node:crypto';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '../db.ts';
import type { Logger } from '../log.ts';
import { type Disk, hashOf, pathOf, settle } from './disk.ts';

export interface Homes {
  first: string;
  second: string;
}

/**
 * Copies what has no verified second copy yet, oldest first. @returns how many now have one
 * @param turn waited for before each file, so that copying gives way to students who are uploading
 */
export async function copyMissing(
  db: Db,
  disk: Disk,
  homes: Homes,
  log: Logger,
  turn: (keptAt: Date) => Promise<void> = async () => undefined,
): Promise<number> {
  const single = await db
    .selectFrom('blob')
    .select(['sha256', 'kept_at'])
    .where('second_verified_at', 'is', null)
    .orderBy('kept_at')
    .limit(200)
    .execute();
  let copied = 0;
  for (const { sha256, kept_at } of single) {
    await turn(kept_at);
    // One file that cannot be copied must not keep the others from their second home.
    const intact = await bring(disk, homes.first, homes.second, sha256).catch((error: unknown) => {
      log.error({ err: error, sha256 }, 'a file could not be copied to the second home');
      return false;
    });
    if (!intact) {
      log.error({ sha256 }, 'a file has no copy with the right bytes in the second home');
      continue;
    }
    await db
      .updateTable('blob')
      .set((set) => ({ second_verified_at: set.fn('clock_timestamp') }))
      .where('sha256', '=', sha256)
      .execute();
    copied += 1;
  }
  return copied;
}

/**
 * Brings one blob from a home to the other in the store's write order, then reads the copy back.
 * @returns whether the bytes there now are what their name says
 */
export async function bring(disk: Disk, from: string, to: string, sha256: string): Promise<boolean> {
  const target = pathOf(to, sha256);
  if ((await hashOf(target)) === sha256) return true;
  const temporary = join(to, 'incoming', randomUUID());
  try {
    await copyFile(pathOf(from, sha256), temporary);
    if ((await hashOf(temporary)) !== sha256) return false;
    await disk.syncFile(temporary);
    await settle(disk, temporary, target);
    return (await hashOf(target)) === sha256;
  } finally {
    await rm(temporary, { force: true });
  }
}
