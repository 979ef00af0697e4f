/** What is decided against everybody who is registered is decided alone. */
import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';

/** Two imports never interleave, and none reads what another, or the entry of a student, is about to write. */
export async function lockImports(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('imports'))`.execute(tx);
}
