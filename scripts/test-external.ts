/**
 * `DATABASE_URL=postgres://owner@host/postgres npm run test:external`: the API tests on a PostgreSQL of
 * yours (>= 15). The user must be allowed to create databases and roles; what the tests make they drop.
 */
import { spawnSync } from 'node:child_process';
import { readConfig } from '../src/platform/config.ts';

/** What starts a server of its own says nothing about yours; pages are the same on any. */
const elsewhere = ['tests/journeys/**', 'tests/start.test.ts', 'tests/kill.test.ts'];

const read = readConfig();
const url = 'config' in read ? read.config.databaseUrl : undefined;
if (!url) {
  console.error(
    'Say which server: DATABASE_URL=postgres://user:password@host:5432/postgres npm run test:external',
  );
  process.exitCode = 2;
} else {
  // Under another name: nothing that runs here may take your database for the product's own.
  const { DATABASE_URL: _, ...environment } = process.env;
  const excluded = elsewhere.flatMap((pattern) => ['--exclude', pattern]);
  const run = spawnSync('vitest', ['run', ...excluded, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...environment, TEST_DATABASE_URL: url },
  });
  process.exitCode = run.status ?? 1;
}
