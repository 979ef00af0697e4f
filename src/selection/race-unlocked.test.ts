/** Planted defect: without the student's lock more than six stay chosen. If this fails, the race in api.test proves nothing. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { certifiedInRows, roundInRows, threeWishes } from '../../tests/races.ts';

vi.mock('../outcomes/store.ts', async (original) => ({
  ...(await original<typeof import('../outcomes/store.ts')>()),
  lockStudents: async () => undefined,
}));
// Between deciding and writing there is time for the others to decide as well.
vi.mock('./store.ts', async (original) => {
  const store = await original<typeof import('./store.ts')>();
  return {
    ...store,
    select: async (...chosen: Parameters<typeof store.select>) => {
      await sql`select pg_sleep(0.5)`.execute(chosen[0]);
      return store.select(...chosen);
    },
  };
});

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool(new Date('2026-08-10T09:00:00+08:00'));
});
afterAll(() => town.close());

test('planted: without the lock more than six stand chosen', async () => {
  const roundId = await roundInRows(town);
  const outcomeIds = await certifiedInRows(town, 9);
  expect((await threeWishes(town, roundId, outcomeIds)).standing).toBeGreaterThan(6);
});
