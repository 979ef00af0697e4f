/** Keeping accounts: find, reset, unlock, disable, open for those who have none (五). */
import { record } from '../ledger/record.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { type AccountAct, accountChanged, actsOn, mayKeepAccounts } from './account.ts';
import * as contract from './account-contract.ts';
import { issueCodes, openAccounts } from './account-store.ts';
import type { Actor, Appointment } from './actor.ts';
import { clearFailures, failureKey, failuresFor } from './failure-store.ts';
import { codeDays } from './limits.ts';
import {
  findAccounts as findRows,
  type Login,
  lockLogin,
  setDisabled,
  setPassword,
  withoutAccount,
} from './login-store.ts';
import { unmatchableHash } from './password.ts';
import { type Route, route } from './route.ts';
import { endSessions } from './session-store.ts';
import { lockedAt } from './sign-in.ts';

const findAccounts = route(contract.findAccounts, async ({ school, actor, query }) => {
  if (!mayKeepAccounts(actor)) return refuse('not-allowed', '五');
  const rows = await findRows(school.db, query.text);
  const now = await school.clock.now(school.db);
  const failures = await failuresFor(
    school.db,
    rows.map((row) => failureKey(school, row.username)),
  );
  const accounts = rows.map((row, at) => {
    const failed = failures[at];
    const lockedUntil = (failed && lockedAt(failed, now)) ?? null;
    return {
      ...row,
      failures: failed?.count ?? 0,
      lockedUntil: lockedUntil?.toISOString() ?? null,
      disabledAt: row.disabledAt?.toISOString() ?? null,
      lastSignedInAt: row.lastSignedInAt?.toISOString() ?? null,
      may: actsOn(actor, {
        personId: row.personId,
        disabled: row.disabledAt !== null,
        locked: lockedUntil !== null,
      }),
    };
  });
  const [students, staff] = await Promise.all([
    withoutAccount(school.db, 'students'),
    withoutAccount(school.db, 'staff'),
  ]);
  return { accounts, withoutAccount: { students: students.length, staff: staff.length } };
});

const openMissingAccounts = route(contract.openMissingAccounts, async ({ school, actor, body }) => {
  if (!mayKeepAccounts(actor)) return refuse('not-allowed', '五');
  return inTransaction(school.db, async (tx) => {
    const people = await withoutAccount(tx, body.who);
    const nameOf = new Map(people.map((person) => [person.personId, person.name]));
    const { opened, skipped } = await openAccounts(tx, school, people, { actor, start: { kind: 'codes' } });
    return {
      opened: opened.map(({ personId, username, code = '' }) => ({
        username,
        name: nameOf.get(personId) ?? '',
        code,
      })),
      skipped: skipped.map(({ username, why }) => ({ username, why })),
      expiresAt: await codesExpireAt(tx, school),
    };
  });
});

const resetPassword = route(contract.resetPassword, async ({ school, actor, params }) =>
  inTransaction(school.db, async (tx) => {
    const found = await accountFor(tx, school, actor, params.accountId, 'reset');
    if (isRefusal(found)) return found;
    const { login, by } = found;
    const now = await school.clock.now(tx);
    await setPassword(tx, login.id, unmatchableHash(), true, now);
    await endSessions(tx, login.id, now);
    await clearFailures(tx, failureKey(school, login.username));
    const code = (await issueCodes(tx, school, [login.id], actor.personId)).get(login.id) ?? '';
    await note(tx, school, actor, 'reset', login, by);
    return { username: login.username, name: login.name, code, expiresAt: await codesExpireAt(tx, school) };
  }),
);

const unlockAccount = route(contract.unlockAccount, async ({ school, actor, params }) =>
  inTransaction(school.db, async (tx) => {
    const found = await accountFor(tx, school, actor, params.accountId, 'unlock');
    if (isRefusal(found)) return found;
    await clearFailures(tx, failureKey(school, found.login.username));
    await note(tx, school, actor, 'unlock', found.login, found.by);
    return undefined;
  }),
);

const disableAccount = route(contract.disableAccount, async ({ school, actor, params }) =>
  inTransaction(school.db, async (tx) => {
    const found = await accountFor(tx, school, actor, params.accountId, 'disable');
    if (isRefusal(found)) return found;
    const now = await school.clock.now(tx);
    await setDisabled(tx, found.login.id, { at: now, by: actor.personId });
    await endSessions(tx, found.login.id, now);
    await note(tx, school, actor, 'disable', found.login, found.by);
    return undefined;
  }),
);

const enableAccount = route(contract.enableAccount, async ({ school, actor, params }) =>
  inTransaction(school.db, async (tx) => {
    const found = await accountFor(tx, school, actor, params.accountId, 'enable');
    if (isRefusal(found)) return found;
    await setDisabled(tx, found.login.id, null);
    await note(tx, school, actor, 'enable', found.login, found.by);
    return undefined;
  }),
);

export const routes: readonly Route[] = [
  findAccounts,
  openMissingAccounts,
  resetPassword,
  unlockAccount,
  disableAccount,
  enableAccount,
];

/** The account, locked, when the actor may do this to it now. */
async function accountFor(
  tx: Tx,
  school: School,
  actor: Actor,
  accountId: string,
  act: AccountAct,
): Promise<{ login: Login; by: Appointment } | Refusal> {
  const by = mayKeepAccounts(actor);
  if (!by) return refuse('not-allowed', '五');
  const login = await lockLogin(tx, { id: accountId });
  if (!login) return refuse('not-found', '五');
  const [failures] = await failuresFor(tx, [failureKey(school, login.username)]);
  const locked = failures !== undefined && lockedAt(failures, await school.clock.now(tx)) !== undefined;
  const may = actsOn(actor, { personId: login.personId, disabled: login.disabledAt !== null, locked });
  if (!may.includes(act)) return refuse('account-state', '五', { act });
  return { login, by };
}

async function note(tx: Tx, school: School, actor: Actor, act: AccountAct, login: Login, by: Appointment) {
  await record(tx, actor, accountChanged(act, login.id, login.personId), [], {
    appointmentId: by.id,
    offsetMs: school.clock.offsetMs,
  });
}

async function codesExpireAt(tx: Tx, school: School): Promise<string> {
  return new Date((await school.clock.now(tx)).getTime() + codeDays * 86_400_000).toISOString();
}
