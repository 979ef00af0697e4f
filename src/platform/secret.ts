/** Key files: made once, readable by the product alone, and on the disk before anything is locked with them. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

export function readOrMakeSecret(file: string, make: () => string): string {
  if (!existsSync(file)) {
    makeFolder(dirname(file));
    // Under another name until it is whole: half a key would be taken for one at the next start.
    writeFileSync(`${file}.new`, make(), { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
    syncFolder(dirname(file));
  }
  return readFileSync(file, 'utf8');
}

function makeFolder(folder: string): void {
  const firstMade = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (firstMade === undefined) return;
  for (let at = folder; at !== dirname(firstMade); at = dirname(at)) syncFolder(dirname(at));
}

/** The names in a folder reach the disk. */
export function syncFolder(folder: string): void {
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
