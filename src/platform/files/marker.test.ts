import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pdfOf, sha256Of } from '../../../tests/hand-in.ts';
import { keep, openTestStore, type TestStore } from '../../../tests/store.ts';
import { openFiles } from '../files.ts';
import { openLog } from '../log.ts';

let store: TestStore;
let bytes: Buffer;
beforeEach(async () => {
  store = await openTestStore();
  bytes = await store.entered();
  await store.files.copyMissing();
});
afterEach(() => store.close());

const marker = (home: 'first' | 'second') => join(store[home], 'store.json');
const put = (home: 'first' | 'second', change: object) =>
  writeFileSync(
    marker(home),
    JSON.stringify({ ...JSON.parse(readFileSync(marker(home), 'utf8')), ...change }),
  );

describe('F11 a store that is not the one this database knows stops the start', () => {
  test.each(['first', 'second'] as const)(
    'F11 · the %s store is gone: it says so, and makes no new one',
    async (home) => {
      renameSync(store[home], `${store[home]}-away`);
      await expect(store.reopen()).rejects.toThrow(
        `The ${home} store at ${store[home]} has no marker (store.json), but the database knows files in it. Is its disk mounted?`,
      );
      expect(existsSync(store[home])).toBe(false);
    },
  );

  test('F11 · an empty folder where a disk was mounted: it says so, and the folder stays empty', async () => {
    renameSync(store.first, `${store.first}-away`);
    mkdirSync(store.first);
    await expect(store.reopen()).rejects.toThrow('Is its disk mounted?');
    expect(readdirSync(store.first)).toEqual([]);
  });

  test('F11 · a store of another database', async () => {
    put('first', { storeId: '00000000-0000-4000-8000-000000000000' });
    await expect(store.reopen()).rejects.toThrow(/first store at .* belongs to another database \(00000000-/);
  });

  test('F11 · a new database beside a store full of files: they would all be swept away as orphans', async () => {
    await store.owner.query('delete from blob; delete from store');
    await expect(store.reopen()).rejects.toThrow(/holds files, but this database knows nothing of them/);
    expect(readFileSync(store.at('first', bytes))).toEqual(bytes);
  });

  test('F11 · a damaged marker', async () => {
    writeFileSync(marker('second'), '{"storeId":');
    await expect(store.reopen()).rejects.toThrow(/marker .*second\/store\.json is damaged/);
  });

  test('F11 · a founding cut short between the marker and the database begins again', async () => {
    const fresh = await openTestStore();
    await fresh.owner.query('delete from store');
    await fresh.reopen();
    expect(await keep(fresh.files, pdfOf(3000))).toMatchObject({ size: 3000 });
    await fresh.close();
  });
});

describe('R2 a store that went back in time stops the start', () => {
  test.each(['first', 'second'] as const)('R2 · the %s store counts less than the database', async (home) => {
    await store.reopen();
    put(home, { counter: 1 });
    await expect(store.reopen()).rejects.toThrow(
      new RegExp(`${home} store at .* went back in time: it counts 1, the database 2`),
    );
    // Once everything is back, the operator says so.
    put(home, { counter: 2 });
    await store.reopen();
  });

  test('R2 · an old image between two counts: the newest files are not there, and are named', async () => {
    cpSync(store.first, `${store.first}-image`, { recursive: true });
    const lost = [await store.entered(), await store.entered()];
    rmSync(store.first, { recursive: true });
    renameSync(`${store.first}-image`, store.first);
    const names = lost.map(sha256Of).reverse().join(', ');
    await expect(store.reopen()).rejects.toThrow(`its newest 2 files are not there (${names})`);
    // Brought back from wherever they are, they end the matter.
    for (const file of lost) {
      mkdirSync(join(store.at('first', file), '..'), { recursive: true });
      writeFileSync(store.at('first', file), file);
    }
    await store.reopen();
    expect((await store.files.scrub()).bad).toEqual([]);
  });

  test('R2 · a second home replaced on purpose is forgotten first, and everything is copied again', async () => {
    rmSync(store.second, { recursive: true });
    await store.owner.query(
      `delete from store where role = 'second'; update blob set second_verified_at = null`,
    );
    await store.reopen();
    expect(await store.files.copyMissing()).toBe(1);
  });
});

describe('R1 a store that forgets everything at a restart', () => {
  test('R1 · tmpfs is refused in a plain sentence, unless for trying out', async () => {
    const root = join('/dev/shm', `licheng-volatile-${process.pid}`);
    const open = (allowVolatile: boolean) =>
      openFiles({ db: store.db, first: store.first, second: root, allowVolatile, log: openLog('silent') });
    await store.owner.query(
      `delete from store where role = 'second'; update blob set second_verified_at = null`,
    );
    await expect(open(false)).rejects.toThrow(
      /lies on (tmpfs|overlay), which forgets everything at a restart/,
    );
    await (await open(true)).close();
    rmSync(root, { recursive: true });
  });
});

describe('R2 while it runs', () => {
  test('F11 · a store whose disk is unmounted takes nothing, least of all elsewhere; mounted again it goes on', async () => {
    renameSync(store.first, `${store.first}-away`);
    mkdirSync(join(store.first, 'incoming'), { recursive: true });
    expect(await keep(store.files, pdfOf(3000))).toMatchObject({ refused: 'storage-suspect' });
    expect(readdirSync(store.first)).toEqual(['incoming']);
    // Reading goes on from the second home.
    expect((await store.files.open(sha256Of(bytes))).size).toBe(3000);
    rmSync(store.first, { recursive: true });
    renameSync(`${store.first}-away`, store.first);
    expect(await keep(store.files, pdfOf(3000))).toMatchObject({ size: 3000 });
  });

  test('F11 · a second home whose disk is unmounted gets no copies', async () => {
    const late = await store.entered();
    renameSync(store.second, `${store.second}-away`);
    mkdirSync(join(store.second, 'incoming'), { recursive: true });
    await expect(store.files.copyMissing()).rejects.toThrow('is gone');
    expect(await store.secondVerifiedAt(late)).toBeNull();
  });

  test('R2 · the hourly count finds a store that went back, and no file is taken any more', async () => {
    await store.files.count();
    put('first', { counter: 1 });
    await expect(store.files.count()).rejects.toThrow('no longer the one this database was bound to');
    expect(await keep(store.files, pdfOf(3000))).toMatchObject({ refused: 'storage-suspect' });
  });
});
