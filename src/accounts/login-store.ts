/** Accounts: who signs in by which name, and their password hashes. */
import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';

/** The account of a person; makes one without a password where there is none. */
export async function loginOf(tx: Tx, personId: string, unmatchable: string): Promise<string> {
  const found = await tx
    .selectFrom('login')
    .select('id')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (found) return found.id;
  const { rows } = await sql<{ username: string }>`
    select lower(coalesce((select student_number from registration where person_id = ${personId}
                             order by starts_on desc limit 1),
                          (select staff_code from staff where person_id = ${personId}),
                          ${personId}::text)) as username`.execute(tx);
  return addLogin(tx, {
    personId,
    username: rows[0]?.username ?? personId,
    password: unmatchable,
    passwordDue: false,
  });
}

export interface NewLogin {
  personId: string;
  username: string;
  /** A hash, never a password. */
  password: string;
  passwordDue: boolean;
}

export async function addLogin(tx: Tx, login: NewLogin): Promise<string> {
  const { id } = await tx
    .insertInto('login')
    .values({ person_id: login.personId, username: login.username, password_due: login.passwordDue })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('login_credential')
    .values({ login_id: id, account_id: id, provider_id: 'credential', password: login.password })
    .execute();
  return id;
}
