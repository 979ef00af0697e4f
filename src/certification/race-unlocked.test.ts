/** Planted defect: without the student's lock these races leave something behind. If this fails, race.test proves nothing. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { certifyReplaceWithdraw, chooseAndTakeBack } from '../../tests/races.ts';
import type { Tx } from '../platform/db.ts';

vi.mock('../outcomes/store.ts', async (original) => ({
  ...(await original<typeof import('../outcomes/store.ts')>()),
  lockStudents: async (tx: Tx) => {
    await sql`select pg_sleep(0.05)`.execute(tx);
  },
}));

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
});
afterAll(() => town.close());

test('planted: without the lock something certified is withdrawn or replaced', async () => {
  expect((await certifyReplaceWithdraw(town)).broken).toBeGreaterThan(0);
});

test('planted: without the lock something stands chosen that is not certified', async () => {
  await town.owner.query('update outcome set withdrawn_at = now() where withdrawn_at is null');
  expect((await chooseAndTakeBack(town)).broken).toBeGreaterThan(0);
});
