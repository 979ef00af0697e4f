/**
 * Each store's root carries a marker with its id and a counter; the database remembers both. A store that
 * is missing, foreign, empty or older than the database stops the start: a new empty folder must never be
 * taken for the one that held everything.
 */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '../db.ts';
import { type Disk, isMissing } from './disk.ts';

export type Role = 'first' | 'second';

/** At the root of each home. */
export const markerFile = 'store.json';

interface Marker {
  storeId: string;
  counter: number;
}

/** File systems that forget everything at a restart, by their magic number (statfs(2)). */
const volatile: Record<number, string> = {
  16914836: 'tmpfs',
  2240043254: 'ramfs',
  2035054128: 'overlay',
  1936814952: 'squashfs',
};

export interface StorePlace {
  role: Role;
  root: string;
  allowVolatile: boolean;
}

/** Checks a store against the database and binds a new one. Throws a plain sentence when it must not be used. */
export async function bindStore(
  db: Db,
  disk: Disk,
  { role, root, allowVolatile }: StorePlace,
): Promise<void> {
  await mkdir(join(root, 'incoming'), { recursive: true });
  await mkdir(join(root, 'quarantine'), { recursive: true });
  await access(root, constants.W_OK);
  await refuseVolatile(root, allowVolatile);
  const marker = await readMarker(root);
  const bound = await db.selectFrom('store').selectAll().where('role', '=', role).executeTakeFirst();
  const blobs = await db.selectFrom('blob').select('sha256').limit(1).executeTakeFirst();
  const empty = blobs === undefined;
  if (bound && !marker && !empty) {
    throw new Error(
      `The ${role} store at ${root} is empty, but the database knows files in it. Is its disk mounted?`,
    );
  }
  if (marker && bound && marker.storeId !== bound.id) {
    throw new Error(
      `The ${role} store at ${root} belongs to another database (${marker.storeId}, expected ${bound.id}).`,
    );
  }
  if (marker && !bound && !empty) {
    throw new Error(`The ${role} store at ${root} is not known to this database.`);
  }
  if (marker && bound && marker.counter < bound.counter) {
    throw new Error(
      `The ${role} store at ${root} went back in time: it counts ${marker.counter}, the database ${bound.counter}. Was an old disk image restored?`,
    );
  }
  const next = {
    storeId: marker?.storeId ?? bound?.id ?? randomUUID(),
    counter: (marker?.counter ?? bound?.counter ?? 0) + 1,
  };
  await writeMarker(disk, root, next);
  await db
    .insertInto('store')
    .values({ id: next.storeId, role, counter: next.counter })
    .onConflict((conflict) =>
      conflict.column('role').doUpdateSet({ id: next.storeId, counter: next.counter }),
    )
    .execute();
  // Whatever a killed process was still receiving was never acknowledged.
  await rm(join(root, 'incoming'), { recursive: true, force: true });
  await mkdir(join(root, 'incoming'));
}

/** Counts one further, store first: a crash in between leaves the store ahead, which is no alarm. */
export async function countStore(db: Db, disk: Disk, role: Role, root: string): Promise<void> {
  const marker = await readMarker(root);
  const bound = await db.selectFrom('store').selectAll().where('role', '=', role).executeTakeFirstOrThrow();
  if (!marker || marker.storeId !== bound.id || marker.counter < bound.counter) {
    throw new Error(`The ${role} store at ${root} is no longer the one this database was bound to.`);
  }
  await writeMarker(disk, root, { ...marker, counter: marker.counter + 1 });
  await db
    .updateTable('store')
    .set({ counter: marker.counter + 1 })
    .where('role', '=', role)
    .execute();
}

async function readMarker(root: string): Promise<Marker | undefined> {
  try {
    return JSON.parse(await readFile(join(root, markerFile), 'utf8')) as Marker;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function writeMarker(disk: Disk, root: string, marker: Marker): Promise<void> {
  const temporary = join(root, `${markerFile}.new`);
  await writeFile(temporary, JSON.stringify(marker));
  await disk.syncFile(temporary);
  await rename(temporary, join(root, markerFile));
  await disk.syncDirectory(root);
}

async function refuseVolatile(root: string, allowVolatile: boolean): Promise<void> {
  if (allowVolatile) return;
  const kind = volatile[(await statfs(root)).type];
  if (kind) {
    throw new Error(
      `The store at ${root} lies on ${kind}, which forgets everything at a restart. Choose another folder (DATA_DIR), or try it out with ALLOW_VOLATILE_STORE=true.`,
    );
  }
}
