/** Sessions and one's own password. Accounts and appointments have their own files beside this one. */
import { record } from '../ledger/record.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { passwordChanged } from './account.ts';
import { routes as accountRoutes } from './account-api.ts';
import { type Actor, holds } from './actor.ts';
import { routes as appointmentRoutes } from './appointment-api.ts';
import { heldUntil } from './appointment-store.ts';
import { actorByToken, newToken } from './auth.ts';
import { spendCodes } from './code-store.ts';
import * as contract from './contract.ts';
import { clearFailures, countTry, failureKey } from './failure-store.ts';
import { passwordLimits, sessionLimits, signInLimits } from './limits.ts';
import { knownOf, lockLogin, setPassword } from './login-store.ts';
import { decidePassword } from './new-password.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { routes as rightsRoutes } from './rights-api.ts';
import { openRoute, type Route, route, type SignedIn } from './route.ts';
import { clearCookie, sendCookie, tokenOf } from './session-cookie.ts';
import { endByToken, endSession, endSessions, livingSessions, rotateSession } from './session-store.ts';
import { enter } from './sign-in-api.ts';
import { TooMany } from './turns.ts';

const signIn = openRoute(contract.signIn, async ({ school, body, request, reply }) => {
  const token = await enter(school, body, request, reply);
  return typeof token === 'string' ? whoIs(school, await actorByToken(school, token)) : token;
});

const signOut = openRoute(contract.signOut, async ({ school, request, reply }) => {
  const token = tokenOf(school, request);
  if (token) {
    await inTransaction(school.db, async (tx) => endByToken(tx, token, await school.clock.now(tx)));
  }
  clearCookie(school, reply);
});

const whoAmI = openRoute(contract.whoAmI, async ({ school, actor }) => whoIs(school, actor));

const changePassword = route(
  contract.changePassword,
  async ({ school, actor, body, reply }) => {
    const accepted = await decideChange(school, actor, body);
    if (isRefusal(accepted)) return accepted;
    const token = newToken();
    const endedSessions = await inTransaction(school.db, (tx) =>
      saveChange(tx, school, actor, { ...accepted, token }),
    );
    sendCookie(school, reply, token, sessionLimits.longestHours * 3600);
    return { endedSessions };
  },
  { whilePasswordDue: true },
);

const listSessions = route(contract.listSessions, async ({ school, actor }) => {
  const living = await livingSessions(school.db, actor.personId, await school.clock.now(school.db));
  return {
    sessions: living.map((session) => ({
      ...session,
      current: session.id === actor.sessionId,
      createdAt: session.createdAt.toISOString(),
      lastUsedAt: session.lastUsedAt.toISOString(),
      expiresAt: session.expiresAt.toISOString(),
    })),
  };
});

const endOwnSession = route(contract.endSession, async ({ school, actor, params, reply }) => {
  const ended = await inTransaction(school.db, async (tx) =>
    endSession(tx, actor.personId, params.sessionId, await school.clock.now(tx)),
  );
  if (!ended) return refuse('not-found', '產8');
  if (params.sessionId === actor.sessionId) clearCookie(school, reply);
  return undefined;
});

const endOtherSessions = route(contract.endOtherSessions, async ({ school, actor }) => ({
  endedSessions: await inTransaction(school.db, async (tx) => {
    const login = await lockLogin(tx, { personId: actor.personId });
    return login ? endSessions(tx, login.id, await school.clock.now(tx), actor.sessionId) : 0;
  }),
}));

export const routes: readonly Route[] = [
  signIn,
  signOut,
  whoAmI,
  changePassword,
  listSessions,
  endOwnSession,
  endOtherSessions,
  ...accountRoutes,
  ...appointmentRoutes,
  ...rightsRoutes,
];

async function whoIs(school: School, actor: Actor) {
  const held = await heldUntil(
    school.db,
    actor.appointments.map((appointment) => appointment.id),
  );
  const now = await school.clock.now(school.db);
  return {
    signedIn: actor.personId !== null,
    person: actor.personId === null ? null : { id: actor.personId, name: actor.name },
    registrations: actor.registrations,
    isStaff: actor.isStaff,
    appointments: actor.appointments.map(({ deputyFor, ...appointment }) => {
      const more = held.get(appointment.id);
      return {
        ...appointment,
        deputyFor: deputyFor === null ? null : { id: deputyFor, name: more?.deputyForName ?? '' },
        until: more?.endsOn ?? null,
      };
    }),
    school: { name: school.name, demo: school.demo },
    clock: { now: now.toISOString(), offsetMs: school.clock.offsetMs },
    mustChangePassword: actor.passwordDue ?? false,
    notices: holds(actor, 'system-keeper') && school.files.sameDisk ? ['second-home-same-disk' as const] : [],
  };
}

/** The new password's hash, when the old one fits and the new one is good enough. */
async function decideChange(
  school: School,
  actor: SignedIn,
  given: { current?: string; next: string },
): Promise<{ hash: string; key: Buffer } | Refusal> {
  const known = await knownOf(school.db, actor.personId);
  const nationalId = known.sealedId ? school.seal.open(known.sealedId) : null;
  const good = decidePassword(given.next, { ...known, nationalId }, passwordLimits);
  if (isRefusal(good)) return good;
  const key = failureKey(school, known.username);
  try {
    if (!actor.passwordDue) {
      const refused = await compareCurrent(school, key, known.password, given.current ?? '');
      if (refused) return refused;
    }
    if (await verifyPassword({ hash: known.password, password: given.next }))
      return refuse('password-same', passwordLimits.clause);
    return { hash: await hashPassword(given.next), key };
  } catch (error) {
    if (error instanceof TooMany) return refuse('too-busy', '產9', { seconds: 5 });
    throw error;
  }
}

/** Guessing the current password from an open session counts like guessing it at the door. */
async function compareCurrent(
  school: School,
  key: Buffer,
  hash: string,
  current: string,
): Promise<Refusal | undefined> {
  const { lockedUntil } = await inTransaction(school.db, async (tx) =>
    countTry(tx, key, await school.clock.now(tx), signInLimits),
  );
  if (!lockedUntil && (await verifyPassword({ hash, password: current }))) return undefined;
  return lockedUntil
    ? refuse('account-locked', signInLimits.clause, {
        failures: signInLimits.failures,
        minutes: signInLimits.lockMinutes,
        until: lockedUntil.toISOString(),
      })
    : refuse('current-password-wrong', passwordLimits.clause);
}

async function saveChange(
  tx: Tx,
  school: School,
  actor: SignedIn,
  change: { hash: string; key: Buffer; token: string },
): Promise<number> {
  const login = await lockLogin(tx, { personId: actor.personId });
  if (!login) throw new Error('Somebody is signed in without an account.');
  const now = await school.clock.now(tx);
  await setPassword(tx, login.id, change.hash, false, now);
  await spendCodes(tx, login.id, now);
  await clearFailures(tx, change.key);
  await rotateSession(tx, actor.sessionId, change.token, now);
  const ended = await endSessions(tx, login.id, now, actor.sessionId);
  await record(tx, actor, passwordChanged(login.id, login.personId), [], {
    offsetMs: school.clock.offsetMs,
  });
  return ended;
}
