/** Codes that prove an address; writes `mail_code`. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';

/** One request at a time for a person: what is counted stays counted. */
export async function lockCodes(tx: Tx, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`mail code ${personId}`}, 0))`.execute(tx);
}

export async function codesSince(db: Db | Tx, personId: string, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('mail_code')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('person_id', '=', personId)
    .where('asked_at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function addCode(
  tx: Tx,
  code: { personId: string; addressSealed: Buffer; codeSealed: Buffer; at: Date; expiresAt: Date },
): Promise<string> {
  const { id } = await tx
    .insertInto('mail_code')
    .values({
      person_id: code.personId,
      address_sealed: code.addressSealed,
      code_sealed: code.codeSealed,
      asked_at: code.at,
      expires_at: code.expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The newest that was not used: an earlier one is spent by asking again. */
export async function newestCode(db: Db | Tx, personId: string) {
  const code = await db
    .selectFrom('mail_code')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return code?.used_at ? undefined : code;
}

export async function countTry(tx: Tx, codeId: string): Promise<void> {
  await tx
    .updateTable('mail_code')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', codeId)
    .execute();
}

export async function spendCode(tx: Tx, codeId: string, at: Date): Promise<void> {
  await tx.updateTable('mail_code').set({ used_at: at }).where('id', '=', codeId).execute();
}

export async function claimCode(tx: Tx, codeId: string, now: Date) {
  return tx
    .updateTable('mail_code')
    .set({ mailed_at: now })
    .where('id', '=', codeId)
    .where('mailed_at', 'is', null)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['address_sealed as addressSealed', 'code_sealed as codeSealed'])
    .executeTakeFirst();
}

export async function unclaimCode(tx: Tx, codeId: string): Promise<void> {
  await tx.updateTable('mail_code').set({ mailed_at: null }).where('id', '=', codeId).execute();
}
