/**
 * Serves the built browser part. Assets are named by their content and never change; the one page is
 * sent fresh every time, with the nonce of this answer's content security policy.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** What the page carries where the nonces belong. */
const scriptNonce = '__CSP_NONCE__';
const styleNonce = '__CSP_STYLE_NONCE__';

export async function serveWeb(app: FastifyInstance, dir: string): Promise<void> {
  const page = readFileSync(join(dir, 'index.html'), 'utf8');
  await app.register(fastifyStatic, {
    root: join(dir, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    decorateReply: false,
  });
  const send = (reply: FastifyReply) =>
    reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(page.replaceAll(scriptNonce, reply.cspNonce.script).replaceAll(styleNonce, reply.cspNonce.style));
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    if (/^\/(api|files|assets)\//.test(request.url)) return reply.callNotFound();
    return send(reply);
  });
}
