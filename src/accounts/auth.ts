/**
 * Who acts: reads the session's cookie and asks the database, at every request, whose it is and what
 * they hold today. Nothing is cached, so an ended session or a revoked office is over at the next request.
 * @server
 */
import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { inTransaction } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { type Actor, anonymous } from './actor.ts';
import { loginOf } from './login-store.ts';
import { unmatchableHash } from './password.ts';
import { cookieOf, tokenOf } from './session-cookie.ts';
import { addSession, sessionOwner, touchSession } from './session-store.ts';

export async function actorOf(school: School, request: FastifyRequest): Promise<Actor> {
  const token = tokenOf(school, request);
  return token ? actorByToken(school, token) : anonymous;
}

export async function actorByToken(school: School, token: string): Promise<Actor> {
  const owner = await sessionOwner(school.db, token, school.clock.offsetMs);
  if (!owner) return anonymous;
  if (owner.stale) await touchSession(school.db, owner.sessionId, await school.clock.now(school.db));
  const { stale, appointments, ...known } = owner;
  // Who has left the school holds no office, whatever the lists still say.
  return { ...known, appointments: known.isStaff ? appointments : [] };
}

const tenYears = 3650 * 24 * 3_600_000;

/**
 * Signs a person in without a password and answers the `cookie` header their browser would send. For
 * composing code only (tests, cycle, benches): no endpoint leads here. Such a session never idles out.
 */
export async function issueSession(school: School, personId: string): Promise<string> {
  const token = newToken();
  await inTransaction(school.db, async (tx) => {
    const now = await school.clock.now(tx);
    await addSession(tx, {
      loginId: await loginOf(tx, personId, unmatchableHash()),
      token,
      now,
      expiresAt: new Date(now.getTime() + tenYears),
      idleMinutes: null,
    });
  });
  return cookieOf(school, token);
}

/** 192 random bits. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}
