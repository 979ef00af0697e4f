/**
 * The HTTP layer: serves contracts, answers refusals, sets the headers every answer carries.
 * It knows schools only as hosts, and actors only as what `actorOf` returned.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import underPressure from '@fastify/under-pressure';
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Endpoint, refusalShape } from './contract.ts';
import { serveHealth } from './health.ts';
import type { Logger } from './log.ts';
import { type Described, describeApi } from './openapi.ts';
import type { School } from './school.ts';
import { writable } from './writable.ts';

interface Served {
  endpoint: Endpoint;
  handle(call: unknown): Promise<unknown>;
}

export interface HttpParts<Actor> {
  log: Logger;
  trustProxy: number;
  /** The school a host name belongs to; undefined answers 404. */
  schoolOf(host: string): School | undefined;
  /** Whose health is told to who asks at this host. */
  schoolsAt(host: string): readonly School[];
  /** Who the request's session is, read from the database at every request. */
  actorOf(school: School, request: FastifyRequest): Promise<Actor>;
  isSignedIn(actor: Actor): boolean;
  routes: readonly { endpoint: Endpoint; handle: unknown }[];
}

/** What a status code says about a refusal; every other refusal is a conflict with the rules: 409. */
const statusOf: Record<string, number> = {
  'bad-input': 400,
  'not-signed-in': 401,
  'sign-in-failed': 401,
  'foreign-origin': 403,
  'not-allowed': 403,
  'account-disabled': 403,
  'password-due': 403,
  'other-division': 403,
  'not-found': 404,
  'no-receipt-lines': 404,
  'file-too-large': 413,
  'file-kind-refused': 415,
  'file-hash-mismatch': 422,
  'file-size-mismatch': 422,
  'file-broken': 422,
  'file-encrypted': 422,
  'file-too-many-pixels': 422,
  'too-many-tries': 429,
  'account-locked': 429,
  'too-busy': 503,
  'storage-full': 507,
  'storage-suspect': 503,
};

export async function buildHttp<Actor>(parts: HttpParts<Actor>): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: (_address, hop) => hop < parts.trustProxy,
    genReqId: () => randomUUID(),
    bodyLimit: 1024 * 1024,
    // Ctrl-C waits for answers under way, not for idle browsers.
    forceCloseConnections: 'idle',
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // Anything that is not JSON reaches its handler as the raw stream; only `takes: 'bytes'` endpoints read it.
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

  await app.register(cookie);
  await secureHeaders(app, (host) => parts.schoolOf(host)?.filesOrigin);
  await app.register(underPressure, { maxEventLoopDelay: 2000, pressureHandler: sayBusy });
  await describeApi(app);
  answerErrors(app);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-correlation-id', request.id);
    if (isForFilesOnly(request, parts.schoolOf(request.host))) return refused(reply, 'not-found', '產7');
  });
  app.addHook('preValidation', async (request) => {
    request.params = writable(request.params);
    request.query = writable(request.query);
    if (!(request.body instanceof Readable)) request.body = writable(request.body);
  });
  await app.register(async (scope) => {
    serveHealth(scope as unknown as FastifyInstance, parts.schoolsAt);
    for (const served of parts.routes) serve(scope as unknown as FastifyInstance, served as Served, parts);
    scope.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
  });
  return app;
}

/** Answered instead of carrying a request out: not before it is sent does the plugin go on, and finds it done. */
export async function sayBusy(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const refusal = { refused: 'too-busy', clause: '產9', facts: { seconds: 5 } };
  await reply.code(503).header('retry-after', '5').send(refusal);
}

/** The second, cookieless origin serves file links and nothing that anyone could sign in to. */
function isForFilesOnly(request: FastifyRequest, school: School | undefined): boolean {
  if (!school?.filesOrigin || new URL(school.filesOrigin).host !== request.host) return false;
  return !/^\/(files|health)\//.test(request.url);
}

async function secureHeaders(
  app: FastifyInstance,
  filesOriginOf: (host: string) => string | undefined,
): Promise<void> {
  const files = (request: IncomingMessage) => filesOriginOf(request.headers.host ?? '') ?? "'self'";
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'blob:', 'data:', files],
        mediaSrc: ["'self'", 'blob:', files],
        connectSrc: ["'self'", files],
        workerSrc: ["'self'", 'blob:'],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    // Only where people really come by https: a school trying the product on http must not lock itself out.
    strictTransportSecurity: false,
  });
  app.addHook('onSend', async (request, reply) => {
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000');
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store');
    reply.header('permissions-policy', 'camera=(self), microphone=(), geolocation=(), browsing-topics=()');
  });
}

function serve<Actor>(app: FastifyInstance, { endpoint, handle }: Served, parts: HttpParts<Actor>): void {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: schemaOf(endpoint),
    config: { described: { ...endpoint, answers: answersJson(endpoint) } } satisfies Described as object,
    async handler(request, reply) {
      const school = parts.schoolOf(request.host);
      if (!school) return refused(reply, 'not-found', '產8');
      if (cameFromElsewhere(request, school)) return refused(reply, 'foreign-origin', '產8');
      const actor = await parts.actorOf(school, request);
      if (endpoint.who === 'signed-in' && !parts.isSignedIn(actor))
        return refused(reply, 'not-signed-in', '五');
      const { params, query, body } = request;
      const answer = await handle({ school, actor, params, query, body, request, reply });
      if (reply.sent || answer === reply) return reply;
      if (typeof answer === 'object' && answer !== null && 'refused' in answer) {
        return reply.code(statusOf[String(answer.refused)] ?? 409).send(answer);
      }
      return answer === undefined ? reply.code(204).send() : reply.send(answer);
    },
  });
}

function schemaOf(endpoint: Endpoint) {
  const hasBody = endpoint.takes === 'json' && !(endpoint.body instanceof z.ZodUndefined);
  const refusals = Object.fromEntries(
    [400, 401, 403, 404, 409, 413, 415, 422, 429, 503, 507].map((status) => [status, refusalShape]),
  );
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    'x-right': endpoint.right,
    params: endpoint.params,
    querystring: endpoint.query,
    ...(hasBody ? { body: endpoint.body } : {}),
    response: {
      ...(answersJson(endpoint) ? { 200: endpoint.answer } : {}),
      ...refusals,
    },
  };
}

function answersJson({ gives, answer }: Endpoint): boolean {
  return gives === 'json' && !(answer instanceof z.ZodVoid);
}

/**
 * Cross-site request forgery: browsers always say where an unsafe request comes from. It must be where it goes to,
 * or the school's own address, which a proxy in front need not pass on as the host.
 */
function cameFromElsewhere(request: FastifyRequest, { publicUrl }: School): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const { origin } = request.headers;
  if (origin === undefined) return false;
  if (!URL.canParse(origin)) return true;
  return new URL(origin).host !== request.host && new URL(origin).origin !== new URL(publicUrl).origin;
}

function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error)) {
      const fields = error.validation
        .map((issue) => `${issue.instancePath.replace(/^\//, '') || '?'}: ${issue.message}`)
        .join('; ');
      return refused(reply, 'bad-input', '產7', { fields });
    }
    if (error.statusCode !== undefined && error.statusCode < 500) {
      return reply
        .code(error.statusCode)
        .send({ refused: 'bad-input', clause: '產7', facts: { fields: error.message } });
    }
    request.log.error({ err: error, req: request }, 'unexpected error');
    return reply
      .code(500)
      .send({ refused: 'unexpected', clause: '產7', facts: { correlationId: request.id } });
  });
  app.setNotFoundHandler((_request, reply) => refused(reply, 'not-found', '產7'));
}

function refused(
  reply: FastifyReply,
  reason: string,
  clause: string,
  facts: Record<string, string | number> = {},
) {
  return reply.code(statusOf[reason] ?? 409).send({ refused: reason, clause, facts });
}
