import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { calledCorrect, doubtsAndSignOff } from '../../tests/receiving.ts';

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
});
afterAll(() => town.close());

test('六(三) · doubts and the sign-off at the same moment: never both', async () => {
  const { doubts, signedOff, refusals } = await doubtsAndSignOff(town, await calledCorrect(town));
  expect([signedOff, doubts > 0].sort()).toEqual([false, true]);
  expect(new Set(refusals).size).toBeLessThanOrEqual(1);
  expect(['already-signed-off', 'doubts-open']).toContain(refusals[0]);
}, 60_000);
