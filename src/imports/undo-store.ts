/** Images of what the last applied import wrote, taken by triggers (db/migrations/0160_import_undo.sql). */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { Held } from './undo.ts';

/** From here to `endImages` in this transaction, every row written is remembered as this import's. */
export async function beginImages(tx: Tx, importId: string): Promise<void> {
  await sql`select set_config('licheng.import', ${importId}, true)`.execute(tx);
}

export async function endImages(tx: Tx): Promise<void> {
  await sql`select set_config('licheng.import', '', true)`.execute(tx);
}

/** Images of every import but this one: only the last can be undone. */
export async function eraseOtherImages(tx: Tx, importId: string): Promise<void> {
  const others = sql`select id from import_step where import_id <> ${importId}`;
  await sql`delete from import_image where step_id in (${others})`.execute(tx);
  await sql`delete from import_step where import_id <> ${importId}`.execute(tx);
}

export async function eraseImages(tx: Tx, importId: string): Promise<void> {
  await sql`delete from import_image where step_id in
    (select id from import_step where import_id = ${importId})`.execute(tx);
  await sql`delete from import_step where import_id = ${importId}`.execute(tx);
}

/** The one import that can be undone, if any. */
export async function lastWithImages(db: Db | Tx): Promise<string | undefined> {
  const row = await db.selectFrom('import_step').select('import_id').limit(1).executeTakeFirst();
  return row?.import_id;
}

export async function heldBy(db: Db | Tx, importId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select why, table_name as table, rows from import_held(${importId}::uuid)`.execute(db);
  return rows;
}

/** @returns how many rows were not as the import left them: then the transaction must not stand */
export async function putBack(tx: Tx, importId: string): Promise<number> {
  const { rows } = await sql<{ missed: number }>`select import_put_back(${importId}::uuid) as missed`.execute(
    tx,
  );
  return rows[0]?.missed ?? 0;
}
