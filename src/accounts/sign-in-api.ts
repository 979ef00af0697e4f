/** Signing in: count the try, compare, open the session. One answer for every wrong name or password. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { record, theHouse } from '../ledger/record.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { accountLocked, sessionOpened } from './account.ts';
import { newToken } from './auth.ts';
import { codeKey, codeOpens } from './code-store.ts';
import { clearFailures, countTry, failureKey, failuresFor, giveTryBack } from './failure-store.ts';
import { sessionLimits, signInLimits } from './limits.ts';
import { lockLogin } from './login-store.ts';
import { sendCookie, tokenOf } from './session-cookie.ts';
import { addSession, endByToken, endSession, noteOrigin } from './session-store.ts';
import { looksLikeCode, normalUsername } from './sign-in.ts';
import { TooMany } from './turns.ts';

interface Try {
  username: string;
  key: Buffer;
  password: string;
  userAgent: string;
}

/** Opens a session and sends its cookie, or says why not. Answers the new session's token. */
export async function enter(
  school: School,
  given: { username: string; password: string },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string | Refusal> {
  const username = normalUsername(given.username);
  const tried: Try = {
    username,
    key: failureKey(school, username),
    password: given.password,
    userAgent: request.headers['user-agent'] ?? '',
  };
  const counted = await inTransaction(school.db, (tx) => count(tx, school, tried));
  if (isRefusal(counted)) return locked(reply, counted);
  const opened = await compare(school, tried);
  if (isRefusal(opened)) {
    reply.header('retry-after', 5);
    return opened;
  }
  if (!opened) {
    if (counted.left === 0) {
      const lock = await inTransaction(school.db, (tx) => noteLock(tx, school, tried));
      return locked(reply, lockRefusal(lock.until, lock.now));
    }
    return refuse('sign-in-failed', signInLimits.clause, { left: counted.left, ...lockFacts });
  }
  const { disabled } = await inTransaction(school.db, (tx) => settle(tx, school, tried, opened, request));
  if (disabled) return refuse('account-disabled', '五');
  sendCookie(school, reply, opened.token, sessionLimits.longestHours * 3600);
  return opened.token;
}

const lockFacts = { failures: signInLimits.failures, minutes: signInLimits.lockMinutes };

async function count(tx: Tx, school: School, tried: Try): Promise<{ left: number } | Refusal> {
  const now = await school.clock.now(tx);
  const { lockedUntil, failures } = await countTry(tx, tried.key, now, signInLimits);
  if (lockedUntil) return lockRefusal(lockedUntil, now);
  return { left: signInLimits.failures - failures.count };
}

interface Opened {
  token: string;
  by: 'password' | 'code';
}

/** undefined: neither password nor code fits. The work is the same whether the name exists or not. */
async function compare(school: School, tried: Try): Promise<Opened | undefined | Refusal> {
  try {
    const token = await comparePassword(school, tried);
    if (token) return { token, by: 'password' };
  } catch (error) {
    if (!(error instanceof TooMany)) throw error;
    await inTransaction(school.db, (tx) => giveTryBack(tx, tried.key));
    return refuse('too-busy', '產9', { seconds: 5 });
  }
  return looksLikeCode(tried.password)
    ? inTransaction(school.db, (tx) => compareCode(tx, school, tried))
    : undefined;
}

async function comparePassword(school: School, tried: Try): Promise<string | undefined> {
  // Loaded at the first sign-in: the library takes 0.4 s to load, and starting should not wait for it.
  const [{ libraryOf }, { isAPIError }] = await Promise.all([
    import('./library.ts'),
    import('better-auth/api'),
  ]);
  try {
    const { token } = await libraryOf(school, sessionLimits).api.signInUsername({
      body: { username: tried.username, password: tried.password },
      headers: new Headers({ 'user-agent': tried.userAgent }),
    });
    return token;
  } catch (error) {
    if (isAPIError(error) && error.status === 'UNAUTHORIZED') return undefined;
    throw error;
  }
}

async function compareCode(tx: Tx, school: School, tried: Try): Promise<Opened | undefined> {
  const login = await lockLogin(tx, { username: tried.username });
  const now = await school.clock.now(tx);
  if (!login || !(await codeOpens(tx, login.id, codeKey(school, tried.password), now))) return undefined;
  const token = newToken();
  await addSession(tx, {
    loginId: login.id,
    token,
    now,
    expiresAt: new Date(now.getTime() + sessionLimits.longestHours * 3_600_000),
    idleMinutes: sessionLimits.idleMinutes,
  });
  return { token, by: 'code' };
}

/** The session is there; now what belongs to it: failures forgotten, the browser's earlier session ended, the line. */
async function settle(
  tx: Tx,
  school: School,
  tried: Try,
  opened: Opened,
  request: FastifyRequest,
): Promise<{ disabled: boolean }> {
  const now = await school.clock.now(tx);
  const session = await noteOrigin(tx, opened.token, request.ip, tried.userAgent);
  const login = await lockLogin(tx, { id: session.loginId });
  if (!login) throw new Error('A session without an account.');
  await clearFailures(tx, tried.key);
  if (login.disabledAt) {
    await endSession(tx, login.personId, session.id, now);
    return { disabled: true };
  }
  const earlier = tokenOf(school, request);
  if (earlier) await endByToken(tx, earlier, now);
  await record(tx, login, sessionOpened(login.id, login.personId, opened.by), [], {
    offsetMs: school.clock.offsetMs,
  });
  return { disabled: false };
}

/** The fifth failure in a row: the lock is written down and said at once. */
async function noteLock(tx: Tx, school: School, tried: Try): Promise<{ until: Date; now: Date }> {
  const now = await school.clock.now(tx);
  const login = await lockLogin(tx, { username: tried.username });
  const until = (await failuresFor(tx, [tried.key]))[0]?.lockedUntil ?? now;
  await record(tx, theHouse, accountLocked(login, until), [], { offsetMs: school.clock.offsetMs });
  return { until, now };
}

function lockRefusal(until: Date, now: Date): Refusal {
  const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
  return refuse('account-locked', signInLimits.clause, { seconds, until: until.toISOString(), ...lockFacts });
}

function locked(reply: FastifyReply, refusal: Refusal): Refusal {
  reply.header('retry-after', Number(refusal.facts['seconds']));
  return refusal;
}
