/** One PostgreSQL server for a whole test run, with a template: a migrated school with the cast in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { foundSchool } from '../src/app/found.ts';
import { openSchool } from '../src/app/school.ts';
import { openLog } from '../src/platform/log.ts';
import { startEmbedded } from '../src/platform/postgres.ts';
import { enterCast, enterRules } from './cast.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: string;
    keysDir: string;
  }
}

export const template = 'cast_template';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'licheng-tests-'));
  // The tests kill the product, never this server; a disk flush would only slow them down.
  const server = await startEmbedded(join(dir, 'postgres'), ['fsync=off', 'max_connections=400']);
  await server.createDatabase(template);
  await foundSchool(server.url(template), {
    name: '海濱高級商業職業學校',
    code: '123456',
    continuingCode: '12345B',
    demo: false,
  });
  const school = await openSchool(
    {
      databaseUrl: server.url(template),
      dataDir: join(dir, 'data'),
      filesDir: join(dir, 'template-files'),
      secondFilesDir: join(dir, 'template-second'),
      publicUrl: 'http://127.0.0.1',
      allowVolatileStore: true,
    },
    openLog('silent'),
  );
  await enterCast(school);
  await enterRules(school);
  await school.close();
  project.provide('postgres', server.url('postgres'));
  project.provide('keysDir', join(dir, 'data', 'keys'));
  return async () => {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
    if (!server.clusterDir.startsWith(dir))
      rmSync(dirname(server.clusterDir), { recursive: true, force: true });
  };
}
