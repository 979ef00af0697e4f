/** 五(三)1: everything ever handed in stays openable, for whoever may see the work it belongs to. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appoint } from '../../tests/appoint.ts';
import { enrolments, people } from '../../tests/cast.ts';
import { handIn, pdfFile } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { must } from '../../tests/submitting.ts';
import { certificationItem, returnOutcome } from '../certification/contract.ts';
import { openFile, outcomeDetail, portfolioOfStudent } from './contract.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
  await appoint(school, 'he', 'homeroom', { class: 'dayOne' });
});
afterAll(() => school.close());

test('五(三)1 · earlier versions are listed and opened by student, teacher and office, byte for byte', async () => {
  const [first, second] = [pdfFile(3000), pdfFile(3001)];
  const lin = school.as('lin');
  const early = await handIn(lin, { enrolmentId: enrolments.linChinese.id, files: [first] });
  const { outcomeId } = early;
  const body = { versionId: early.versionId, reason: '請附封面' };
  must(await school.as('wang').call(returnOutcome, { params: { outcomeId }, body }));
  const late = await handIn(lin, { enrolmentId: enrolments.linChinese.id, outcomeId, files: [second] });

  const own = must(await lin.call(outcomeDetail, { params: { outcomeId } })).versions;
  expect(own.map(({ versionId }) => versionId)).toEqual([late.versionId, early.versionId]);
  const seen = must(await school.as('wang').call(certificationItem, { params: { outcomeId } })).versions;
  expect(seen.map(({ versionId }) => versionId)).toEqual([late.versionId, early.versionId]);
  const params = { registrationId: people.lin.registration };
  const worksOf = async (who: 'registrar' | 'he') =>
    must(await school.as(who).call(portfolioOfStudent, { params })).semesters[0]?.works ?? [];
  expect((await worksOf('registrar'))[0]?.opened?.earlier).toMatchObject([
    { versionId: early.versionId, number: 1, files: [{ slot: 'document', name: '報告.pdf' }] },
  ]);
  expect((await worksOf('he'))[0]?.opened).toBeNull();

  for (const [who, status] of [
    ['lin', 200],
    ['wang', 200],
    ['registrar', 200],
    ['he', 404],
    ['chen', 404],
    ['su', 404],
    ['night', 404],
  ] as const) {
    const client = school.as(who);
    const slot = { outcomeId, versionId: early.versionId, slot: 'document' as const };
    const link = await client.call(openFile, { params: slot, body: {} });
    expect([who, link.status]).toEqual([who, status]);
    if (link.answer) {
      const bytes = Buffer.from(await (await client.fetch(link.answer.url)).arrayBuffer());
      expect(bytes.equals(first.bytes)).toBe(true);
    }
  }
});
