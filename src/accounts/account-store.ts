/** Opens accounts: after an import for everybody at once, for a new school its first keeper. */
import { randomBytes } from 'node:crypto';
import { record, theHouse } from '../ledger/record.ts';
import type { Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { accountsOpened } from './account.ts';
import type { Actor } from './actor.ts';
import { addAppointment } from './appointment-store.ts';
import { addCodes, codeKey } from './code-store.ts';
import { codeDays } from './limits.ts';
import { addLogins } from './login-store.ts';
import { hashPassword, unmatchableHash } from './password.ts';
import { codeFrom, isUsername, normalUsername } from './sign-in.ts';

export interface AccountToOpen {
  personId: string;
  /** Student number or staff code. */
  username: string;
}

/**
 * `codes`: everyone gets a one-time code of their own, to be printed; what a real school does.
 * `password`: everyone gets this one, which must be changed at once unless `keep`; the demo does that.
 */
export type Start = { kind: 'codes' } | { kind: 'password'; password: string; keep: boolean };

export interface OpenedAccounts {
  /** `code` is shown here and never again. */
  opened: { personId: string; username: string; code?: string }[];
  skipped: { personId: string; username: string; why: 'has-account' | 'bad-username' | 'username-taken' }[];
}

/**
 * Opens an account for each person that has none; safe to repeat. Codes are kept as keyed hashes and one
 * password is hashed once, so a whole school takes seconds, not the minute its argon2 hashes would take.
 */
export async function openAccounts(
  tx: Tx,
  school: School,
  people: readonly AccountToOpen[],
  { actor, start }: { actor: Pick<Actor, 'personId'>; start: Start },
): Promise<OpenedAccounts> {
  const { free, skipped } = await sortOut(tx, people);
  const password = start.kind === 'password' ? await hashPassword(start.password) : undefined;
  const logins = await addLogins(
    tx,
    free.map((person) => ({
      ...person,
      password: password ?? unmatchableHash(),
      passwordDue: start.kind === 'codes' || !start.keep,
    })),
  );
  const codes =
    start.kind === 'codes' ? await issueCodes(tx, school, logins, actor.personId) : new Map<string, string>();
  if (free.length > 0) {
    const line = accountsOpened(free.length, start.kind === 'codes' ? 'code' : 'password');
    await record(tx, actor, line, [], { offsetMs: school.clock.offsetMs });
  }
  return {
    opened: free.map((person, at) => ({ ...person, code: codes.get(logins[at] ?? '') })),
    skipped,
  };
}

/** Makes a fresh code for each account; earlier ones are spent. Answers the codes by account id. */
export async function issueCodes(
  tx: Tx,
  school: School,
  loginIds: readonly string[],
  issuedBy: string | null,
): Promise<Map<string, string>> {
  const now = await school.clock.now(tx);
  const expiresAt = new Date(now.getTime() + codeDays * 86_400_000);
  const codes = new Map(loginIds.map((loginId) => [loginId, codeFrom(randomBytes(13))]));
  await addCodes(
    tx,
    [...codes].map(([loginId, code]) => ({ loginId, key: codeKey(school, code), issuedBy, now, expiresAt })),
  );
  return codes;
}

/**
 * The first system keeper of a new school, with nobody there yet to appoint them.
 * @param personId a member of staff
 * @returns the one-time code they sign in with
 */
export async function openFirstKeeper(
  tx: Tx,
  school: School,
  person: AccountToOpen & { startsOn: string },
): Promise<string> {
  const { opened, skipped } = await openAccounts(tx, school, [person], {
    actor: theHouse,
    start: { kind: 'codes' },
  });
  const code = opened[0]?.code;
  if (!code) throw new Error(`The first account cannot be opened: ${skipped[0]?.why}`);
  await addAppointment(tx, {
    personId: person.personId,
    office: 'system-keeper',
    division: null,
    startsOn: person.startsOn,
    endsOn: null,
    appointedBy: null,
    reason: '',
  });
  return code;
}

async function sortOut(tx: Tx, people: readonly AccountToOpen[]) {
  const persons = new Set<string>();
  const names = new Set<string>();
  if (people.length > 0) {
    const kept = await tx.selectFrom('login').select(['person_id', 'username']).execute();
    for (const { person_id, username } of kept) {
      persons.add(person_id);
      names.add(username);
    }
  }
  const free: AccountToOpen[] = [];
  const skipped: OpenedAccounts['skipped'] = [];
  for (const { personId, username: given } of people) {
    const username = normalUsername(given);
    const why = persons.has(personId)
      ? 'has-account'
      : !isUsername(username)
        ? 'bad-username'
        : names.has(username)
          ? 'username-taken'
          : undefined;
    if (why) skipped.push({ personId, username, why });
    else {
      free.push({ personId, username });
      persons.add(personId);
      names.add(username);
    }
  }
  return { free, skipped };
}
