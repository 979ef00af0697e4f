/** Accounts: who signs in by which name, and their password hashes. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';

export interface Login {
  id: string;
  personId: string;
  username: string;
  name: string;
  passwordDue: boolean;
  disabledAt: Date | null;
  password: string;
}

/** An account by its name, its person's or its own id; locked for the rest of the transaction. */
export async function lockLogin(
  tx: Tx,
  by: { username: string } | { personId: string } | { id: string },
): Promise<Login | undefined> {
  let query = tx
    .selectFrom('login as l')
    .innerJoin('person as p', 'p.id', 'l.person_id')
    .innerJoin('login_credential as c', 'c.login_id', 'l.id')
    .select([
      'l.id',
      'l.person_id as personId',
      'l.username',
      'p.name',
      'l.password_due as passwordDue',
      'l.disabled_at as disabledAt',
      'c.password',
    ]);
  if ('id' in by) query = query.where('l.id', '=', by.id);
  else if ('personId' in by) query = query.where('l.person_id', '=', by.personId);
  else query = query.where('l.username', '=', by.username);
  return query.forUpdate('l').executeTakeFirst();
}

/** A person's own account with what a new password must not repeat: name, ID number, birth date, itself. */
export async function knownOf(db: Db | Tx, personId: string) {
  return db
    .selectFrom('person as p')
    .innerJoin('login as l', 'l.person_id', 'p.id')
    .innerJoin('login_credential as c', 'c.login_id', 'l.id')
    .select(['l.username', 'p.national_id_sealed as sealedId', 'p.birth_date as birthDate', 'c.password'])
    .where('p.id', '=', personId)
    .executeTakeFirstOrThrow();
}

/** The account of a person; makes one with `password` (a hash) where there is none. */
export async function loginOf(tx: Tx, personId: string, password: string): Promise<string> {
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
  const username = rows[0]?.username ?? personId;
  const [id] = await addLogins(tx, [{ personId, username, password, passwordDue: false }]);
  if (!id) throw new Error('The account was not made.');
  return id;
}

export interface NewLogin {
  personId: string;
  username: string;
  /** A hash, never a password. */
  password: string;
  passwordDue: boolean;
}

/** Makes accounts, a thousand rows at a time; answers their ids in the same order. */
export async function addLogins(tx: Tx, logins: readonly NewLogin[]): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < logins.length; from += 1000) {
    const some = logins.slice(from, from + 1000);
    const made = await tx
      .insertInto('login')
      .values(
        some.map(({ personId, username, passwordDue }) => ({
          person_id: personId,
          username,
          password_due: passwordDue,
        })),
      )
      .returning(['id', 'person_id'])
      .execute();
    const idOf = new Map(made.map(({ id, person_id }) => [person_id, id]));
    const credentials = some.map(({ personId, password }) => {
      const id = idOf.get(personId) ?? '';
      ids.push(id);
      return { login_id: id, account_id: id, provider_id: 'credential', password };
    });
    await tx.insertInto('login_credential').values(credentials).execute();
  }
  return ids;
}

/** @param password a hash */
export async function setPassword(
  tx: Tx,
  loginId: string,
  password: string,
  passwordDue: boolean,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('login_credential')
    .set({ password, updated_at: now })
    .where('login_id', '=', loginId)
    .execute();
  await tx
    .updateTable('login')
    .set({ password_due: passwordDue, updated_at: now })
    .where('id', '=', loginId)
    .execute();
}

export async function setDisabled(
  tx: Tx,
  loginId: string,
  disabled: { at: Date; by: string } | null,
): Promise<void> {
  await tx
    .updateTable('login')
    .set({ disabled_at: disabled?.at ?? null, disabled_by: disabled?.by ?? null })
    .where('id', '=', loginId)
    .execute();
}

export interface FoundAccount {
  id: string;
  personId: string;
  username: string;
  name: string;
  kind: 'student' | 'staff' | 'other';
  place: string;
  passwordDue: boolean;
  disabledAt: Date | null;
  lastSignedInAt: Date | null;
}

/** Up to 50 accounts whose name or person's name contains `text`, those that match from the start first. */
export async function findAccounts(db: Db, text: string): Promise<FoundAccount[]> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<FoundAccount>`
    select l.id, l.person_id as "personId", l.username, p.name,
           case when f.person_id is not null then 'staff' when r.id is not null then 'student' else 'other' end as kind,
           coalesce(f.job_title, r.class_name, '') as place,
           l.password_due as "passwordDue", l.disabled_at as "disabledAt",
           (select max(s.created_at) from login_session s where s.login_id = l.id) as "lastSignedInAt"
    from login l
    join person p on p.id = l.person_id
    left join staff f on f.person_id = p.id
    left join lateral (
      select g.id, c.name as class_name from registration g
        left join placement a on a.registration_id = g.id
        left join class c on c.id = a.class_id
        where g.person_id = p.id
        order by g.starts_on desc, a.school_year desc, a.semester desc limit 1) r on true
    where l.username ilike ${pattern} or p.name ilike ${pattern}
    order by (l.username ilike ${pattern.slice(1)} or p.name ilike ${pattern.slice(1)}) desc, l.username
    limit 50`.execute(db);
  return rows;
}

/** People who should have an account and have none: enrolled students, staff who have not left. */
export async function withoutAccount(
  db: Db | Tx,
  who: 'students' | 'staff',
): Promise<{ personId: string; name: string; username: string }[]> {
  const { rows } = await (who === 'students'
    ? sql<{ personId: string; name: string; username: string }>`
        select distinct on (r.person_id) r.person_id as "personId", p.name, r.student_number as username
        from registration r join person p on p.id = r.person_id
        where r.ends_on is null and not exists (select from login l where l.person_id = r.person_id)
        order by r.person_id, r.starts_on desc`
    : sql<{ personId: string; name: string; username: string }>`
        select f.person_id as "personId", p.name, f.staff_code as username
        from staff f join person p on p.id = f.person_id
        where f.left_on is null and not exists (select from login l where l.person_id = f.person_id)`
  ).execute(db);
  return rows.sort((a, b) => a.username.localeCompare(b.username));
}
