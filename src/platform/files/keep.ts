/**
 * The way of bytes into the store, in one pass: count, hash and write, then look inside, then make durable.
 * Nothing is left behind when any of it fails.
 */
import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Refusal, refuse } from '../../regulation/refusal.ts';
import { type Disk, type Home, isFull, settle } from './disk.ts';
import type { Inspector } from './inspector.ts';
import { kindOf } from './kind.ts';

export interface Announced {
  /** As the student named it: its extension must agree with the bytes. */
  name: string;
  size: number;
  sha256: string;
}

export interface Limits {
  maxBytes: number;
  mediaTypes: readonly string[];
  /** What a refusal cites, e.g. 國7. */
  clause: string;
}

export interface Kept {
  sha256: string;
  size: number;
  mediaType: string;
  findings: string[];
}

/** One gathering of bytes before each write: small writes cost an upload almost half its speed. */
const gather = 1024 * 1024;

export async function keepBytes(
  home: Home,
  stream: Readable,
  announced: Announced,
  limits: Limits,
  inspector: Inspector,
): Promise<Kept | Refusal> {
  const temporary = join(home.root, 'incoming', randomUUID());
  let handle: FileHandle | undefined;
  try {
    handle = await home.disk.create(temporary);
    const written = await writeAll(home.disk, handle, stream, announced, limits);
    if ('refused' in written) return written;
    const kind = await kindOf(written.head, announced.name, limits);
    if ('refused' in kind) return kind;
    // The disk works on the bytes while a worker looks inside them.
    const [findings] = await Promise.all([
      inspector.inspect(temporary, kind.mediaType, limits.clause),
      home.disk.syncFile(handle),
    ]);
    if ('refused' in findings) return findings;
    await settle(home, temporary, written.sha256);
    return {
      sha256: written.sha256,
      size: written.size,
      mediaType: kind.mediaType,
      findings: findings.findings,
    };
  } catch (error) {
    if (isFull(error)) return refuse('storage-full', '產6');
    throw error;
  } finally {
    await handle?.close();
    await rm(temporary, { force: true });
  }
}

interface Written {
  sha256: string;
  size: number;
  /** The first bytes, enough to tell the kind. */
  head: Buffer;
}

/** Hashes and writes one gathering while the next is being collected. Stops at the limit, not after it. */
async function writeAll(
  disk: Disk,
  handle: FileHandle,
  stream: Readable,
  announced: Announced,
  limits: Limits,
): Promise<Written | Refusal> {
  const hash = createHash('sha256');
  let head: Buffer | undefined;
  let size = 0;
  let gathered: Buffer[] = [];
  let waiting = 0;
  let writing: Promise<unknown> = Promise.resolve();

  const flush = async () => {
    await writing;
    head ??= Buffer.concat(gathered, Math.min(waiting, 4100));
    for (const piece of gathered) hash.update(piece);
    // The pieces as they came: copying them together first would double the memory the collector has to visit.
    writing = writeWhole(disk, handle, gathered, waiting);
    // A failed write is met at the next await; until then it must not count as unhandled.
    writing.catch(() => undefined);
    gathered = [];
    waiting = 0;
  };
  // Stopping early leaves the stream whole: its sender still gets an answer.
  for await (const piece of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > limits.maxBytes) {
      await writing;
      return refuse('file-too-large', limits.clause, { maxBytes: limits.maxBytes, name: announced.name });
    }
    gathered.push(piece);
    waiting += piece.length;
    if (waiting >= gather) await flush();
  }
  if (waiting > 0) await flush();
  await writing;
  const sha256 = hash.digest('hex');
  if (size !== announced.size) {
    return refuse('file-size-mismatch', '產5', { announced: announced.size, received: size });
  }
  if (sha256 !== announced.sha256) return refuse('file-hash-mismatch', '產5', { name: announced.name });
  return { sha256, size, head: head ?? Buffer.alloc(0) };
}

async function writeWhole(disk: Disk, handle: FileHandle, pieces: Buffer[], length: number): Promise<void> {
  if ((await disk.write(handle, pieces)) < length)
    throw Object.assign(new Error('The disk took only a part.'), { code: 'ENOSPC' });
}
