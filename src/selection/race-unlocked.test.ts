/** Planted defect: without the student's lock more than six stay chosen. If this fails, the race in api.test proves nothing. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import {
  certifiedInRows,
  performancesInRows,
  roundInRows,
  threePerformanceWishes,
  threeWishes,
} from '../../tests/races.ts';

vi.mock('../outcomes/store.ts', async (original) => ({
  ...(await original<typeof import('../outcomes/store.ts')>()),
  lockStudents: async () => undefined,
}));
// Between deciding and writing there is time for the others to decide as well.
vi.mock('./store.ts', async (original) => {
  const store = await original<typeof import('./store.ts')>();
  return {
    ...store,
    saveChange: async (...chosen: Parameters<typeof store.saveChange>) => {
      await sql`select pg_sleep(0.5)`.execute(chosen[0]);
      return store.saveChange(...chosen);
    },
  };
});

let town: TestSchool;
let roundId: string;
beforeAll(async () => {
  town = await openTestSchool(new Date('2026-08-10T09:00:00+08:00'));
  roundId = await roundInRows(town);
});
afterAll(() => town.close());

test('planted: without the lock more than six stand chosen', async () => {
  const outcomeIds = await certifiedInRows(town, 9);
  expect((await threeWishes(town, roundId, outcomeIds)).standing).toBeGreaterThan(6);
});

test('planted: without the lock more than ten performances stand chosen', async () => {
  const performanceIds = await performancesInRows(town, 30);
  expect((await threePerformanceWishes(town, roundId, performanceIds)).standing).toBeGreaterThan(10);
});
