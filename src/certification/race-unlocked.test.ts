/** Planted defect: without the student's lock these races leave something behind. If this fails, race.test proves nothing. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { certifyReplaceWithdraw, chooseAndTakeBack } from '../../tests/races.ts';

vi.mock('../outcomes/store.ts', async (original) => ({
  ...(await original<typeof import('../outcomes/store.ts')>()),
  lockStudents: async () => undefined,
}));
// Between deciding and writing there is time for the others to decide and to write.
vi.mock('./store.ts', async (original) => {
  const store = await original<typeof import('./store.ts')>();
  return {
    ...store,
    decide: async (...decision: Parameters<typeof store.decide>) => {
      await sql`select pg_sleep(0.3)`.execute(decision[0]);
      return store.decide(...decision);
    },
  };
});
vi.mock('../selection/store.ts', async (original) => {
  const store = await original<typeof import('../selection/store.ts')>();
  return {
    ...store,
    saveChange: async (...chosen: Parameters<typeof store.saveChange>) => {
      await sql`select pg_sleep(0.3)`.execute(chosen[0]);
      return store.saveChange(...chosen);
    },
  };
});

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
