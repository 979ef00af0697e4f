/** The works' store without the student's lock, for races that must then go wrong: a moment passes in its place. */
import { sql } from 'kysely';
import type { Tx } from '../src/platform/db.ts';

type Store = typeof import('../src/outcomes/store.ts');

export async function unlocked(original: () => Promise<Store>): Promise<Store> {
  return {
    ...(await original()),
    lockStudents: async (tx: Tx) => {
      await sql`select pg_sleep(0.05)`.execute(tx);
    },
  };
}
