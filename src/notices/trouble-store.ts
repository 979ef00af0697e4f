/** Whether mail leaves the house; writes `mail_trouble`. */
import type { Db, Tx } from '../platform/db.ts';

export async function troubleOf(db: Db) {
  return db.selectFrom('mail_trouble').selectAll().executeTakeFirst();
}

export async function troubled(tx: Tx, error: string, at: Date): Promise<void> {
  await tx
    .insertInto('mail_trouble')
    .values({ since: at, last_at: at, error })
    .onConflict((conflict) => conflict.column('one').doUpdateSet({ last_at: at, error }))
    .execute();
}

export async function troubleOver(tx: Tx): Promise<void> {
  await tx.deleteFrom('mail_trouble').execute();
}
