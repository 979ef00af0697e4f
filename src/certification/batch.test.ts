import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrolments, offerings, people } from '../../tests/cast.ts';
import { handIn, pdfFile } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { batchAgainstSingle, waitingWorks } from '../../tests/races.ts';
import { must } from '../../tests/submitting.ts';
import { sequence } from '../ledger/later.ts';
import { verifyLedger } from '../ledger/verify-ledger.ts';
import { wishedOnce } from './batch.ts';
import { decideBatch, previewBatch } from './batch-contract.ts';
import { certificationItem, certificationQueue, certify, noteOpened } from './contract.ts';

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
});
afterAll(() => town.close());

test('五(三)2 · a work named twice is decided on once, by the first wish', () => {
  const wish = { outcomeId: 'a', versionId: '1' };
  expect(wishedOnce([wish, { outcomeId: 'b', versionId: '1' }, { outcomeId: 'a', versionId: '2' }])).toEqual([
    wish,
    { outcomeId: 'b', versionId: '1' },
  ]);
});

describe('五(三)2 many at once', () => {
  test('五(三)2 · the preview says what would be left out and why; deciding does exactly that, a line each', async () => {
    const works = await waitingWorks(town);
    const [decided, changed, opened] = works;
    if (!decided || !changed || !opened) throw new Error('Too few works.');
    const params = { outcomeId: decided.outcomeId };
    must(await town.as('wang').call(certify, { params, body: { versionId: decided.versionId } }));
    await handIn(town.as(changed.who), { enrolmentId: changed.enrolmentId, outcomeId: changed.outcomeId });
    const look = { params: { outcomeId: opened.outcomeId }, body: { versionId: opened.versionId } };
    expect((await town.as('wang').call(noteOpened, look)).status).toBe(204);
    const foreign = await handIn(town.as('chen'), { enrolmentId: enrolments.chenMaths.id });
    const items = [...works, foreign].map(({ outcomeId, versionId }) => ({ outcomeId, versionId }));

    const before = await lines();
    const preview = must(await town.as('wang').call(previewBatch, { body: { items } })).items;
    expect(preview.map(({ refusal }) => refusal?.refused ?? null)).toEqual([
      'already-decided',
      'newer-version',
      ...works.slice(2).map(() => null),
      'not-found',
    ]);
    expect(preview.map((one) => one.opened).slice(0, 4)).toEqual([false, false, true, false]);
    expect(await lines()).toBe(before);

    const body = { decision: 'certified' as const, reason: '', items };
    const done = must(await town.as('wang').call(decideBatch, { body })).items;
    expect(done.map(({ refusal }) => refusal?.refused ?? null)).toEqual(
      preview.map(({ refusal }) => refusal?.refused ?? null),
    );
    expect(await lines()).toBe(before + works.length - 2);
    await sequence(town.school);
    expect((await verifyLedger(town.school.db)).findings).toEqual([]);
  });

  test('國4 · returned together with one reason; without one nothing is returned', async () => {
    const works = await waitingWorks(town);
    const items = works.map(({ outcomeId, versionId }) => ({ outcomeId, versionId }));
    const empty = { decision: 'returned' as const, reason: ' ', items };
    expect((await town.as('wang').call(decideBatch, { body: empty })).refusal).toMatchObject({
      refused: 'return-reason-length',
      clause: '國4',
    });
    const body = { ...empty, reason: '請附上封面。' };
    const done = must(await town.as('wang').call(decideBatch, { body })).items;
    expect(done.every(({ certificationId }) => certificationId !== null)).toBe(true);
    const item = must(
      await town.as('wang').call(certificationItem, { params: { outcomeId: works[0]?.outcomeId ?? '' } }),
    );
    expect(item.versions[0]?.decisions).toMatchObject([{ reason: '請附上封面。', by: '王若蘭', own: true }]);
  });

  test('五(三)2 · nobody else’s works: the batch of a stranger finds nothing there', async () => {
    const items = (await waitingWorks(town)).map(({ outcomeId, versionId }) => ({ outcomeId, versionId }));
    const body = { decision: 'certified' as const, reason: '', items };
    expect((await town.as('su').call(decideBatch, { body })).status).toBe(404);
    expect((await town.as('lin').call(previewBatch, { body: { items } })).status).toBe(404);
  });

  test('五(三)2 · a batch and single decisions at once: each work is decided once and answered once', async () => {
    const { answers, standing, works } = await batchAgainstSingle(town);
    expect(standing).toBe(works);
    expect(answers.filter((answer) => answer === null)).toHaveLength(works);
    expect(new Set(answers.filter((answer) => answer !== null))).toEqual(new Set(['already-decided']));
  });
});

describe('what a teacher is shown beside the decision', () => {
  test('五(三)2 · the same bytes of two students in one’s own courses are named, and to no other teacher', async () => {
    await town.owner.query('update outcome set withdrawn_at = now() where withdrawn_at is null');
    const file = pdfFile();
    const first = await handIn(town.as('lin'), { enrolmentId: enrolments.linChinese.id, files: [file] });
    const second = await handIn(town.as('ji'), { enrolmentId: enrolments.jiChinese.id, files: [file] });
    const maths = await handIn(town.as('chen'), { enrolmentId: enrolments.chenMaths.id, files: [file] });
    const same = async (who: 'wang' | 'su', outcomeId: string) =>
      must(await town.as(who).call(certificationItem, { params: { outcomeId } })).sameBytes;
    expect(await same('wang', first.outcomeId)).toMatchObject([
      { outcomeId: second.outcomeId, student: { name: people.ji.name } },
    ]);
    expect(await same('su', maths.outcomeId)).toEqual([]);
  });

  test('國3 · the queue says in whose place and until when; the teacher sees what the deputy did', async () => {
    await town.owner.query(
      `insert into appointment (person_id, office, deputy_for, starts_on, ends_on) values ($1, 'deputy', $2, '2025-12-01', '2025-12-12')`,
      [people.he.id, people.wang.id],
    );
    const queue = must(await town.as('he').call(certificationQueue));
    const course = queue.courses.find(({ offeringId }) => offeringId === offerings.chinese.id);
    expect(course).toMatchObject({
      deputyFor: { name: '王若蘭', until: '2025-12-12' },
      teachers: ['王若蘭'],
    });
    const [item] = course?.items.filter(({ state }) => state === 'waiting') ?? [];
    const params = { outcomeId: item?.outcomeId ?? '' };
    must(await town.as('he').call(certify, { params, body: { versionId: item?.versionId ?? '' } }));
    const seen = must(await town.as('wang').call(certificationQueue, { query: { state: 'certified' } }));
    const now = seen.courses
      .flatMap(({ items }) => items)
      .find(({ outcomeId }) => outcomeId === item?.outcomeId);
    expect(now?.decided).toMatchObject({ by: '何語彤', whose: 'deputy' });
    const { versions } = must(await town.as('wang').call(certificationItem, { params }));
    expect(versions[0]?.decisions).toMatchObject([{ by: '何語彤', inPlaceOf: '王若蘭', own: false }]);
  });
});

async function lines(): Promise<number> {
  const { rows } = await town.owner.query<{ count: number }>(
    `select count(*)::int as count from ledger_line where act like 'certification.%'`,
  );
  return rows[0]?.count ?? 0;
}
