/** Planted defect: without the student's lock the cap does not hold. If this fails, the race test proves nothing. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { handInAll, performanceDraft, samplePerformances } from '../app/demo/performances.ts';

vi.mock('../outcomes/store.ts', async (original) =>
  (await import('../../tests/unlocked.ts')).unlocked(original),
);

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.close());

test('planted: without the lock more than ten get in', async () => {
  const lin = school.as('lin');
  const work = samplePerformances(114)['work'] ?? { fields: {} };
  const drafts = await Promise.all(Array.from({ length: 24 }, () => performanceDraft(lin, 'work')));
  const answers = await Promise.all(drafts.map((performanceId) => handInAll(lin, performanceId, work)));
  expect(answers.filter(({ answer }) => answer).length).toBeGreaterThan(10);
});
