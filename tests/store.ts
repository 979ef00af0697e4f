/** The file store by itself: a real database, two real folders, and disks that a test may plant a defect in. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { inject } from 'vitest';
import { type Db, inTransaction, openDb, openPool } from '../src/platform/db.ts';
import { type Disk, pathOf, realDisk } from '../src/platform/files/disk.ts';
import { type Files, type Kept, type Limits, openFiles } from '../src/platform/files.ts';
import { openLog } from '../src/platform/log.ts';
import { isRefusal } from '../src/regulation/refusal.ts';
import { pdfOf, sha256Of } from './hand-in.ts';

export const limits: Limits = { maxBytes: 100_000, mediaTypes: ['application/pdf'], clause: '國7' };

export interface TestStore {
  db: Db;
  owner: pg.Pool;
  first: string;
  second: string;
  /** The one opened last. */
  files: Files;
  /** Closes and opens again, as a restart does. */
  reopen(disks?: { first?: Partial<Disk>; second?: Partial<Disk> }): Promise<Files>;
  /** Where a home has these bytes. */
  at(home: 'first' | 'second', bytes: Buffer): string;
  /** Keeps bytes and gives them their row. */
  entered(bytes?: Buffer): Promise<Buffer>;
  secondVerifiedAt(bytes: Buffer): Promise<Date | null>;
  close(): Promise<void>;
}

export async function openTestStore(roots: { first?: string; second?: string } = {}): Promise<TestStore> {
  const admin = openPool(inject('postgres'), 'owner', 1);
  const name = `store_${randomUUID().replaceAll('-', '')}`;
  await admin.query(`create database ${name} template ${inject('template')}`);
  const url = inject('postgres').replace(/\/postgres$/, `/${name}`);
  const owner = openPool(url, 'owner', 2);
  // The template's stores are another school's.
  await owner.query('delete from store');
  const db = openDb(openPool(url, 'app', 8));
  const dir = mkdtempSync(join(tmpdir(), 'licheng-store-'));
  const first = roots.first ?? join(dir, 'first');
  const second = roots.second ?? join(dir, 'second');
  const open = (disks: Parameters<TestStore['reopen']>[0] = {}) =>
    openFiles({
      db,
      first,
      second,
      allowVolatile: true,
      log: openLog(process.env['TEST_LOG'] ?? 'silent'),
      disks: { first: { ...realDisk, ...disks.first }, second: { ...realDisk, ...disks.second } },
    });
  const store: TestStore = {
    db,
    owner,
    first,
    second,
    files: await open(),
    async reopen(disks) {
      await store.files.close();
      store.files = await open(disks);
      return store.files;
    },
    at: (home, bytes) => pathOf(home === 'first' ? first : second, sha256Of(bytes)),
    async entered(bytes = pdfOf(3000)) {
      const kept = await keep(store.files, bytes);
      if (isRefusal(kept)) throw new Error(`Refused: ${kept.refused}`);
      await inTransaction(db, (tx) => store.files.enter(tx, kept as Kept));
      return bytes;
    },
    async secondVerifiedAt(bytes) {
      const row = await db
        .selectFrom('blob')
        .select('second_verified_at')
        .where('sha256', '=', sha256Of(bytes))
        .executeTakeFirstOrThrow();
      return row.second_verified_at;
    },
    async close() {
      await store.files.close();
      await db.destroy();
      await owner.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return store;
}

/** Hands bytes to the store as a request does, in pieces. */
export function keep(
  files: Files,
  bytes: Buffer,
  announced: { size?: number; sha256?: string; name?: string; maxBytes?: number } = {},
): ReturnType<Files['keep']> {
  const pieces = Array.from({ length: Math.ceil(bytes.length / 16_384) }, (_, at) =>
    bytes.subarray(at * 16_384, (at + 1) * 16_384),
  );
  const { size = bytes.length, sha256 = sha256Of(bytes), name = '報告.pdf', maxBytes } = announced;
  return files.keep(
    Readable.from(pieces, { objectMode: true }),
    { name, size, sha256 },
    { ...limits, maxBytes: maxBytes ?? limits.maxBytes },
  );
}

/** A disk that asks `before` at every call; what it throws, the call throws. */
export function askedDisk(before: (call: keyof Disk) => void | Promise<void>): Disk {
  const asked = <A extends unknown[], T>(call: keyof Disk, operation: (...given: A) => Promise<T>) => {
    return async (...given: A): Promise<T> => {
      await before(call);
      return operation(...given);
    };
  };
  return {
    create: asked('create', realDisk.create),
    write: asked('write', realDisk.write),
    syncFile: asked('syncFile', realDisk.syncFile),
    rename: asked('rename', realDisk.rename),
    syncDirectory: asked('syncDirectory', realDisk.syncDirectory),
  };
}

export function failure(code: string): Error {
  return Object.assign(new Error(`${code}: planted`), { code });
}
