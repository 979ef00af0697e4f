/** The few disk operations durability rests on. Passed in, so that a test can leave one out and be caught. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface Disk {
  create(path: string): Promise<FileHandle>;
  /** @returns how many bytes were taken: a disk that is filling up takes a part and says so only here */
  write(file: FileHandle, pieces: Buffer[]): Promise<number>;
  /** A file's bytes reach the disk. */
  syncFile(file: FileHandle): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** A directory's names reach the disk: without it a renamed file may be gone after a power cut. */
  syncDirectory(path: string): Promise<void>;
}

export const realDisk: Disk = {
  create: (path) => open(path, 'wx', 0o640),
  write: async (file, pieces) => (await file.writev(pieces)).bytesWritten,
  syncFile: (file) => file.sync(),
  rename,
  syncDirectory: (path) => withFile(path, (folder) => folder.sync()),
};

export type Role = 'first' | 'second';

/** One home of the bytes. */
export interface Home {
  role: Role;
  root: string;
  disk: Disk;
  /** Folders known to have reached the disk with their names since this process began. */
  lasting: Set<string>;
  /** Where the root stood when it was opened. */
  ground: { dev: number; ino: number };
}

/** Whether a home is still the folder that was opened: one whose disk was unmounted is another. */
export async function stands({ root, ground }: Home): Promise<boolean> {
  const now = await stat(root).catch(() => undefined);
  return now?.dev === ground.dev && now.ino === ground.ino;
}

/** `ab/cd/abcd…` below the home's root. */
export function pathOf(root: string, sha256: string): string {
  return join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

/**
 * Gives synced bytes their name for good: makes the folders, renames, then syncs the list of names the bytes are in
 * and those its folders are in. Also where the name is taken: what stands there may be damaged, or may never have
 * reached the disk. A folder that is there may have been made a moment ago, by someone who has not synced it yet.
 */
export async function settle(home: Home, temporary: string, sha256: string): Promise<void> {
  const target = pathOf(home.root, sha256);
  const folders = notLasting(home, dirname(target));
  for (const folder of folders.toReversed()) await makeFolder(folder);
  await home.disk.rename(temporary, target);
  // All of them at once: the disk writes its journal once for them, and nobody is told before the last has reached it.
  await Promise.all([
    home.disk.syncDirectory(dirname(target)),
    ...folders.map(async (folder) => {
      await home.disk.syncDirectory(dirname(folder));
      home.lasting.add(folder);
    }),
  ]);
}

/** A folder and those above it, up to the root, from the innermost out. */
function notLasting(home: Home, folder: string): string[] {
  return folder === home.root || home.lasting.has(folder)
    ? []
    : [folder, ...notLasting(home, dirname(folder))];
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
}

/** Makes the root of a home, if need be, so that it and every new folder above it last. */
export async function makeRoot({ root, disk }: Pick<Home, 'root' | 'disk'>): Promise<void> {
  const firstMade = await mkdir(root, { recursive: true });
  if (firstMade === undefined) return;
  for (let at = root; at !== dirname(firstMade); at = dirname(at)) await disk.syncDirectory(dirname(at));
}

/** Names of everything in a home; none where the folder is not there. */
export async function* namesIn(root: string): AsyncGenerator<string> {
  for (const outer of await foldersIn(root))
    for (const inner of await foldersIn(join(root, outer))) yield* await readdir(join(root, outer, inner));
}

async function foldersIn(path: string): Promise<string[]> {
  try {
    return (await readdir(path)).filter((name) => /^[0-9a-f]{2}$/.test(name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
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

export async function withFile<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'r');
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

export function isFull(error: unknown): boolean {
  return codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT';
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
