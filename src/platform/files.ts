/**
 * The file store: bytes named by their SHA-256, written once, flushed to disk before anyone is told
 * "received", copied to a second home, and never rewritten. No row may name bytes that are not here.
 */

import { constants, createReadStream } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Refusal, refuse } from '../regulation/refusal.ts';
import type { Db, Tx } from './db.ts';
import { type Disk, hashOf, pathOf, realDisk } from './files/disk.ts';
import { openInspector } from './files/inspector.ts';
import { type Announced, type Kept, keepBytes, type Limits } from './files/keep.ts';
import { bindStore, countStore, markerFile, type Role } from './files/marker.ts';
import { namesIn, type OrphanTimes, sweepOrphans } from './files/orphans.ts';
import { bring, copyMissing } from './files/second-home.ts';
import type { Logger } from './log.ts';

export type { Announced, Kept, Limits } from './files/keep.ts';

/** What is true of a file's copies at this moment. */
export type HomeStatus = 'received' | 'second-copy-same-disk' | 'two-places';

export interface FilesOptions {
  db: Db;
  /** Root folders of the two homes. */
  first: string;
  second: string;
  allowVolatile: boolean;
  log: Logger;
  disk?: Disk;
}

export interface Files {
  /** Takes bytes in; when it returns `Kept` they survive a power cut. Nothing names them until `enter`. */
  keep(stream: Readable, announced: Announced, limits: Limits): Promise<Kept | Refusal>;
  /** Gives kept bytes their row. Holds off the sweeper until the transaction ends. */
  enter(tx: Tx, kept: Kept): Promise<void>;
  /** Bytes that hash to their name, from whichever home has them; a bad home is healed from the good one. */
  open(sha256: string): Promise<{ size: number; read(range?: { start: number; end: number }): Readable }>;
  /** Whether the first home's bytes are what their name says. */
  verify(sha256: string, role?: Role): Promise<boolean>;
  /** `secondVerifiedAt` comes with the row (`blob.second_verified_at`). */
  status(secondVerifiedAt: Date | null): HomeStatus;
  readonly sameDisk: boolean;
  /** Throws where a home cannot be reached: its disk is gone, or is no longer the one that carries the marker. */
  reach(role: Role): Promise<void>;
  copyMissing(): Promise<number>;
  sweep(times: OrphanTimes): Promise<{ quarantined: string[]; erased: string[] }>;
  /** Rows without bytes and bytes without rows, in the first home. */
  reconcile(): Promise<{ missing: string[]; orphans: string[] }>;
  /** Re-hashes everything in both homes and heals what can be healed. */
  scrub(): Promise<{ checked: number; bad: string[] }>;
  count(): Promise<void>;
  close(): Promise<void>;
}

/** Below a tenth of the disk and below 5 GiB: reads and sign-ins go on, uploads are refused. */
const floor = { share: 0.1, bytes: 5 * 1024 ** 3 };

/** How long copying gives way to uploads, ms: per file, and until a file has been without a second copy so long. */
const patience = { perFile: 2000, until: 300_000 };

/** Opens both homes; throws a plain sentence when one of them is not the store this database knows. */
export async function openFiles(options: FilesOptions): Promise<Files> {
  const { db, log } = options;
  const disk = options.disk ?? realDisk;
  const homes = { first: options.first, second: options.second };
  for (const role of ['first', 'second'] as const) {
    await bindStore(db, disk, { role, root: homes[role], allowVolatile: options.allowVolatile });
  }
  const inspector = openInspector();
  const sameDisk = (await stat(homes.first)).dev === (await stat(homes.second)).dev;

  const note = async (sha256: string, role: Role, outcome: string, agent: string) => {
    log.error({ sha256, role, outcome }, 'bytes are not what their name says');
    await db.insertInto('fixity_event').values({ sha256, role, outcome, agent }).execute();
  };
  /** Finds the home with the right bytes and repairs the other. */
  const intactHome = async (sha256: string, agent: string): Promise<string> => {
    const found = await hashOf(pathOf(homes.first, sha256));
    if (found === sha256) return homes.first;
    await note(sha256, 'first', found === undefined ? 'missing' : 'altered', agent);
    if (!(await bring(disk, homes.second, homes.first, sha256).catch(() => false))) {
      throw new Error(`No home holds the bytes of ${sha256}.`);
    }
    await note(sha256, 'first', 'healed', agent);
    return homes.first;
  };

  let arriving = 0;
  /** Copying waits while files arrive, a little for each, and not at all for what has waited long already. */
  const turn = async (keptAt: Date) => {
    const end = Date.now() + (Date.now() - keptAt.getTime() < patience.until ? patience.perFile : 0);
    while (arriving > 0 && Date.now() < end) await sleep(50);
  };

  return {
    sameDisk,
    async keep(stream, announced, limits) {
      if (await tooFull(homes.first, options.allowVolatile)) return refuse('storage-full', '產6');
      arriving += 1;
      try {
        return await keepBytes(homes.first, stream, announced, limits, { disk, inspector });
      } finally {
        arriving -= 1;
      }
    },
    async enter(tx, kept) {
      await sql`
        with held as materialized (select pg_advisory_xact_lock(hashtextextended(${kept.sha256}, 0)))
        insert into blob (sha256, size, media_type, findings)
        select ${kept.sha256}, ${kept.size}, ${kept.mediaType}, ${JSON.stringify(kept.findings)}::jsonb from held
        on conflict do nothing`.execute(tx);
      await stat(pathOf(homes.first, kept.sha256));
    },
    async open(sha256) {
      const path = pathOf(await intactHome(sha256, 'read'), sha256);
      const { size } = await stat(path);
      return { size, read: (range) => createReadStream(path, range) };
    },
    verify: async (sha256, role = 'first') => (await hashOf(pathOf(homes[role], sha256))) === sha256,
    status: (secondVerifiedAt) =>
      secondVerifiedAt === null ? 'received' : sameDisk ? 'second-copy-same-disk' : 'two-places',
    reach: (role) => access(join(homes[role], markerFile), constants.R_OK),
    copyMissing: () => copyMissing(db, disk, homes, log, turn),
    sweep: (times) => sweepOrphans(db, homes.first, times),
    async reconcile() {
      const rows = new Set((await db.selectFrom('blob').select('sha256').execute()).map((row) => row.sha256));
      const orphans: string[] = [];
      for await (const name of namesIn(homes.first)) if (!rows.delete(name)) orphans.push(name);
      return { missing: [...rows], orphans };
    },
    async scrub() {
      const rows = await db.selectFrom('blob').select(['sha256', 'second_verified_at']).execute();
      const bad: string[] = [];
      for (const { sha256, second_verified_at } of rows) {
        await intactHome(sha256, 'scrub').catch(() => bad.push(sha256));
        if (second_verified_at === null) continue;
        const found = await hashOf(pathOf(homes.second, sha256));
        if (found === sha256) continue;
        await note(sha256, 'second', found === undefined ? 'missing' : 'altered', 'scrub');
        if (await bring(disk, homes.first, homes.second, sha256).catch(() => false)) {
          await note(sha256, 'second', 'healed', 'scrub');
        } else bad.push(sha256);
      }
      return { checked: rows.length, bad };
    },
    async count() {
      for (const role of ['first', 'second'] as const) await countStore(db, disk, role, homes[role]);
    },
    close: () => inspector.close(),
  };
}

async function tooFull(root: string, tryingOut: boolean): Promise<boolean> {
  if (tryingOut) return false;
  const { bavail, blocks, bsize } = await statfs(root);
  return bavail < blocks * floor.share && bavail * bsize < floor.bytes;
}
