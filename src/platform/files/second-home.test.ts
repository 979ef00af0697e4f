import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdir, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sha256Of } from '../../../tests/hand-in.ts';
import { askedDisk, failure, openTestStore, type TestStore } from '../../../tests/store.ts';
import { realDisk } from './disk.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.reopen();
  await store.owner.query('truncate fixity_event');
});

const statusOf = async (bytes: Buffer) => store.files.status(await store.secondVerifiedAt(bytes));
const events = async () =>
  (await store.db.selectFrom('fixity_event').selectAll().orderBy('id').execute()).map(
    ({ role, outcome, agent }) => `${role} ${outcome} (${agent})`,
  );

async function copied(): Promise<Buffer> {
  const bytes = await store.entered();
  await store.files.copyMissing();
  return bytes;
}

function flip(file: string): void {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(1500) ^ 1, 1500);
  writeFileSync(file, bytes);
}

describe('I4 two homes', () => {
  test('I4 · one copy is said to be one, until the second was written and read back', async () => {
    const bytes = await store.entered();
    expect(await statusOf(bytes)).toBe('received');
    expect(await store.files.copyMissing()).toBe(1);
    expect(readFileSync(store.at('second', bytes))).toEqual(bytes);
    expect(await statusOf(bytes)).toBe('second-copy-same-disk');
    expect(await store.files.copyMissing()).toBe(0);
    expect(readdirSync(join(store.second, 'incoming'))).toEqual([]);
  });

  test('I4 · two homes on one disk are never called two places; on two disks they are', async () => {
    expect(store.files.sameDisk).toBe(true);
    expect(store.files.status(new Date())).toBe('second-copy-same-disk');
    const elsewhere = await openTestStore({ second: join('/dev/shm', `licheng-store-${process.pid}`) });
    try {
      expect(elsewhere.files.sameDisk).toBe(false);
      expect(elsewhere.files.status(new Date())).toBe('two-places');
      expect(elsewhere.files.status(null)).toBe('received');
    } finally {
      await elsewhere.close();
      rmSync(elsewhere.second, { recursive: true });
    }
  });

  test('I1 · the copy is synced and its name too before anyone is told; also a copy a killed process left', async () => {
    const bytes = await store.entered();
    const calls: string[] = [];
    await store.reopen({ second: askedDisk((call) => void calls.push(call)) });
    for (const _ of ['new', 'left by a killed process']) {
      await store.owner.query('update blob set second_verified_at = null where sha256 = $1', [
        sha256Of(bytes),
      ]);
      calls.length = 0;
      await store.files.copyMissing();
      expect(calls.slice(0, 3)).toEqual(['syncFile', 'rename', 'syncDirectory']);
      expect(await store.secondVerifiedAt(bytes)).not.toBeNull();
    }
  });

  test.each([
    ['drops it', (path: string) => unlink(path)],
    ['keeps other bytes', (path: string) => writeFile(path, 'other')],
  ])('F7 · a second home that says yes and %s is found out before anyone is told', async (_, spoil) => {
    const bytes = await store.entered();
    await store.reopen({
      second: {
        async rename(from, to) {
          await realDisk.rename(from, to);
          if (to === store.at('second', bytes)) await spoil(to);
        },
      },
    });
    expect(await store.files.copyMissing()).toBe(0);
    expect(await statusOf(bytes)).toBe('received');
    await store.reopen();
    expect(await store.files.copyMissing()).toBe(1);
  });

  test('I4 · a file that cannot be copied does not keep the others from their second home', async () => {
    const [stuck, other] = [await store.entered(), await store.entered()];
    let failing = false;
    await store.reopen({
      second: askedDisk((call) => {
        if (!failing || call !== 'rename') return;
        failing = false;
        throw failure('EIO');
      }),
    });
    failing = true;
    expect(await store.files.copyMissing()).toBe(1);
    expect([await statusOf(stuck), await statusOf(other)]).toEqual(['received', 'second-copy-same-disk']);
    expect(await store.files.copyMissing()).toBe(1);
  });

  test('I3 · spoilt bytes are never copied as if they were right', async () => {
    const bytes = await store.entered();
    flip(store.at('first', bytes));
    expect(await store.files.copyMissing()).toBe(0);
    expect(existsSync(store.at('second', bytes))).toBe(false);
    expect(await statusOf(bytes)).toBe('received');
    // Handed in once more, it is whole again.
    await store.entered(bytes);
    expect(await store.files.copyMissing()).toBe(1);
  });
});

describe('F10 bytes that changed', () => {
  test.each([
    ['with a flipped bit', 'altered', flip],
    ['cut short', 'altered', (file: string) => truncateSync(file, 1000)],
    ['deleted', 'missing', (file: string) => rmSync(file)],
  ] as const)(
    'F10 · a file %s is found at reading, healed from the other home, and written down',
    async (_, outcome, spoil) => {
      const bytes = await copied();
      spoil(store.at('first', bytes));
      expect(await text((await store.files.open(sha256Of(bytes))).read())).toBe(bytes.toString());
      expect(readFileSync(store.at('first', bytes))).toEqual(bytes);
      expect(await events()).toEqual([`first ${outcome} (read)`, 'first healed (read)']);
    },
  );

  test.each(['first', 'second'] as const)(
    'F10 · a flipped bit in the %s home is found by the daily check and healed',
    async (home) => {
      const bytes = await copied();
      flip(store.at(home, bytes));
      expect((await store.files.scrub()).bad).toEqual([]);
      expect(readFileSync(store.at(home, bytes))).toEqual(bytes);
      expect(await events()).toEqual([`${home} altered (scrub)`, `${home} healed (scrub)`]);
      expect(await statusOf(bytes)).toBe('second-copy-same-disk');
    },
  );

  test('F5 · what the first home can neither read nor heal comes from the second, and is no longer called two copies', async () => {
    const bytes = await copied();
    rmSync(store.at('first', bytes));
    await mkdir(store.at('first', bytes));
    expect(await text((await store.files.open(sha256Of(bytes))).read())).toBe(bytes.toString());
    expect(await events()).toEqual(['first altered (read)']);
    expect(await statusOf(bytes)).toBe('received');
    await store.files.copyMissing();
    expect(await statusOf(bytes)).toBe('received');
    rmSync(store.at('first', bytes), { recursive: true });
    writeFileSync(store.at('first', bytes), bytes);
  });

  test('R5 · a second copy that is gone and cannot be made again is taken back', async () => {
    const bytes = await copied();
    let broken = false;
    await store.reopen({
      second: askedDisk((call) => {
        if (broken && call === 'rename') throw failure('EIO');
      }),
    });
    rmSync(store.at('second', bytes));
    broken = true;
    await store.files.scrub();
    expect(await events()).toContain('second missing (scrub)');
    expect(await statusOf(bytes)).toBe('received');
  });

  test('F10 · where both homes are wrong nothing is served, and the daily check names the file', async () => {
    await store.files.scrub();
    const bytes = await copied();
    flip(store.at('first', bytes));
    flip(store.at('second', bytes));
    await expect(store.files.open(sha256Of(bytes))).rejects.toThrow('No home holds the bytes');
    expect((await store.files.scrub()).bad).toEqual([sha256Of(bytes)]);
    expect(await statusOf(bytes)).toBe('received');
    await store.entered(bytes);
    await store.files.copyMissing();
    expect((await store.files.scrub()).bad).toEqual([]);
  });
});
