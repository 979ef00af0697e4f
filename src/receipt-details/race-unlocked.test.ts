/** Planted defect: without the lock on the task a doubt is taken beside the sign-off. If this fails, race.test proves nothing. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { calledCorrect, doubtsAndSignOff } from '../../tests/receiving.ts';

vi.mock('./task-facts.ts', async (original) => ({
  ...(await original<typeof import('./task-facts.ts')>()),
  shareTask: async () => undefined,
}));
// All four have decided before the first of them writes, however slow the machine is.
vi.mock('./answer-store.ts', async (original) => {
  const store = await original<typeof import('./answer-store.ts')>();
  return {
    ...store,
    saveSignOff: async (...said: Parameters<typeof store.saveSignOff>) => {
      await sql`select pg_sleep(2)`.execute(said[0]);
      return store.saveSignOff(...said);
    },
    saveAnswer: async (...said: Parameters<typeof store.saveAnswer>) => {
      if (said[1].answer === 'doubt') await sql`select pg_sleep(4)`.execute(said[0]);
      return store.saveAnswer(...said);
    },
  };
});

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
});
afterAll(() => town.close());

test('planted: without the lock it is signed off and doubted', async () => {
  const { doubts, signedOff } = await doubtsAndSignOff(town, await calledCorrect(town));
  expect(signedOff && doubts > 0).toBe(true);
}, 60_000);
