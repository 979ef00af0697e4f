/**
 * One endpoint, described once: the server serves it, the browser calls it, OpenAPI prints it.
 * Shared by both sides, so only zod may be imported here.
 */
import { z } from 'zod';

export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  /** camelCase verb, unique in the product: the OpenAPI operation id. */
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  /** Fastify path, e.g. `/api/outcomes/:outcomeId/certification`. */
  path: string;
  /** Key of the right that lets somebody in (`accounts/rights.ts`). */
  right: string;
  /** Who may knock at all. What each of them may do is decided by the slice's rights. */
  who: 'anyone' | 'signed-in';
  summary: string;
  params: Params;
  query: Query;
  body: Body;
  answer: Answer;
  /** `bytes`: the body is a raw stream the handler reads itself (uploads). */
  takes: 'json' | 'bytes';
  /** `bytes`: the handler streams the answer itself (downloads). */
  gives: 'json' | 'bytes';
}

const nothing = z.object({});
type Nothing = typeof nothing;

export function endpoint<
  Params extends z.ZodType = Nothing,
  Query extends z.ZodType = Nothing,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodVoid,
>(described: {
  name: string;
  right: string;
  method: Endpoint['method'];
  path: string;
  who?: Endpoint['who'];
  summary: string;
  params?: Params;
  query?: Query;
  body?: Body;
  answer?: Answer;
  takes?: Endpoint['takes'];
  gives?: Endpoint['gives'];
}): Endpoint<Params, Query, Body, Answer> {
  return {
    who: 'signed-in',
    takes: 'json',
    gives: 'json',
    params: nothing as unknown as Params,
    query: nothing as unknown as Query,
    body: z.undefined() as unknown as Body,
    answer: z.void() as unknown as Answer,
    ...described,
  };
}

export type ParamsOf<E extends Endpoint> = z.output<E['params']>;
export type QueryOf<E extends Endpoint> = z.output<E['query']>;
export type BodyOf<E extends Endpoint> = z.output<E['body']>;
export type AnswerOf<E extends Endpoint> = z.input<E['answer']>;

/** What a caller receives when an act is refused. Same shape as `Refusal` in `regulation/`. */
export const refusalShape = z.object({
  refused: z.string(),
  clause: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** Common field shapes, so that every contract says the same thing the same way. */
export const id = z.uuid();
export const day = z.iso.date();
export const instant = z.iso.datetime({ offset: true });
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Asking for a file link, what is answered, and the link itself: 256 random bits, base64url. */
export const linkWish = z.object({ disposition: z.enum(['inline', 'attachment']).default('inline') });
export const linkGiven = z.object({
  url: z.string(),
  mediaType: z.string(),
  name: z.string(),
  expiresAt: instant,
});
export const linkParams = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });
