import { afterAll, beforeAll, expect, test } from 'vitest';
import { pdfFile } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import {
  announcePerformance,
  handInAll,
  performanceDraft,
  putPerformance,
  samplePerformances,
} from '../app/demo/performances.ts';
import { myPerformances } from './contract.ts';

let school: TestSchool;
const work = samplePerformances(114)['work'] ?? { fields: {} };
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.close());

test('五(四) · fifty at once, half of them with a file: ten are stored, forty refused', async () => {
  const lin = school.as('lin');
  const works = await Promise.all(
    Array.from({ length: 50 }, async (_, index) => {
      const performanceId = await performanceDraft(lin, 'work');
      if (index % 2 === 0) return { send: () => handInAll(lin, performanceId, work) };
      const file = pdfFile();
      const begun = await announcePerformance(lin, performanceId, { ...work, files: [file] });
      const uploadId = begun.answer?.state === 'waiting' ? begun.answer.uploadId : '';
      return { send: () => putPerformance(lin, uploadId, file) };
    }),
  );
  const answers = await Promise.all(works.map(({ send }) => send()));
  expect(answers.filter(({ answer }) => answer?.state === 'received')).toHaveLength(10);
  const refused = answers.filter(({ refusal }) => refusal);
  expect(refused).toHaveLength(40);
  for (const one of refused)
    expect(one).toMatchObject({ status: 409, refusal: { refused: 'quota-full', clause: '五(四)' } });
  const { rows } = await school.owner.query(
    `select (select count(*)::int from performance_version) as versions,
      (select count(*)::int from ledger_line where act = 'performance.handedIn') as lines,
      (select count(*)::int from receipt where performance_version_id is not null) as receipts`,
  );
  expect(rows[0]).toEqual({ versions: 10, lines: 10, receipts: 10 });
  expect((await lin.call(myPerformances)).answer?.quotas[0]).toMatchObject({ used: 10, remaining: 0 });
});

test('I7 · the same bytes sent twenty times at once make one version, and every answer is the same', async () => {
  const chen = school.as('chen');
  const file = pdfFile(200_000);
  const performanceId = await performanceDraft(chen, 'work');
  const begun = await announcePerformance(chen, performanceId, { ...work, files: [file] });
  const uploadId = begun.answer?.state === 'waiting' ? begun.answer.uploadId : '';
  const puts = await Promise.all(Array.from({ length: 20 }, () => putPerformance(chen, uploadId, file)));
  expect(puts[0]?.answer?.state).toBe('received');
  for (const put of puts) expect(put.answer).toEqual(puts[0]?.answer);
});
