/** Planted defect: without the lock on the round a choice on its way is missed. If this fails, race.test proves nothing. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { packedWhileChosen } from '../../tests/races.ts';

vi.mock('./round-store.ts', async (original) => ({
  ...(await original<typeof import('./round-store.ts')>()),
  lockRound: async () => undefined,
}));

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
});
afterAll(() => town.close());

test('planted: without the lock it is not packed', async () => {
  expect(await packedWhileChosen(town)).toBe(1);
}, 60_000);
