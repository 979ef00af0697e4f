/** Sends one entry: hash, ask whether it is there already, announce, then the bytes the server still lacks. */
import { FailedError, RefusedError } from '../../call.ts';
import { hashOf } from '../hash.ts';
import type { Destination } from './destination.ts';
import type { Failure, Sent, TrayEntry } from './entry.ts';
import { sizeOf } from './entry.ts';

interface Means {
  bytes(slot: string): Promise<Blob | undefined>;
  /** Keeps a change before anything else happens. @returns the entry as it then is */
  keep(change: Partial<TrayEntry>): Promise<TrayEntry>;
  onProgress(sent: Sent): void;
  signal: AbortSignal;
}

type Outcome = Pick<TrayEntry, 'state' | 'known' | 'arrived' | 'failure'>;

/** Throws what `call` throws, and the signal's reason when it is stopped. */
export async function sendEntry(entry: TrayEntry, destination: Destination, means: Means): Promise<Outcome> {
  const total = sizeOf(entry);
  means.onProgress({ step: 'hashing', sent: 0, total });
  const hashed = await withHashes(entry, destination, means);
  if (!hashed) return { state: 'failed', known: null, arrived: null, failure: gone };
  const known = await whereKnown(hashed, destination);
  if (known) return { state: 'known', known, arrived: null, failure: null };
  means.signal.throwIfAborted();
  const { begun, missing } = await begunUpload(hashed, destination, means);
  let before = 0;
  for (const { slot, size, held } of begun.files) {
    const report = (sent: number) => means.onProgress({ step: 'sending', sent: before + sent, total });
    const blob = missing.includes(slot) ? await means.bytes(slot) : undefined;
    if (held && begun.uploadId && missing.includes(slot)) await destination.take?.(begun.uploadId, slot);
    else if (blob && begun.uploadId) {
      await destination.put(begun.uploadId, slot, { blob, onProgress: report, signal: means.signal });
    }
    before += size;
  }
  return { state: 'done', known: null, arrived: destination.arrived(begun), failure: null };
}

/** The device lost what it kept: only the student still has the file. */
const gone: Failure = { refused: 'tray-file-gone', clause: '產5', facts: {} };

async function withHashes(
  entry: TrayEntry,
  destination: Destination,
  means: Means,
): Promise<TrayEntry | undefined> {
  const files: TrayEntry['files'] = [];
  for (const file of entry.files) {
    if (file.held && destination.take) {
      files.push(file);
      continue;
    }
    const blob = await means.bytes(file.slot);
    if (!blob) return undefined;
    files.push({ ...file, sha256: file.sha256 ?? (await hashOf(blob)) });
  }
  // The hash belongs to the announcement; an upload that has begun had it already.
  return means.keep({ files, uploadId: entry.uploadId });
}

async function whereKnown(entry: TrayEntry, destination: Destination) {
  if (entry.sendsKnown || entry.uploadId) return undefined;
  for (const { sha256 } of entry.files) {
    const found = sha256 && (await destination.known(sha256));
    if (found) return found;
  }
  return undefined;
}

/** The upload that began before, as far as the server still knows it; else a new one. */
async function begunUpload(
  entry: TrayEntry,
  destination: Destination,
  means: Means,
): Promise<{ begun: TrayEntry; missing: string[] }> {
  if (entry.uploadId) {
    const missing = await destination.missing(entry.uploadId);
    if (missing) return { begun: entry, missing };
  }
  const prepared = await means.keep({ target: await destination.prepare(entry) });
  const { uploadId, missing } = await destination.begin(prepared);
  return { begun: await means.keep({ uploadId }), missing };
}

/** What went wrong, to be kept; `signed-out` where everything waits for signing in again. */
export function stopsEverything(error: unknown): Failure | 'signed-out' {
  if (error instanceof RefusedError) {
    return error.refusal.refused === 'not-signed-in' ? 'signed-out' : error.refusal;
  }
  if (error instanceof FailedError) return { failure: error.failure, correlationId: error.correlationId };
  throw error;
}
