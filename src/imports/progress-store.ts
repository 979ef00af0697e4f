/**
 * How far a long act of an import is, for whoever looks meanwhile, also after a reload. Written outside the act's own
 * transaction, which nobody can see into, and gone when the act ends.
 */
import { sql } from 'kysely';
import type { Db } from '../platform/db.ts';
import type { School } from '../platform/school.ts';

export interface Progress {
  step: 'reading' | 'applying';
  name: string | null;
  done: number;
  total: number | null;
}

/** How often it is told, and after how long without a word an act is taken to have died with its process. */
const tellMs = 500;
const deadMs = 30_000;

/** Runs `work`; what it tells is seen by others at most half a second later. */
export async function withProgress<T>(
  school: Pick<School, 'db' | 'log'>,
  importId: string,
  first: Progress,
  work: (tell: (done: number, total?: number) => void) => Promise<T>,
): Promise<T> {
  let now = first;
  let writing: Promise<void> | undefined;
  const say = () => {
    writing ??= write(school.db, importId, now)
      .catch((error: unknown) => school.log.warn({ err: error, importId }, 'progress was not told'))
      .finally(() => {
        writing = undefined;
      });
  };
  say();
  const timer = setInterval(say, tellMs);
  try {
    return await work((done, total) => {
      now = { ...now, done, total: total ?? now.total };
    });
  } finally {
    clearInterval(timer);
    await writing;
    await school.db.deleteFrom('import_progress').where('import_id', '=', importId).execute();
  }
}

export async function progressOf(db: Db, importId: string): Promise<Progress | null> {
  const { rows } = await sql<Progress>`
    select step, name, done, total from import_progress
    where import_id = ${importId} and at > clock_timestamp() - make_interval(secs => ${deadMs / 1000})`.execute(
    db,
  );
  return rows[0] ?? null;
}

async function write(db: Db, importId: string, { step, name, done, total }: Progress): Promise<void> {
  await sql`insert into import_progress (import_id, step, name, done, total, at)
    values (${importId}, ${step}, ${name}, ${done}, ${total}, clock_timestamp())
    on conflict (import_id) do update set step = excluded.step, name = excluded.name, done = excluded.done,
      total = excluded.total, at = excluded.at`.execute(db);
}
