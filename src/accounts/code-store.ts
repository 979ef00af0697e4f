/** One-time codes: they open an account until its password has been set, and set it once. */
import type { Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { normalCode } from './sign-in.ts';

export function codeKey(school: School, typed: string): Buffer {
  return school.seal.keyOf(`one-time code ${normalCode(typed)}`);
}

export interface NewCode {
  loginId: string;
  key: Buffer;
  issuedBy: string | null;
  now: Date;
  expiresAt: Date;
}

/** Keeps new codes, a thousand at a time; an account's earlier ones are spent. */
export async function addCodes(tx: Tx, codes: readonly NewCode[]): Promise<void> {
  for (let from = 0; from < codes.length; from += 1000) {
    const some = codes.slice(from, from + 1000);
    const [first] = some;
    if (!first) return;
    await tx
      .updateTable('one_time_code')
      .set({ used_at: first.now })
      .where('used_at', 'is', null)
      .where(
        'login_id',
        'in',
        some.map((code) => code.loginId),
      )
      .execute();
    await tx
      .insertInto('one_time_code')
      .values(
        some.map((code) => ({
          login_id: code.loginId,
          code_key: code.key,
          issued_by: code.issuedBy,
          issued_at: code.now,
          expires_at: code.expiresAt,
        })),
      )
      .execute();
  }
}

/** Whether this code opens this account at `now`. */
export async function codeOpens(tx: Tx, loginId: string, key: Buffer, now: Date): Promise<boolean> {
  const found = await tx
    .selectFrom('one_time_code')
    .select('id')
    .where('code_key', '=', key)
    .where('login_id', '=', loginId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return found !== undefined;
}

export async function spendCodes(tx: Tx, loginId: string, now: Date): Promise<void> {
  await tx
    .updateTable('one_time_code')
    .set({ used_at: now })
    .where('login_id', '=', loginId)
    .where('used_at', 'is', null)
    .execute();
}
