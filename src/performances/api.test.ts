import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castNow, people } from '../../tests/cast.ts';
import { announced, mp4File, pdfFile, pdfOf } from '../../tests/hand-in.ts';
import { type Client, openTestSchool, type TestSchool } from '../../tests/harness.ts';
import {
  announcePerformance,
  handedIn,
  handInAll,
  performanceDraft,
  putPerformance,
  sampleLicences,
  samplePerformances,
} from '../app/demo/performances.ts';
import { recordHistory } from '../history/contract.ts';
import { sequence } from '../ledger/later.ts';
import type { Receipt } from '../ledger/receipt.ts';
import { verifyLedger } from '../ledger/verify-ledger.ts';
import { verifyReceipt } from '../ledger/verify-receipt.ts';
import { inTransaction } from '../platform/db.ts';
import { categoryKeys } from './category.ts';
import {
  licences,
  myPerformances,
  openPerformanceFile,
  performanceDetail,
  performanceHandedIn,
  performanceUploadStatus,
  savePerformanceDraft,
  withdrawPerformance,
} from './contract.ts';
import { saveLicences } from './licence-store.ts';
import { performancesOf } from './standing-store.ts';

let school: TestSchool;
let lin: Client;
let chen: Client;
let ji: Client;
const right = samplePerformances(114);
const service = right['service'] ?? { fields: {} };

beforeAll(async () => {
  school = await openTestSchool();
  await inTransaction(school.school.db, (tx) =>
    saveLicences(
      tx,
      sampleLicences.map(([code = '', region = '', kind = '', name = '']) => ({
        code,
        region,
        class: kind,
        name,
      })),
    ),
  );
  lin = school.as('lin');
  chen = school.as('chen');
  ji = school.as('ji');
});
afterAll(() => school.close());

const detailOf = async (client: Client, performanceId: string) =>
  (await client.call(performanceDetail, { params: { performanceId } })).answer;

describe('handing in', () => {
  test('五(四) · each of the ten categories, without a file, at once and with its receipt', async () => {
    for (const category of categoryKeys) {
      const made = await handedIn(chen, category, right[category] ?? { fields: {} });
      const statement = JSON.parse(made.receipt.statement);
      expect(statement).toMatchObject({ performance: made.performanceId, version: { number: 1 }, files: [] });
      expect(statement.fields.every(([title]: [string]) => title !== '')).toBe(true);
    }
    const mine = (await chen.call(myPerformances)).answer;
    expect(mine?.quotas).toEqual([{ max: 10, used: 10, remaining: 0, clause: '五(四)' }]);
    expect(mine?.performances.map(({ category }) => category).sort()).toEqual([...categoryKeys].sort());
    const licence = mine?.performances.find(({ category }) => category === 'licence');
    expect(licence?.name).toBe('會計事務－人工記帳丙級技術士');
  });

  test('五(四) · the eleventh of a school year is refused, a new version of the tenth is not', async () => {
    const { refusal } = await handInAll(
      chen,
      await performanceDraft(chen, 'other'),
      right['other'] ?? service,
    );
    expect(refusal).toEqual({ refused: 'quota-full', clause: '五(四)', facts: { max: 10, used: 10 } });
    const mine = (await chen.call(myPerformances)).answer?.performances ?? [];
    const first = mine.find(({ state }) => state === 'handed-in');
    const again = first && (await handInAll(chen, first.performanceId, right[first.category] ?? service));
    expect(again?.answer).toMatchObject({ state: 'received', number: 2 });
  });

  test('五(四) · withdrawn, its place is free again', async () => {
    const { performances } = (await chen.call(myPerformances)).answer ?? { performances: [] };
    const performanceId = performances.find(({ state }) => state === 'handed-in')?.performanceId ?? '';
    const gone = await chen.call(withdrawPerformance, { params: { performanceId } });
    expect(gone.answer).toBeDefined();
    expect((await chen.call(myPerformances)).answer?.quotas[0]?.remaining).toBe(1);
    const again = await chen.call(withdrawPerformance, { params: { performanceId } });
    expect(again.refusal?.refused).toBe('performance-withdrawn');
    expect((await handInAll(chen, performanceId, service)).refusal?.refused).toBe('performance-withdrawn');
  });

  test('國7 · a document and a film with it; resumed, sent twice, the same receipt as JSON and PDF', async () => {
    const files = [pdfFile(), mp4File()];
    const performanceId = await performanceDraft(lin, 'service');
    const begun = await announcePerformance(lin, performanceId, { ...service, files });
    const uploadId = begun.answer?.state === 'waiting' ? begun.answer.uploadId : '';
    const [document, media] = files;
    if (!document || !media) throw new Error('Two files.');
    const first = await putPerformance(lin, uploadId, document);
    expect(first.answer).toMatchObject({ state: 'waiting', missing: ['media'] });
    expect((await lin.call(myPerformances)).answer?.quotas[0]?.used).toBe(0);
    const status = await lin.call(performanceUploadStatus, { params: { uploadId } });
    expect(status.answer).toMatchObject({ state: 'waiting', missing: ['media'] });
    const last = await putPerformance(lin, uploadId, media);
    const twice = await putPerformance(lin, uploadId, media);
    expect(last.answer?.state).toBe('received');
    expect(twice.answer).toEqual(last.answer);
    if (last.answer?.state !== 'received') return;

    await sequence(school.school);
    const path = `/api/performances/${performanceId}/versions/${last.answer.versionId}/receipt`;
    const receipt = (await (await lin.fetch(path)).json()) as Receipt;
    expect(receipt.statement).toBe(last.answer.receipt.statement);
    expect(verifyReceipt(receipt)).toMatchObject({ wrong: [], proven: true });
    const pdf = await lin.fetch(`${path}.pdf`);
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect((await ji.fetch(path)).status).toBe(404);
    const filed = JSON.parse(receipt.statement).files.map(({ sha256 }: { sha256: string }) => sha256);
    for (const sha256 of filed) expect(await school.school.files.verify(sha256)).toBe(true);
  });

  test('五(四) · edited: the kept file stays without being sent, the earlier version can still be opened', async () => {
    const made = await handedIn(ji, 'work', { ...(right['work'] ?? service), files: [pdfFile(), mp4File()] });
    const { performanceId, versionId } = made;
    const fields = { name: '老街的聲音（第二版）', finishedOn: '2025-12-01' };
    const edited = await handInAll(ji, performanceId, { fields, keep: ['document'] });
    expect(edited.answer).toMatchObject({ state: 'received', number: 2 });
    const detail = await detailOf(ji, performanceId);
    expect(detail?.versions.map(({ number, files }) => [number, files.map(({ slot }) => slot)])).toEqual([
      [2, ['document']],
      [1, ['document', 'media']],
    ]);
    const opened = await ji.call(openPerformanceFile, {
      params: { performanceId, versionId, slot: 'media' },
      body: {},
    });
    const bytes = await ji.fetch(opened.answer?.url ?? '');
    expect(bytes.status).toBe(200);
    expect((await lin.fetch(opened.answer?.url ?? '')).status).toBe(404);
    const history = await ji.call(recordHistory, {
      params: { registrationId: people.ji.registration, topic: 'performances' },
    });
    expect(history.answer?.changes.map(({ kind, label }) => [kind, label])).toEqual([
      ['changed', '作品成果紀錄：老街的聲音（第二版）'],
      ['added', '作品成果紀錄：老街的聲音（紀錄短片）'],
    ]);
    const gone = await handInAll(ji, performanceId, { fields, keep: ['media'] });
    expect(gone.refusal?.refused).toBe('performance-file-gone');
    const both = await handInAll(ji, performanceId, { fields, keep: ['document'], files: [pdfFile()] });
    expect(both.refusal?.refused).toBe('one-file-per-slot');
  });

  test.each([
    ['hours of 0', 'service', { hours: '0' }, {}, 'performance-field-too-small'],
    ['hours of −1', 'service', { hours: '-1' }, {}, 'performance-field-too-small'],
    ['a score of 0', 'licence', { score: '0' }, {}, 'performance-field-too-small'],
    ['an unknown licence', 'licence', { licence: '00000' }, {}, 'performance-licence-unknown'],
    ['a link to the school itself', 'work', {}, { link: 'https://127.0.0.1/x' }, 'link-inside'],
    ['a link without https', 'work', {}, { link: 'http://example.org/' }, 'link-not-https'],
    ['no description', 'work', {}, { description: ' ' }, 'description-missing'],
    ['101 characters', 'work', {}, { description: '𠮷'.repeat(101) }, 'description-too-long'],
  ])('五(四) · %s is refused and nothing of it is kept', async (_, category, change, more, reason) => {
    const wish = right[category] ?? service;
    const performanceId = await performanceDraft(lin, category);
    const answered = await announcePerformance(lin, performanceId, {
      ...wish,
      ...more,
      fields: { ...wish.fields, ...change },
    });
    expect(answered.refusal?.refused).toBe(reason);
    expect((await detailOf(lin, performanceId))?.versions).toEqual([]);
  });

  test('國7 · a hundred characters are enough; a file of another kind or size is not', async () => {
    const work = right['work'] ?? service;
    const made = await handedIn(lin, 'work', { ...work, description: '𠮷'.repeat(100) });
    expect(made.state).toBe('received');
    const performanceId = await performanceDraft(lin, 'work');
    const say = async (files: Parameters<typeof handInAll>[2]['files']) =>
      (await handInAll(lin, performanceId, { ...work, files })).refusal?.refused;
    expect(await say([{ slot: 'document', name: '作品.docx', bytes: pdfOf(2000) }])).toBe(
      'file-kind-refused',
    );
    expect(await say([{ slot: 'document', name: '作品.pdf', bytes: Buffer.alloc(4_194_305) }])).toBe(
      'file-too-large',
    );
    expect(await say([{ slot: 'document', name: '作品.png', bytes: pdfOf(2000) }])).toBe('file-kind-refused');
    expect(await say([{ slot: 'media', name: '作品.mp4', bytes: pdfOf(2000) }])).toBe('file-kind-refused');
  });
});

describe('drafts', () => {
  test('五(四) · a draft is kept as it is, private and uncounted; licences are found by a part of the name', async () => {
    const performanceId = await performanceDraft(lin, 'licence');
    const body = { fields: { score: '-1' }, description: '', link: 'http://', seen: null };
    const saved = await lin.call(savePerformanceDraft, { params: { performanceId }, body });
    expect(saved.answer).toBeDefined();
    expect((await detailOf(lin, performanceId))?.draft).toMatchObject({ description: '', link: 'http://' });
    expect(await detailOf(chen, performanceId)).toBeUndefined();
    const found = await lin.call(licences, { query: { text: '技術士 丙級 會計' } });
    expect(found.answer?.licences.map(({ code }) => code)).toEqual(['14901']);
    const long = { ...body, description: '字'.repeat(101), seen: saved.answer?.savedAt ?? null };
    const refused = await lin.call(savePerformanceDraft, { params: { performanceId }, body: long });
    expect(refused.refusal?.refused).toBe('description-too-long');
  });
});

describe('產5 · one draft in two windows', () => {
  const first = { fields: { name: '課後陪讀' }, description: '', link: '' };
  const save = (performanceId: string, body: typeof first, seen: string | null) =>
    lin.call(savePerformanceDraft, { params: { performanceId }, body: { ...body, seen } });

  test('the later save is refused and changes nothing; having seen the other one, it is kept', async () => {
    const performanceId = await performanceDraft(lin, 'service');
    const one = await save(performanceId, first, null);
    const savedAt = one.answer?.savedAt ?? '';
    const mine = { ...first, description: '這個視窗寫的' };
    expect((await save(performanceId, mine, null)).refusal).toEqual({
      refused: 'performance-draft-changed',
      clause: '產5',
      facts: { savedAt },
    });
    expect((await detailOf(lin, performanceId))?.draft).toMatchObject({ description: '', savedAt });
    expect((await save(performanceId, mine, savedAt)).answer).toBeDefined();
    expect((await detailOf(lin, performanceId))?.draft?.description).toBe('這個視窗寫的');
    expect((await save(performanceId, first, savedAt)).refusal?.refused).toBe('performance-draft-changed');
  });

  test('the same words once more, whose first answer got lost, are kept without a question', async () => {
    const performanceId = await performanceDraft(lin, 'service');
    await save(performanceId, first, null);
    expect((await save(performanceId, { ...first, description: '  ' }, null)).answer).toBeDefined();
  });

  test('of saves at once that saw nothing, one is kept, however often they meet', async () => {
    for (let round = 0; round < 5; round += 1) {
      const performanceId = await performanceDraft(lin, 'service');
      const saves = Array.from({ length: 20 }, (_, n) =>
        save(performanceId, { ...first, description: `第 ${n} 個` }, null),
      );
      expect((await Promise.all(saves)).filter(({ answer }) => answer)).toHaveLength(1);
    }
  });
});

test('五(四) · a file handed in before is known by its hash, to its student alone and until it is withdrawn', async () => {
  const file = pdfFile();
  const { performanceId } = await handedIn(lin, 'service', { ...service, files: [file] });
  const params = { sha256: announced(file).sha256 };
  expect((await lin.call(performanceHandedIn, { params })).answer?.found).toMatchObject({
    performanceId,
    category: 'service',
    name: file.name,
  });
  expect((await chen.call(performanceHandedIn, { params })).answer).toEqual({ found: null });
  await lin.call(withdrawPerformance, { params: { performanceId } });
  expect((await lin.call(performanceHandedIn, { params })).answer).toEqual({ found: null });
});

test('六(一) · what can be selected: what stands of a school year, each with its newest version', async () => {
  const { registration } = people.ji;
  const stands = await performancesOf(school.school.db, [registration], 114);
  expect(
    stands.map(({ category, number, schoolYear, files }) => [category, number, schoolYear, files.length]),
  ).toEqual([['work', 2, 114, 1]]);
  expect(await performancesOf(school.school.db, [registration], 115)).toEqual([]);
  const withdrawn = (await chen.call(myPerformances)).answer?.performances.filter(
    ({ state }) => state === 'withdrawn',
  );
  const left = await performancesOf(school.school.db, [people.chen.registration], 114);
  expect(withdrawn).toHaveLength(1);
  expect(left.some(({ performanceId }) => performanceId === withdrawn?.[0]?.performanceId)).toBe(false);
});

test('I1 · the ledger names every row that these acts wrote, as it stands', async () => {
  await sequence(school.school);
  expect((await verifyLedger(school.school.db)).findings).toEqual([]);
});

describe('the window', () => {
  test('附錄 · until the last day of the school year is over; what began before then counts in it', async () => {
    const day = (time: string) => new Date(`${time}+08:00`);
    const performanceId = await performanceDraft(lin, 'service');
    const file = pdfFile();
    school.clock.moveTo(day('2026-07-31T23:59:50'));
    const begun = await announcePerformance(lin, performanceId, { ...service, files: [file] });
    const uploadId = begun.answer?.state === 'waiting' ? begun.answer.uploadId : '';
    const lateId = await performanceDraft(lin, 'service');
    const slow = pdfFile();
    const late = await announcePerformance(lin, lateId, { ...service, files: [slow] });
    school.clock.moveTo(day('2026-08-01T00:14:00'));
    const put = await putPerformance(lin, uploadId, file);
    expect(put.answer?.state).toBe('received');
    expect((await detailOf(lin, performanceId))?.counted).toEqual({ schoolYear: 114, semester: 2 });
    const edited = await handInAll(lin, performanceId, { ...service, keep: ['document'] });
    expect(edited.refusal).toMatchObject({ refused: 'window-closed', clause: '附錄' });

    school.clock.moveTo(day('2026-08-01T00:16:00'));
    const over = late.answer?.state === 'waiting' ? late.answer.uploadId : '';
    expect((await putPerformance(lin, over, slow)).refusal).toMatchObject({
      refused: 'grace-over',
      clause: '產1',
    });
    const next = await handedIn(lin, 'service', service);
    expect((await detailOf(lin, next.performanceId))?.counted).toEqual({ schoolYear: 115, semester: 1 });
    expect((await lin.call(myPerformances)).answer?.quotas[0]?.used).toBe(1);
    school.clock.moveTo(castNow);
  });
});
