/** The few disk operations durability rests on. Passed in, so that a test can leave one out and be caught. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface Disk {
  /** A file's bytes reach the disk. */
  syncFile(path: string): Promise<void>;
  /** A directory's names reach the disk: without it a renamed file may be gone after a power cut. */
  syncDirectory(path: string): Promise<void>;
}

export const realDisk: Disk = {
  syncFile: syncPath,
  syncDirectory: syncPath,
};

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** `ab/cd/abcd…` below the store's root. */
export function pathOf(root: string, sha256: string): string {
  return join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

/**
 * Gives synced bytes their name for good: makes the folders, renames, then syncs every folder whose list of
 * names changed, from the innermost out.
 */
export async function settle(disk: Disk, temporary: string, target: string): Promise<void> {
  const folder = dirname(target);
  const firstMade = await mkdir(folder, { recursive: true });
  await rename(temporary, target);
  await disk.syncDirectory(folder);
  if (firstMade === undefined) return;
  for (let at = folder; at !== dirname(firstMade); at = dirname(at)) await disk.syncDirectory(dirname(at));
}

/** SHA-256 of a file, lower-case hex; undefined where there is none. */
export async function hashOf(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }))
      hash.update(chunk as Buffer);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  return hash.digest('hex');
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

export function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
