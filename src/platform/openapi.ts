/** OpenAPI 3.1, generated from the contracts: what a school's other systems and testers read. */
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { Endpoint } from './contract.ts';

/** What a route's `config` carries of its contract, beyond what its schema can say. */
export interface Described {
  described?: Pick<Endpoint, 'who' | 'takes' | 'gives'> & { answers: boolean };
}

export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Licheng',
        version: '1',
        description: 'Learning-portfolio platform for senior high schools',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'licheng',
            description: 'The cookie that signing in sends; its full name carries the school.',
          },
        },
      },
    },
    transform,
  });
}

const bytes = { type: 'string', format: 'binary' } as const;

/** Adds to a contract's shapes what they leave out: raw bytes, empty answers, who may knock. */
const transform: typeof jsonSchemaTransform = (document) => {
  const made = jsonSchemaTransform(document);
  const { described } = (('route' in document && document.route.config) || {}) as Described;
  if (!described) return made;
  const { who, takes, gives, answers } = described;
  const schema = made.schema as Record<string, unknown>;
  const success =
    gives === 'bytes'
      ? { 200: { description: 'The bytes', content: { 'application/octet-stream': { schema: bytes } } } }
      : answers
        ? {}
        : { 204: { description: 'Done', type: 'null' } };
  return {
    url: made.url,
    schema: {
      ...schema,
      ...(takes === 'bytes' ? { body: bytes, consumes: ['application/octet-stream'] } : {}),
      security: who === 'signed-in' ? [{ session: [] }] : [],
      response: { ...success, ...(schema['response'] as object) },
    },
  };
};
