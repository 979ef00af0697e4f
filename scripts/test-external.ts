/**
 * `DATABASE_URL=postgres://owner@host/postgres npm run test:external`: the API tests on a PostgreSQL of
 * yours (>= 15). The user must be allowed to create databases and roles; what the tests make they drop.
 */
import { spawnSync } from 'node:child_process';
import { readConfig } from '../src/platform/config.ts';

const read = readConfig();
const url = 'config' in read ? read.config.databaseUrl : undefined;
if (!url) {
  console.error(
    'Say which server: DATABASE_URL=postgres://user:password@host:5432/postgres npm run test:external',
  );
  process.exitCode = 2;
} else {
  const run = spawnSync('vitest', ['run', ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, TEST_DATABASE_URL: url },
  });
  process.exitCode = run.status ?? 1;
}
