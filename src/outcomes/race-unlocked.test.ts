/** Planted defect: without the student's lock the caps do not hold. If this fails, the race test proves nothing. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { enrolments } from '../../tests/cast.ts';
import { begin, draftFor, pdfFile, putBytes } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';

vi.mock('./store.ts', async (original) => (await import('../../tests/unlocked.ts')).unlocked(original));

let opened: TestSchool;
beforeAll(async () => {
  opened = await openTestSchool();
});
afterAll(() => opened.close());

test('planted: without the lock more than three get in', async () => {
  const lin = opened.as('lin');
  const uploads = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const file = pdfFile();
      return { file, uploadId: await begin(lin, await draftFor(lin, enrolments.linChinese.id), [file]) };
    }),
  );
  const puts = await Promise.all(uploads.map(({ uploadId, file }) => putBytes(lin, uploadId, file)));
  expect(puts.filter((put) => put.answer).length).toBeGreaterThan(3);
});
