/**
 * Each store's root carries a marker with its id and a counter; the database remembers both, and which files
 * it holds. A store that is missing, foreign, empty or older than the database stops the start: a new empty
 * folder must never be taken for the one that held everything.
 */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readFile, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '../db.ts';
import { type Home, isMissing, makeRoot, namesIn, pathOf, type Role } from './disk.ts';

/** At the root of each home. */
const markerFile = 'store.json';

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

/** So many of the newest files must be there: a store that went back in time lacks exactly those. */
const newest = 100;

type Place = Pick<Home, 'role' | 'root' | 'disk'>;

/** Opens a home: checks it against the database, or binds a new one. Throws a plain sentence when it must not be used. */
export async function openHome(db: Db, place: Place, allowVolatile: boolean): Promise<Home> {
  const { role, root } = place;
  const [marker, bound, latest] = [await readMarker(root), await boundOf(db, role), await newestOf(db, role)];
  const [gone, holdsFiles] = [await newestGone(root, latest), await holdsAny(root)];
  const wrong = objection(place, { marker, bound, knows: latest.length > 0, gone, holdsFiles });
  // Nothing was made until here: an unmounted disk's empty folder stays as it is.
  if (wrong) throw new Error(wrong);
  await makeRoot(place);
  await access(root, constants.W_OK);
  if (!allowVolatile) await refuseVolatile(root);
  const next = {
    storeId: marker?.storeId ?? bound?.id ?? randomUUID(),
    counter: (marker?.counter ?? bound?.counter ?? 0) + 1,
  };
  await writeMarker(place, next);
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
  await mkdir(join(root, 'quarantine'), { recursive: true });
  const { dev, ino } = await stat(root);
  return { ...place, lasting: new Set(), ground: { dev, ino } };
}

interface Found {
  marker: Marker | undefined;
  bound: { id: string; counter: number } | undefined;
  /** Whether the database knows any file here. */
  knows: boolean;
  /** The newest files, as far back as they are not there. */
  gone: string[];
  holdsFiles: boolean;
}

/** Why a store must not be used, in a plain sentence. */
function objection(
  { role, root }: Place,
  { marker, bound, knows, gone, holdsFiles }: Found,
): string | undefined {
  const store = `The ${role} store at ${root}`;
  if (!marker && knows)
    return `${store} has no marker (store.json), but the database knows files in it. Is its disk mounted?`;
  if (!(marker && bound) && holdsFiles)
    return `${store} holds files, but this database knows nothing of them.`;
  if (marker && bound && marker.storeId !== bound.id)
    return `${store} belongs to another database (${marker.storeId}, expected ${bound.id}).`;
  if (marker && bound && marker.counter < bound.counter)
    return `${store} went back in time: it counts ${marker.counter}, the database ${bound.counter}. Was an old disk image restored?`;
  if (gone.length > 0)
    return `${store} went back in time: its newest ${gone.length} files are not there (${gone.join(', ')}). Was an old disk image restored?`;
  return undefined;
}

/** Counts one further, store first: a crash in between leaves the store ahead, which is no alarm. */
export async function countStore(db: Db, home: Home): Promise<void> {
  const marker = await readMarker(home.root);
  const bound = await boundOf(db, home.role);
  if (!marker || marker.storeId !== bound?.id || marker.counter < bound.counter)
    throw new Error(
      `The ${home.role} store at ${home.root} is no longer the one this database was bound to.`,
    );
  await writeMarker(home, { ...marker, counter: marker.counter + 1 });
  await db
    .updateTable('store')
    .set({ counter: marker.counter + 1 })
    .where('role', '=', home.role)
    .execute();
}

function boundOf(db: Db, role: Role) {
  return db.selectFrom('store').select(['id', 'counter']).where('role', '=', role).executeTakeFirst();
}

/** Names of the newest files a home must have, newest first. */
async function newestOf(db: Db, role: Role): Promise<string[]> {
  const rows = await db
    .selectFrom('blob')
    .select('sha256')
    .$if(role === 'second', (query) => query.where('second_verified_at', 'is not', null))
    .orderBy(role === 'first' ? 'kept_at' : 'second_verified_at', 'desc')
    .limit(newest)
    .execute();
  return rows.map((row) => row.sha256);
}

async function newestGone(root: string, names: readonly string[]): Promise<string[]> {
  const gone: string[] = [];
  for (const sha256 of names) {
    const there = await stat(pathOf(root, sha256)).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
      return undefined;
    });
    if (there) break;
    gone.push(sha256);
  }
  return gone;
}

async function holdsAny(root: string): Promise<boolean> {
  for await (const _ of namesIn(root)) return true;
  return false;
}

async function readMarker(root: string): Promise<Marker | undefined> {
  const file = join(root, markerFile);
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Marker;
  } catch (error) {
    if (isMissing(error)) return undefined;
    if (error instanceof SyntaxError) throw new Error(`The store's marker ${file} is damaged.`);
    throw error;
  }
}

async function writeMarker({ root, disk }: Place, marker: Marker): Promise<void> {
  const temporary = join(root, `${markerFile}.new`);
  const file = await open(temporary, 'w');
  try {
    await file.writeFile(JSON.stringify(marker));
    await disk.syncFile(file);
  } finally {
    await file.close();
  }
  await disk.rename(temporary, join(root, markerFile));
  await disk.syncDirectory(root);
}

async function refuseVolatile(root: string): Promise<void> {
  const kind = volatile[(await statfs(root)).type];
  if (kind) {
    throw new Error(
      `The store at ${root} lies on ${kind}, which forgets everything at a restart. Choose another folder (DATA_DIR), or try it out with ALLOW_VOLATILE_STORE=true.`,
    );
  }
}
