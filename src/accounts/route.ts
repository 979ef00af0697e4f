/** Joins a contract to its handler. Every slice's `api.ts` exports `routes`, a list of these. @server */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AnswerOf, BodyOf, Endpoint, ParamsOf, QueryOf } from '../platform/contract.ts';
import type { School } from '../platform/school.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';
import type { Actor } from './actor.ts';
import { passwordLimits } from './limits.ts';

/** An actor who has signed in: what every handler of a `who: 'signed-in'` endpoint receives. */
export interface SignedIn extends Actor {
  personId: string;
  sessionId: string;
}

export interface Call<E extends Endpoint, A = SignedIn> {
  school: School;
  actor: A;
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
  /** The raw request: only for `takes: 'bytes'`, cookies and headers. */
  request: FastifyRequest;
  reply: FastifyReply;
}

/** What a `gives: 'bytes'` handler answers: the reply it has already begun to send. */
type Answered<E extends Endpoint> = AnswerOf<E> | FastifyReply | Refusal;

export interface Route {
  endpoint: Endpoint;
  handle: (call: Call<Endpoint, Actor>) => Promise<unknown>;
}

/**
 * For signed-in people. Load → decide → save → answer; a returned Refusal becomes its HTTP answer.
 * Who still has the password they were given is let in nowhere but where they set their own.
 */
export function route<E extends Endpoint>(
  endpoint: E,
  handle: (call: Call<E, SignedIn>) => Promise<Answered<E>>,
  { whilePasswordDue = false } = {},
): Route {
  const guarded = async (call: Call<E, SignedIn>) =>
    call.actor.passwordDue && !whilePasswordDue
      ? refuse('password-due', passwordLimits.clause)
      : handle(call);
  return { endpoint, handle: guarded as unknown as Route['handle'] };
}

/** For anyone, signed in or not: the actor may be anonymous. The endpoint says `who: 'anyone'`. */
export function openRoute<E extends Endpoint>(
  endpoint: E,
  handle: (call: Call<E, Actor>) => Promise<Answered<E>>,
): Route {
  return { endpoint, handle: handle as unknown as Route['handle'] };
}
