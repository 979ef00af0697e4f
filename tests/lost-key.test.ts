import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { openSchool } from '../src/app/school.ts';
import { openPool } from '../src/platform/db.ts';
import { openLog } from '../src/platform/log.ts';

test('I2 · without the key of its ID numbers a school does not start, and makes no other key', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'licheng-key-'));
  const admin = openPool(inject('postgres'), 'owner', 1);
  await admin.query(`create database lost_key template ${inject('template')}`);
  const place = {
    databaseUrl: inject('postgres').replace(/\/postgres$/, '/lost_key'),
    dataDir: dir,
    filesDir: join(dir, 'files'),
    secondFilesDir: join(dir, 'second'),
    publicUrl: 'http://127.0.0.1',
    allowVolatileStore: true,
  };
  cpSync(inject('keysDir'), join(dir, 'keys'), { recursive: true });
  rmSync(join(dir, 'keys/identity.key'));
  try {
    for (const _ of [1, 2])
      await expect(openSchool(place, openLog('silent'))).rejects.toThrow(/identity\.key, is gone/);
    cpSync(inject('keysDir'), join(dir, 'keys'), { recursive: true });
    await (await openSchool(place, openLog('silent'))).close();
  } finally {
    await admin.query('drop database lost_key with (force)');
    await admin.end();
    rmSync(dir, { recursive: true, force: true });
  }
});
