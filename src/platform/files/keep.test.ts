import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pdfOf, sha256Of } from '../../../tests/hand-in.ts';
import { askedDisk, failure, keep, limits, openTestStore, type TestStore } from '../../../tests/store.ts';
import { type Disk, namesIn, realDisk } from './disk.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const incoming = () => readdirSync(join(store.first, 'incoming'));
const names = () => Array.fromAsync(namesIn(store.first));

/** What the disk was asked to do, in order, and whether the name and the bytes were there at that moment. */
function recording(steps: string[], target: string): Disk {
  return {
    ...realDisk,
    async syncFile(file) {
      const { size } = await file.stat();
      if (size > 1000) steps.push(`sync file of ${size}, named ${existsSync(target)}`);
      await realDisk.syncFile(file);
    },
    async rename(from, to) {
      await realDisk.rename(from, to);
      if (to === target) steps.push('rename');
    },
    async syncDirectory(path) {
      steps.push(`sync ${path.slice(store.first.length) || '/'}`);
      await realDisk.syncDirectory(path);
    },
  };
}

describe('I3 bytes are named by their hash', () => {
  test('I3 · they lie at ab/cd/<sha256>, whole, and nothing is left beside them', async () => {
    const bytes = await store.entered();
    expect(readFileSync(store.at('first', bytes))).toEqual(bytes);
    expect(store.at('first', bytes).slice(store.first.length)).toBe(
      `/${sha256Of(bytes).slice(0, 2)}/${sha256Of(bytes).slice(2, 4)}/${sha256Of(bytes)}`,
    );
    expect(incoming()).toEqual([]);
  });

  test('I3 · handed in again they replace what the disk has spoilt meanwhile', async () => {
    const bytes = await store.entered();
    writeFileSync(store.at('first', bytes), Buffer.alloc(bytes.length));
    await store.entered(bytes);
    expect(await store.files.verify(sha256Of(bytes))).toBe(true);
  });

  test('國7 · one byte over the limit is cut off while it streams; exactly the limit is kept', async () => {
    expect(await keep(store.files, pdfOf(50_000), { maxBytes: 50_000 })).toMatchObject({ size: 50_000 });
    const before = await names();
    let taken = 0;
    const endless = Readable.from(
      (function* () {
        for (const piece = Buffer.alloc(10_000); taken < 10_000_000; taken += piece.length) yield piece;
      })(),
    );
    const announced = { name: '報告.pdf', size: 50_001, sha256: '0'.repeat(64) };
    expect(await store.files.keep(endless, announced, { ...limits, maxBytes: 50_000 })).toMatchObject({
      refused: 'file-too-large',
      clause: '國7',
      facts: { maxBytes: 50_000 },
    });
    expect(taken).toBeLessThan(1_000_000);
    expect(incoming()).toEqual([]);
    expect(await names()).toEqual(before);
  });

  test.each([
    ['產5 · fewer bytes than announced', { size: 3001 }, 'file-size-mismatch'],
    ['產5 · more bytes than announced', { size: 2999 }, 'file-size-mismatch'],
    ['產5 · other bytes than announced', { sha256: 'a'.repeat(64) }, 'file-hash-mismatch'],
    ['國7 · another kind than the name says', { name: '報告.png' }, 'file-kind-refused'],
  ])('%s are refused and leave nothing', async (_, lie, refused) => {
    const before = await names();
    expect(await keep(store.files, pdfOf(3000), lie)).toMatchObject({ refused });
    expect(incoming()).toEqual([]);
    expect(await names()).toEqual(before);
  });

  test('產5 · a connection that breaks off leaves nothing', async () => {
    const before = await names();
    const broken = Readable.from(
      (async function* () {
        yield pdfOf(3000).subarray(0, 1000);
        throw new Error('aborted');
      })(),
    );
    await expect(
      store.files.keep(broken, { name: '報告.pdf', size: 3000, sha256: 'a'.repeat(64) }, limits),
    ).rejects.toThrow('aborted');
    expect(incoming()).toEqual([]);
    expect(await names()).toEqual(before);
  });
});

describe('I1 received means on the disk', () => {
  test('I1 · file synced under a temporary name, then renamed, then its folder and all above it synced', async () => {
    const bytes = pdfOf(3000);
    const [target, steps] = [store.at('first', bytes), [] as string[]];
    const [outer, inner] = [sha256Of(bytes).slice(0, 2), sha256Of(bytes).slice(2, 4)];
    await store.reopen({ first: recording(steps, target) });
    steps.length = 0;
    await keep(store.files, bytes);
    expect(steps).toEqual([
      'sync file of 3000, named false',
      'rename',
      `sync /${outer}/${inner}`,
      `sync /${outer}`,
      'sync /',
    ]);
  });

  test('I1 · folders that are there already are synced once more after a start, and then no more', async () => {
    const bytes = await store.entered();
    const steps: string[] = [];
    await store.reopen({ first: recording(steps, store.at('first', bytes)) });
    const synced = async () => {
      steps.length = 0;
      await keep(store.files, bytes);
      return steps.filter((step) => step.startsWith('sync /')).length;
    };
    // The folder of the name, and `ab` and the root, which a killed process may have left unsynced.
    expect([await synced(), await synced()]).toEqual([3, 1]);
  });

  test('I1 · two at once with the same bytes: neither is told before the name has reached the disk', async () => {
    const bytes = pdfOf(3000);
    const folder = dirname(store.at('first', bytes));
    let reached = 0;
    await store.reopen({
      first: {
        async syncDirectory(path) {
          if (path === folder) await new Promise((resolve) => setTimeout(resolve, 150));
          await realDisk.syncDirectory(path);
          if (path === folder) reached += 1;
        },
      },
    });
    const first = keep(store.files, bytes);
    while (!existsSync(store.at('first', bytes))) await new Promise((resolve) => setTimeout(resolve, 5));
    await keep(store.files, bytes);
    expect(reached).toBeGreaterThan(0);
    await first;
  });

  test('F5 · whichever disk call fails, nobody is told received, and no file is taken until the next start', async () => {
    let [calls, failing, failures] = [0, 0, 0];
    const disk = askedDisk(() => {
      calls += 1;
      if (calls === failing) throw failure('EIO');
    });
    for (let nth = 1; ; nth += 1) {
      failing = 0;
      await store.reopen({ first: disk });
      [calls, failing] = [0, nth];
      const kept = await keep(store.files, pdfOf(3000));
      expect(incoming()).toEqual([]);
      if (calls < nth) {
        expect(kept).toMatchObject({ size: 3000 });
        break;
      }
      failures += 1;
      expect(kept).toMatchObject({ refused: 'storage-suspect', clause: '產6' });
      expect(store.files.suspect).toMatch(/EIO/);
      expect(await keep(store.files, pdfOf(3000))).toMatchObject({ refused: 'storage-suspect' });
    }
    // create, write, sync, rename, the folder, two parents.
    expect(failures).toBe(7);
  });

  test('F5 · while the store is suspect, reading goes on', async () => {
    await store.reopen();
    const bytes = await store.entered();
    let broken = false;
    await store.reopen({
      first: askedDisk((call) => {
        if (broken && call === 'syncFile') throw failure('EIO');
      }),
    });
    broken = true;
    expect(await keep(store.files, pdfOf(3000))).toMatchObject({ refused: 'storage-suspect' });
    expect((await store.files.open(sha256Of(bytes))).size).toBe(3000);
  });
});

describe('F4 a full disk', () => {
  test.each(['create', 'write', 'syncFile', 'rename', 'syncDirectory'] as const)(
    '產6 · without space at %s: refused, nothing stored; when there is space again it goes on by itself',
    async (call) => {
      let full = false;
      await store.reopen({
        first: askedDisk((asked) => {
          if (full && asked === call) throw failure('ENOSPC');
        }),
      });
      full = true;
      expect(await keep(store.files, pdfOf(3000))).toMatchObject({ refused: 'storage-full', clause: '產6' });
      expect(incoming()).toEqual([]);
      full = false;
      expect(await keep(store.files, pdfOf(3000))).toMatchObject({ size: 3000 });
      expect(store.files.suspect).toBeUndefined();
    },
  );

  test('產6 · a disk that takes only a part of the bytes is full', async () => {
    await store.reopen({
      first: { write: async (file, pieces) => (await realDisk.write(file, pieces)) - 1 },
    });
    expect(await keep(store.files, pdfOf(3000))).toMatchObject({ refused: 'storage-full' });
    expect(incoming()).toEqual([]);
  });
});
