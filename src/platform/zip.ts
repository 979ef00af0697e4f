/**
 * A ZIP archive as a stream, never as a file: entries are stored uncompressed in the given order with one
 * fixed time, so the same entries always give the same bytes and the length is known before the first byte.
 * ZIP64 where sizes or counts need it. Each entry is opened only when its turn comes.
 */
import { createHash } from 'node:crypto';
import type { PassThrough, Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { ZipFile } from 'yazl';

export interface ZipEntry {
  /** Path inside the archive, `/` between folders; UTF-8. */
  path: string;
  /** In bytes. The stream fails when the content is longer or shorter. */
  size: number;
  /** Hex. The stream fails when the content has another hash: a damaged file never leaves silently. */
  sha256: string;
  content: Buffer | (() => Promise<Readable>);
}

/** @param wallTime `YYYY-MM-DDTHH:mm:ss`, written as it is: ZIP times carry no zone. */
export function zipOf(entries: readonly ZipEntry[], wallTime: string): { size: number; stream: Readable } {
  const zip = new ZipFile();
  const out = zip.outputStream as PassThrough;
  const options = {
    // Parsed without a zone on purpose: the archive shows these digits on every server.
    mtime: new Date(wallTime),
    mode: 0o100644,
    compress: false,
    forceDosTimestamp: true,
  };
  let reading: Readable | undefined;
  out.on('close', () => reading?.destroy());
  // An entry may fail before anybody reads; whoever reads later finds the stream destroyed.
  out.on('error', () => undefined);
  zip.on('error', (error: Error) => out.destroy(error));

  for (const entry of entries) {
    if (Buffer.isBuffer(entry.content)) {
      zip.addBuffer(entry.content, entry.path, options);
      continue;
    }
    const open = entry.content;
    zip.addReadStreamLazy(entry.path, { ...options, size: entry.size }, (done) => {
      open().then(
        (source) => {
          const checked = source.pipe(hashGuard(entry));
          source.on('error', (error) => checked.destroy(error));
          checked.on('error', (error) => out.destroy(error));
          checked.on('close', () => source.destroy());
          reading = checked;
          done(null, checked);
        },
        (error: unknown) => done(error, out),
      );
    });
  }
  let size = -1;
  zip.end({ forceZip64Format: false, comment: '' }, ((total: number) => {
    size = total;
  }) as () => void);
  if (size < 0) throw new Error('The length of the archive is not known before it is sent.');
  return { size: size - overstated(entries, size), stream: out };
}

/**
 * yazl 3.3.1 announces the ZIP64 end record from 64 KiB of central directory on, but writes it only where
 * 4 GiB or 65,535 entries need it: an announced length that never comes would keep the receiver waiting.
 */
function overstated(entries: readonly ZipEntry[], announced: number): number {
  const central = entries.reduce((sum, { path }) => sum + 46 + Buffer.byteLength(path), 0);
  const isWritten = entries.length >= 0xffff || announced - central >= 0xffffffff;
  return central >= 0xffff && !isWritten ? zip64EndRecord : 0;
}

/** Record and locator (APPNOTE 4.3.14, 4.3.15). */
const zip64EndRecord = 56 + 20;

function hashGuard(entry: ZipEntry): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      const found = hash.digest('hex');
      done(found === entry.sha256 ? null : new Error(`${entry.path} is not ${entry.sha256} but ${found}`));
    },
  });
}
