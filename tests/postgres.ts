/**
 * One PostgreSQL server for a whole test run, with a template: a founded school with the cast in it.
 * The embedded server, or the one TEST_DATABASE_URL names (`npm run test:external`).
 */
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { foundSchool } from '../src/app/found.ts';
import { openSchool } from '../src/app/school.ts';
import { openPool } from '../src/platform/db.ts';
import { openLog } from '../src/platform/log.ts';
import { startEmbedded } from '../src/platform/postgres.ts';
import { enterCast, enterRules } from './cast.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A superuser's address of the server, with `/postgres` at its end. */
    postgres: string;
    template: string;
    keysDir: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'licheng-tests-'));
  // Open to the server's own user, so that it need not move elsewhere.
  chmodSync(dir, 0o755);
  const server = await startServer(join(dir, 'postgres'));
  const template = `licheng_cast_${randomUUID().slice(0, 8)}`;
  await server.administer(`create database ${template}`);
  await enterTemplate(server.url.replace(/\/postgres$/, `/${template}`), dir);
  project.provide('postgres', server.url);
  project.provide('template', template);
  project.provide('keysDir', join(dir, 'data', 'keys'));
  return async () => {
    await server.administer(`drop database ${template} with (force)`);
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}

async function startServer(dir: string) {
  const given = process.env['TEST_DATABASE_URL'];
  // The tests kill the product, never this server; a disk flush would only slow them down.
  const embedded = given ? undefined : await startEmbedded(dir, ['fsync=off', 'max_connections=400']);
  const url = given?.replace(/\/[^/]*$/, '/postgres') ?? embedded?.url('postgres') ?? '';
  return {
    url,
    async administer(statement: string) {
      const pool = openPool(url, 'owner', 1);
      await pool.query(statement);
      await pool.end();
    },
    async stop() {
      if (!embedded) return;
      await embedded.stop();
      if (!embedded.clusterDir.startsWith(dir))
        rmSync(dirname(embedded.clusterDir), { recursive: true, force: true });
    },
  };
}

async function enterTemplate(databaseUrl: string, dir: string): Promise<void> {
  await foundSchool(databaseUrl, {
    name: '海濱高級商業職業學校',
    code: '123456',
    continuingCode: '12345B',
    demo: false,
  });
  const place = {
    databaseUrl,
    dataDir: join(dir, 'data'),
    filesDir: join(dir, 'template-files'),
    secondFilesDir: join(dir, 'template-second'),
    publicUrl: 'http://127.0.0.1',
    allowVolatileStore: true,
  };
  const school = await openSchool(place, openLog('silent'));
  await enterCast(school);
  await enterRules(school);
  await school.close();
}
