import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { openPool } from '../src/platform/db.ts';
import { killRounds } from './faults/kill.ts';

const dir = mkdtempSync(join(tmpdir(), 'licheng-kill-'));
const database = `kill_${randomUUID().replaceAll('-', '')}`;
const admin = openPool(inject('postgres'), 'owner', 1);
afterAll(async () => {
  await admin.query(`drop database if exists ${database} with (force)`);
  await admin.end();
  rmSync(dir, { recursive: true, force: true });
});

describe('I1 received means kept', () => {
  test('I1 · twenty kills at random moments under twenty parallel uploads: every receipt is found again', async () => {
    await admin.query(`create database ${database}`);
    const result = await killRounds(20, {
      databaseUrl: inject('postgres').replace(/\/postgres$/, `/${database}`),
      dataDir: join(dir, 'data'),
      filesDir: join(dir, 'files'),
      secondFilesDir: join(dir, 'second'),
      publicUrl: 'http://127.0.0.1',
      allowVolatileStore: true,
    });
    expect(result.lost).toEqual([]);
    // Some kills came after answers and some before: otherwise nothing was tried.
    expect(result.promised).toBeGreaterThan(0);
    expect(result.unknown).toBeGreaterThan(0);
  }, 180_000);
});
