import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { certifyReplaceWithdraw, chooseAndTakeBack } from '../../tests/races.ts';

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
});
afterAll(() => town.close());

test('五(三)2 · certified, replaced and withdrawn at once: what is certified is neither withdrawn nor replaced', async () => {
  const { answers, broken } = await certifyReplaceWithdraw(town);
  expect(broken).toBe(0);
  const refused = new Set(answers.flatMap(({ refusal }) => refusal?.refused ?? []));
  expect([...refused].every((reason) => known.has(reason))).toBe(true);
  // Of three acts on one work at least one meets what another has done.
  expect(answers.filter(({ refusal }) => refusal).length).toBeGreaterThanOrEqual(12);
});
const known = new Set(['newer-version', 'outcome-withdrawn', 'outcome-certified']);

test('六(一) · chosen while the certification is taken back: one of the two is refused', async () => {
  await town.owner.query('update outcome set withdrawn_at = now() where withdrawn_at is null');
  const { answers, broken } = await chooseAndTakeBack(town);
  expect(broken).toBe(0);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(4);
  const reasons = answers.flatMap(({ refusal }) => refusal?.refused ?? []);
  expect(reasons.every((reason) => reason === 'not-certified' || reason === 'already-selected')).toBe(true);
});
