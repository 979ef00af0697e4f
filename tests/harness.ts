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
import { type Client, clientOf } from '../src/app/demo/http-client.ts';
import { type OpenSchool, openSchool } from '../src/app/school.ts';
import { startServer } from '../src/app/server.ts';
import { movableClock } from '../src/platform/clock.ts';
import { openPool } from '../src/platform/db.ts';
import { openLog } from '../src/platform/log.ts';
import type { MailPlace } from '../src/platform/mail.ts';
import { startEmbedded } from '../src/platform/postgres.ts';
import { type CastName, castNow, people } from './cast.ts';

export { type Answered, type Client, clientOf } from '../src/app/demo/http-client.ts';
export type { EmbeddedServer } from '../src/platform/postgres.ts';
export { startEmbedded };

export interface TestSchool {
  school: OpenSchool;
  url: string;
  filesDir: string;
  databaseUrl: string;
  clock: ReturnType<typeof movableClock>;
  /** The superuser's connection, for looking and for tampering. */
  owner: pg.Pool;
  as(name: CastName): Client;
  cookieOf(name: CastName): Promise<string>;
  anonymous: Client;
  /** Stops the school; its database and folders stay, to be the origin of others. */
  freeze(): Promise<Origin>;
  close(): Promise<void>;
}

/** What a school can be made from: a closed database, its keys, and both stores if it has any. */
export interface Origin {
  template: string;
  keysDir: string;
  stores?: { files: string; second: string };
}

/** @param webDir the built pages, for tests that look at them; @param log for tests that read it; @param mail for tests that get letters */
export async function openTestSchool(
  now: Date = castNow,
  webDir?: string,
  origin: Origin = { template: inject('template'), keysDir: inject('keysDir') },
  log = openLog(process.env['TEST_LOG'] ?? 'silent'),
  mail?: MailPlace,
): Promise<TestSchool> {
  const admin = openPool(inject('postgres'), 'owner', 1);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await admin.query(`create database ${name} template ${origin.template}`);
  const databaseUrl = inject('postgres').replace(/\/postgres$/, `/${name}`);
  const dir = mkdtempSync(join(tmpdir(), 'licheng-school-'));
  cpSync(origin.keysDir, join(dir, 'keys'), { recursive: true });
  if (origin.stores) {
    cpSync(origin.stores.files, join(dir, 'files'), { recursive: true });
    cpSync(origin.stores.second, join(dir, 'second'), { recursive: true });
  }

  const clock = movableClock();
  clock.moveTo(now);
  const place = {
    databaseUrl,
    dataDir: dir,
    filesDir: join(dir, 'files'),
    secondFilesDir: join(dir, 'second'),
    publicUrl: 'http://127.0.0.1',
    allowVolatileStore: true,
    mail,
  };
  const school = await openSchool(place, log, clock);
  const server = await startServer({
    schools: new Map([['*', school]]),
    host: '127.0.0.1',
    port: 0,
    trustProxy: 0,
    log,
    webDir,
  });
  const owner = openPool(databaseUrl, 'owner', 4);
  const cookies = new Map<CastName, Promise<string>>();
  const cookieOf = (person: CastName) => {
    const cookie = cookies.get(person) ?? issueSession(school, people[person].id);
    cookies.set(person, cookie);
    return cookie;
  };

  const stop = async () => {
    await server.close();
    await school.close();
    await owner.end();
  };
  return {
    school,
    url: server.url,
    filesDir: place.filesDir,
    databaseUrl,
    clock,
    owner,
    anonymous: clientOf(server.url, async () => ''),
    as: (person) => clientOf(server.url, () => cookieOf(person)),
    cookieOf,
    async freeze() {
      await stop();
      const stores = { files: place.filesDir, second: place.secondFilesDir };
      return { template: name, keysDir: join(dir, 'keys'), stores };
    },
    async close() {
      await stop();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
