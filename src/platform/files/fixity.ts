/** Whether bytes are still what their name says: asked at every reading and once a day, healed, and written down. */
import type { Db } from '../db.ts';
import type { Logger } from '../log.ts';
import { type Home, hashOf, pathOf, stands } from './disk.ts';
import { bring, forgetVerified, type Homes, markVerified } from './second-home.ts';

/** No home has the bytes any more. */
export class LostBytes extends Error {
  constructor(sha256: string) {
    super(`No home holds the bytes of ${sha256}.`);
  }
}

/**
 * A home with the right bytes, the first where it can be healed. Throws `LostBytes` where neither has them: wrong
 * bytes are never served, and from then on the file counts as lost.
 */
export async function intactHome(
  db: Db,
  { first, second }: Homes,
  sha256: string,
  agent: 'read' | 'scrub',
  log: Logger,
): Promise<Home> {
  const found = await look(first, sha256);
  if (found === 'right') return first;
  await note(db, log, { sha256, role: 'first', outcome: found, agent });
  if ((await look(second, sha256)) !== 'right') {
    await markLost(db, sha256);
    throw new LostBytes(sha256);
  }
  if (await heal(second, first, sha256, log)) {
    await note(db, log, { sha256, role: 'first', outcome: 'healed', agent });
    return first;
  }
  await forgetVerified(db, sha256);
  return second;
}

/** Re-hashes everything in both homes and heals what can be healed. @returns `bad`: what no home holds any more */
export async function scrub(db: Db, homes: Homes, log: Logger): Promise<{ checked: number; bad: string[] }> {
  const rows = await db.selectFrom('blob').select(['sha256', 'second_verified_at', 'lost_at']).execute();
  const bad: string[] = [];
  for (const { sha256, second_verified_at, lost_at } of rows) {
    if (second_verified_at !== null) await checkSecond(db, homes, sha256, log);
    try {
      await intactHome(db, homes, sha256, 'scrub', log);
      if (lost_at !== null) await unmarkLost(db, sha256);
    } catch (error) {
      log.error({ err: error, sha256 }, 'a file is lost');
      bad.push(sha256);
    }
  }
  return { checked: rows.length, bad };
}

/** Nobody is told of a second copy that is not there: what was said is taken back before anything else. */
async function checkSecond(db: Db, { first, second }: Homes, sha256: string, log: Logger): Promise<void> {
  const found = await look(second, sha256);
  if (found === 'right') return;
  await forgetVerified(db, sha256);
  await note(db, log, { sha256, role: 'second', outcome: found, agent: 'scrub' });
  if (!(await heal(first, second, sha256, log))) return;
  await markVerified(db, sha256);
  await note(db, log, { sha256, role: 'second', outcome: 'healed', agent: 'scrub' });
}

/** Known once and for all until the bytes are back; nobody is told of a second copy meanwhile. */
async function markLost(db: Db, sha256: string): Promise<void> {
  await db
    .updateTable('blob')
    .set((set) => ({ lost_at: set.fn('clock_timestamp'), second_verified_at: null }))
    .where('sha256', '=', sha256)
    .where('lost_at', 'is', null)
    .execute();
}

/** Somebody put the bytes back behind our back, e.g. from a backup. */
async function unmarkLost(db: Db, sha256: string): Promise<void> {
  await db.updateTable('blob').set({ lost_at: null }).where('sha256', '=', sha256).execute();
}

/** A disk that cannot read its bytes does not have them. */
async function look(home: Home, sha256: string): Promise<'right' | 'missing' | 'altered'> {
  const found = await hashOf(pathOf(home.root, sha256)).catch(() => '');
  return found === sha256 ? 'right' : found === undefined ? 'missing' : 'altered';
}

/** Nothing is written where a disk was unmounted. */
async function heal(from: Home, to: Home, sha256: string, log: Logger): Promise<boolean> {
  if (!(await stands(to))) return false;
  return bring(from, to, sha256).catch((error: unknown) => {
    log.error({ err: error, sha256, role: to.role }, 'a file could not be healed');
    return false;
  });
}

async function note(
  db: Db,
  log: Logger,
  event: { sha256: string; role: string; outcome: 'missing' | 'altered' | 'healed'; agent: string },
): Promise<void> {
  log.error(event, event.outcome === 'healed' ? 'bytes were healed' : 'bytes are not what their name says');
  await db.insertInto('fixity_event').values(event).execute();
}
