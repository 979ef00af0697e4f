/**
 * The file store: bytes named by their SHA-256, written once, flushed to disk before anyone is told
 * "received", copied to a second home, and never rewritten. No row may name bytes that are not here.
 */

import { createReadStream } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Refusal, refuse } from '../regulation/refusal.ts';
import type { Db, Tx } from './db.ts';
import { type Disk, hashOf, namesIn, pathOf, type Role, realDisk, stands } from './files/disk.ts';
import { intactHome, LostBytes, scrub } from './files/fixity.ts';
import { openInspector } from './files/inspector.ts';
import { type Announced, type Kept, keepBytes, type Limits } from './files/keep.ts';
import { countStore, openHome } from './files/marker.ts';
import { type OrphanTimes, sweepOrphans } from './files/orphans.ts';
import { letGo } from './files/release.ts';
import { copyMissing } from './files/second-home.ts';
import { openSuspicion } from './files/suspicion.ts';
import type { Logger } from './log.ts';

export { LostBytes } from './files/fixity.ts';
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
  disks?: Record<Role, Disk>;
}

export interface Files {
  /** Takes bytes in; when it returns `Kept` they survive a power cut. Nothing names them until `enter`. */
  keep(stream: Readable, announced: Announced, limits: Limits): Promise<Kept | Refusal>;
  /** Gives kept bytes their row. Holds off the sweeper until the transaction ends. */
  enter(tx: Tx, kept: Kept): Promise<void>;
  /** Whether any home has the right bytes; what none has counts as lost from then on. */
  holds(sha256: string): Promise<boolean>;
  /** For the transaction that deletes what named these bytes: they go once nothing else names them. */
  letGo(tx: Tx, sha256s: readonly string[]): Promise<void>;
  /** Bytes that hash to their name, from whichever home has them; a bad home is healed from the good one. */
  open(sha256: string): Promise<{ size: number; read(range?: { start: number; end: number }): Readable }>;
  /** Whether the first home's bytes are what their name says. */
  verify(sha256: string, role?: Role): Promise<boolean>;
  /** `secondVerifiedAt` comes with the row (`blob.second_verified_at`). */
  status(secondVerifiedAt: Date | null): HomeStatus;
  readonly sameDisk: boolean;
  /** Throws where a home cannot be reached: its disk is gone, or is no longer the one that carries the marker. */
  reach(role: Role): Promise<void>;
  /** Why the first home takes nothing until the next start, e.g. a failed flush; undefined while it does. */
  readonly suspect: string | undefined;
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
  const { db, log, disks, allowVolatile } = options;
  const suspicion = openSuspicion(log);
  const homes = {
    first: await openHome(
      db,
      { role: 'first', root: options.first, disk: suspicion.watch(disks?.first ?? realDisk) },
      allowVolatile,
    ),
    second: await openHome(
      db,
      { role: 'second', root: options.second, disk: disks?.second ?? realDisk },
      allowVolatile,
    ),
  };
  const sameDisk = homes.first.ground.dev === homes.second.ground.dev;
  const inspector = openInspector();

  let arriving = 0;
  /** Copying waits while files arrive, a little for each, and not at all for what has waited long already. */
  const turn = async (keptAt: Date) => {
    const end = Date.now() + (Date.now() - keptAt.getTime() < patience.until ? patience.perFile : 0);
    while (arriving > 0 && Date.now() < end) await sleep(50);
  };

  const reach = async (role: Role) => {
    if (!(await stands(homes[role]))) throw new Error(`The ${role} store at ${options[role]} is gone.`);
  };

  return {
    sameDisk,
    get suspect() {
      return suspicion.reason;
    },
    async keep(stream, announced, limits) {
      if (suspicion.reason || !(await stands(homes.first))) return refuse('storage-suspect', '產6');
      if (await tooFull(homes.first.root, allowVolatile)) return refuse('storage-full', '產6');
      arriving += 1;
      try {
        return await keepBytes(homes.first, stream, announced, limits, inspector);
      } catch (error) {
        // The disk failed under this file or under another: nobody is told it was received.
        if (suspicion.reason) return refuse('storage-suspect', '產6');
        throw error;
      } finally {
        arriving -= 1;
      }
    },
    async enter(tx, kept) {
      await sql`
        with held as materialized (select pg_advisory_xact_lock(hashtextextended(${kept.sha256}, 0)))
        insert into blob (sha256, size, media_type, findings)
        select ${kept.sha256}, ${kept.size}, ${kept.mediaType}, ${JSON.stringify(kept.findings)}::jsonb from held
        on conflict (sha256) do update set lost_at = null, second_verified_at = null
          where blob.lost_at is not null`.execute(tx);
      await stat(pathOf(homes.first.root, kept.sha256));
    },
    async holds(sha256) {
      try {
        await intactHome(db, homes, sha256, 'read', log);
        return true;
      } catch (error) {
        if (error instanceof LostBytes) return false;
        throw error;
      }
    },
    letGo,
    async open(sha256) {
      const path = pathOf((await intactHome(db, homes, sha256, 'read', log)).root, sha256);
      const { size } = await stat(path);
      return { size, read: (range) => createReadStream(path, range) };
    },
    verify: async (sha256, role = 'first') => (await hashOf(pathOf(homes[role].root, sha256))) === sha256,
    status: (secondVerifiedAt) =>
      secondVerifiedAt === null ? 'received' : sameDisk ? 'second-copy-same-disk' : 'two-places',
    reach,
    async copyMissing() {
      await reach('second');
      return copyMissing(db, homes, log, turn);
    },
    sweep: (times) => sweepOrphans(db, homes, times),
    async reconcile() {
      const rows = new Set((await db.selectFrom('blob').select('sha256').execute()).map((row) => row.sha256));
      const orphans: string[] = [];
      for await (const name of namesIn(homes.first.root)) if (!rows.delete(name)) orphans.push(name);
      return { missing: [...rows], orphans };
    },
    scrub: () => scrub(db, homes, log),
    async count() {
      await countStore(db, homes.first).catch((error: Error) => {
        suspicion.raise(error.message);
        throw error;
      });
      await countStore(db, homes.second);
    },
    close: () => inspector.close(),
  };
}

async function tooFull(root: string, tryingOut: boolean): Promise<boolean> {
  if (tryingOut) return false;
  const { bavail, blocks, bsize } = await statfs(root);
  return bavail < blocks * floor.share && bavail * bsize < floor.bytes;
}
