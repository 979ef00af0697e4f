/** The lists of return reasons, one row a person and one of the school. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';

/** The school's list is nobody's: `personId` null. */
export async function reasonsOf(db: Db | Tx, personId: string | null): Promise<string[]> {
  const row = await db
    .selectFrom('return_reasons')
    .select('reasons')
    .where('person_id', 'is not distinct from', personId)
    .executeTakeFirst();
  return row?.reasons ?? [];
}

/** Two who keep the same list at once go one after the other. */
export async function lockReasons(tx: Tx, personId: string | null): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`return_reasons ${personId ?? 'school'}`}, 0))`.execute(
    tx,
  );
}

export async function saveReasons(
  tx: Tx,
  personId: string | null,
  reasons: readonly string[],
  at: Date,
): Promise<string> {
  const row = await tx
    .insertInto('return_reasons')
    .values({ person_id: personId, reasons: [...reasons], kept_at: at })
    .onConflict((conflict) =>
      conflict.column('person_id').doUpdateSet({ reasons: [...reasons], kept_at: at }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}
