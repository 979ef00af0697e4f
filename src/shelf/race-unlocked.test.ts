/** Planted defect: without the student's lock the space does not hold. If this fails, the race test proves nothing. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { fiftyAtOnce } from '../../tests/shelf-space.ts';

vi.mock('../outcomes/store.ts', async (original) =>
  (await import('../../tests/unlocked.ts')).unlocked(original),
);

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.close());

test('planted: without the lock more is kept than there is room for', async () => {
  expect((await fiftyAtOnce(school)).over).toBeGreaterThan(0);
});
