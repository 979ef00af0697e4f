/** The demo school as its first visitor meets it: the accounts it prints open. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { signIn } from '../src/accounts/contract.ts';
import { enterDemo } from '../src/app/demo/demo.ts';
import { clientOf } from '../src/app/demo/http-client.ts';
import { openSchool } from '../src/app/school.ts';
import { startServer } from '../src/app/server.ts';
import { openPool } from '../src/platform/db.ts';
import { openLog } from '../src/platform/log.ts';

test('every account that the demo prints signs in with the password beside it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'licheng-demo-'));
  const name = `licheng_demo_${randomUUID().slice(0, 8)}`;
  const server = openPool(inject('postgres'), 'owner', 1);
  await server.query(`create database ${name}`);
  const place = {
    databaseUrl: inject('postgres').replace(/\/postgres$/, `/${name}`),
    dataDir: join(dir, 'data'),
    filesDir: join(dir, 'files'),
    secondFilesDir: join(dir, 'second'),
    publicUrl: 'http://127.0.0.1',
    allowVolatileStore: true,
  };
  const log = openLog('silent');
  const lines = await enterDemo(place, log);
  const school = await openSchool(place, log);
  const { url, close } = await startServer({
    schools: new Map([['*', school]]),
    host: '127.0.0.1',
    port: 0,
    trustProxy: 0,
    log,
  });
  try {
    expect(lines).toHaveLength(8);
    for (const line of lines) {
      const [, username = '', password = ''] = line.split(/\s+/);
      const { status } = await clientOf(url, async () => '').call(signIn, { body: { username, password } });
      expect({ line, status }).toEqual({ line, status: 200 });
    }
  } finally {
    await close();
    await school.close();
    await server.query(`drop database ${name} with (force)`);
    await server.end();
    rmSync(dir, { recursive: true, force: true });
  }
}, 300_000);
