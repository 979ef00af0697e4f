import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { fromBuffer } from 'yauzl';
import { type ZipEntry, zipOf } from './zip.ts';

const wallTime = '2026-03-02T08:30:00';

function entry(path: string, text: string, change: Partial<ZipEntry> = {}): ZipEntry {
  const bytes = Buffer.from(text);
  return {
    path,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    content: async () => Readable.from([bytes]),
    ...change,
  };
}

function namesIn(zip: Buffer): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    const found: Record<string, string> = {};
    fromBuffer(zip, { lazyEntries: true }, (error, archive) => {
      if (error) return reject(error);
      archive.on('error', reject);
      archive.on('end', () => resolve(found));
      archive.on('entry', (each) => {
        archive.openReadStream(each, (failed, stream) => {
          if (failed) return reject(failed);
          buffer(stream).then((bytes) => {
            found[each.fileName] = bytes.toString();
            archive.readEntry();
          }, reject);
        });
      });
      archive.readEntry();
    });
  });
}

describe('zip', () => {
  test('what goes in comes out, names in UTF-8, and the announced length is the real one', async () => {
    const { size, stream } = zipOf(
      [entry('名冊.xlsx', 'x', { content: Buffer.from('x') }), entry('files/𠮷.pdf', 'two')],
      wallTime,
    );
    const bytes = await buffer(stream);
    expect(bytes.length).toBe(size);
    expect(await namesIn(bytes)).toEqual({ '名冊.xlsx': 'x', 'files/𠮷.pdf': 'two' });
  });

  test('the same entries give the same bytes', async () => {
    const once = await buffer(zipOf([entry('a', '1'), entry('b', '2')], wallTime).stream);
    const again = await buffer(zipOf([entry('a', '1'), entry('b', '2')], wallTime).stream);
    expect(again.equals(once)).toBe(true);
  });

  test('a file whose bytes changed breaks the stream and is named', async () => {
    const bad = entry('files/damaged.pdf', 'truth', {
      content: async () => Readable.from([Buffer.from('l1ess')]),
    });
    await expect(buffer(zipOf([entry('a', '1'), bad], wallTime).stream)).rejects.toThrow(/damaged\.pdf/);
  });

  test('a file that cannot be opened, or is shorter than announced, breaks the stream', async () => {
    const gone = entry('gone', 'x', { content: () => Promise.reject(new Error('no such file')) });
    await expect(buffer(zipOf([gone], wallTime).stream)).rejects.toThrow('no such file');
    const short = entry('short', 'xyz', { size: 4 });
    await expect(buffer(zipOf([short], wallTime).stream)).rejects.toThrow();
  });

  test('65,600 entries need ZIP64 and still read back', async () => {
    const empty = entry('', '');
    const many = Array.from({ length: 65_600 }, (_, index) => ({
      ...empty,
      path: `files/${index}`,
      content: Buffer.alloc(0),
    }));
    const bytes = await buffer(zipOf(many, wallTime).stream);
    const count = await new Promise<number>((resolve, reject) =>
      fromBuffer(bytes, { lazyEntries: true }, (error, archive) =>
        error ? reject(error) : resolve(archive.entryCount),
      ),
    );
    expect(count).toBe(65_600);
    // Half a minute of work on a busy machine: the library looks through all entries for the next one.
  }, 180_000);
});
