/**
 * A whole school over real HTTP on a real PostgreSQL, made from the template in a few hundred
 * milliseconds: `const school = await openTestSchool()`, then `school.as('lin').call(endpoint, …)`.
 */
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { inject } from 'vitest';
import { issueSession } from '../src/accounts/auth.ts';
import { type OpenSchool, openSchool } from '../src/app/school.ts';
import { startServer } from '../src/app/server.ts';
import { movableClock } from '../src/platform/clock.ts';
import type { AnswerOf, Endpoint } from '../src/platform/contract.ts';
import { openPool } from '../src/platform/db.ts';
import { openLog } from '../src/platform/log.ts';
import { startEmbedded } from '../src/platform/postgres.ts';
import type { Refusal } from '../src/regulation/refusal.ts';
import { type CastName, castNow, people } from './cast.ts';

export type { EmbeddedServer } from '../src/platform/postgres.ts';
export { startEmbedded };

export interface Answered<T> {
  status: number;
  /** The answer of a 2xx, else undefined. */
  answer: T | undefined;
  refusal: Refusal | undefined;
  headers: Headers;
}

export interface Client {
  call<E extends Endpoint>(endpoint: E, input?: CallInput): Promise<Answered<AnswerOf<E>>>;
  /** Raw request with this person's cookie and a same-origin header. */
  fetch(path: string, init?: RequestInit & { duplex?: 'half' }): Promise<Response>;
}

export interface CallInput {
  params?: Record<string, string>;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface TestSchool {
  school: OpenSchool;
  url: string;
  filesDir: string;
  databaseUrl: string;
  clock: ReturnType<typeof movableClock>;
  /** The superuser's connection, for looking and for tampering. */
  owner: pg.Pool;
  as(name: CastName): Client;
  anonymous: Client;
  close(): Promise<void>;
}

export async function openTestSchool(now: Date = castNow): Promise<TestSchool> {
  const admin = openPool(inject('postgres'), 'owner', 1);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await admin.query(`create database ${name} template ${inject('template')}`);
  const databaseUrl = inject('postgres').replace(/\/postgres$/, `/${name}`);
  const dir = mkdtempSync(join(tmpdir(), 'licheng-school-'));
  cpSync(inject('keysDir'), join(dir, 'keys'), { recursive: true });

  const clock = movableClock();
  clock.moveTo(now);
  const log = openLog(process.env['TEST_LOG'] ?? 'silent');
  const place = {
    databaseUrl,
    dataDir: dir,
    filesDir: join(dir, 'files'),
    secondFilesDir: join(dir, 'second'),
    publicUrl: 'http://127.0.0.1',
    allowVolatileStore: true,
  };
  const school = await openSchool(place, log, clock);
  const server = await startServer({
    schools: new Map([['*', school]]),
    host: '127.0.0.1',
    port: 0,
    trustProxy: 0,
    log,
  });
  const owner = openPool(databaseUrl, 'owner', 4);
  const cookies = new Map<CastName, Promise<string>>();

  return {
    school,
    url: server.url,
    filesDir: place.filesDir,
    databaseUrl,
    clock,
    owner,
    anonymous: clientOf(server.url, async () => ''),
    as: (person) =>
      clientOf(server.url, () => {
        const cookie = cookies.get(person) ?? issueSession(school, people[person].id);
        cookies.set(person, cookie);
        return cookie;
      }),
    async close() {
      await server.close();
      await school.close();
      await owner.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A client of any server: the cycle and the fault runs use it too. */
export function clientOf(url: string, cookieOf: () => Promise<string>): Client {
  const send: Client['fetch'] = async (path, init = {}) =>
    fetch(new URL(path, url), {
      ...init,
      headers: { cookie: await cookieOf(), origin: url, ...(init.headers as Record<string, string>) },
      redirect: 'manual',
    });
  return {
    fetch: send,
    async call(endpoint, input = {}) {
      const path = endpoint.path.replace(/:(\w+)/g, (_, key: string) =>
        encodeURIComponent(input.params?.[key] ?? ''),
      );
      const query = new URLSearchParams(
        Object.entries(input.query ?? {}).flatMap(([key, value]) =>
          value === undefined ? [] : [[key, String(value)]],
        ),
      );
      const hasBody = input.body !== undefined;
      const response = await send(`${path}${query.size > 0 ? `?${query}` : ''}`, {
        method: endpoint.method,
        headers: { ...(hasBody ? { 'content-type': 'application/json' } : {}), ...input.headers },
        body: hasBody ? JSON.stringify(input.body) : undefined,
      });
      const json: unknown = response.headers.get('content-type')?.includes('json')
        ? await response.json()
        : undefined;
      return {
        status: response.status,
        answer: response.ok ? (json as never) : undefined,
        refusal: response.ok ? undefined : (json as Refusal | undefined),
        headers: response.headers,
      };
    },
  };
}
