import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { castNow, enrolments } from '../../tests/cast.ts';
import { announced, begin, draftFor, handIn, pdfFile, putBytes } from '../../tests/hand-in.ts';
import { type Client, openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { beginUpload, createOutcome, editDraft, outcomeDetail } from './contract.ts';

let opened: TestSchool;
let lin: Client;
beforeAll(async () => {
  opened = await openTestSchool();
  lin = opened.as('lin');
});
afterAll(() => opened.close());
beforeEach(() => opened.clock.moveTo(castNow));

const opens = Date.parse('2025-12-04T00:00:00+08:00');
const closes = Date.parse('2026-02-04T00:00:00+08:00');
const second = 1000;
const minute = 60 * second;
const at = (ms: number) => opened.clock.moveTo(new Date(ms));
const versions = async () =>
  (await opened.owner.query('select count(*)::int as n from outcome_version')).rows[0].n as number;

async function tryBegin(enrolmentId: string = enrolments.linMaths.id) {
  const outcomeId = await draftFor(lin, enrolmentId);
  return lin.call(beginUpload, {
    params: { outcomeId },
    body: { description: '期末專題', files: [announced(pdfFile())] },
  });
}

describe('附錄 the upload window over HTTP', () => {
  test('附錄 · one second before it opens: refused; as it opens: begun', async () => {
    at(opens - second);
    const early = await tryBegin();
    expect(early).toMatchObject({ status: 409, refusal: { refused: 'window-not-open', clause: '附錄' } });
    at(opens);
    expect((await tryBegin()).status).toBe(200);
  });

  test('附錄 · one second after closing: refused, and nothing is kept of it', async () => {
    at(closes + second);
    const late = await tryBegin();
    expect(late).toMatchObject({
      status: 409,
      refusal: {
        refused: 'window-closed',
        clause: '附錄',
        facts: { closed: new Date(closes).toISOString() },
      },
    });
    const { rows } = await opened.owner.query(
      'select count(*)::int as n from outcome_upload where begun_at >= $1',
      [new Date(closes)],
    );
    expect(rows[0].n).toBe(0);
  });

  test('產1 · begun ten seconds before closing, finished within the grace: both times are kept', async () => {
    const file = pdfFile();
    at(closes - 10 * second);
    const outcomeId = await draftFor(lin, enrolments.linMaths.id);
    const uploadId = await begin(lin, outcomeId, [file]);
    at(closes + 15 * minute - 10 * second);
    expect((await putBytes(lin, uploadId, file)).answer).toMatchObject({ state: 'received' });
    const { answer } = await lin.call(outcomeDetail, { params: { outcomeId } });
    const [version] = answer?.versions ?? [];
    expect(Date.parse(version?.begunAt ?? '')).toBeLessThan(closes);
    expect(Date.parse(version?.handedInAt ?? '')).toBeGreaterThan(closes);
  });

  test('產1 · one second after the grace: refused, no version', async () => {
    const file = pdfFile();
    at(closes - 10 * second);
    const uploadId = await begin(lin, await draftFor(lin, enrolments.linMaths.id), [file]);
    const before = await versions();
    at(closes + 15 * minute + second);
    expect(await putBytes(lin, uploadId, file)).toMatchObject({
      status: 409,
      refusal: { refused: 'grace-over', clause: '產1', facts: { minutes: 15 } },
    });
    expect(await versions()).toBe(before);
  });

  test('五(三)1 · drafts need no window', async () => {
    at(closes + 30 * 24 * 60 * minute);
    const made = await lin.call(createOutcome, {
      body: { enrolmentId: enrolments.linMaths.id, description: '想法' },
    });
    const outcomeId = made.answer?.outcomeId ?? '';
    const seen = (await lin.call(outcomeDetail, { params: { outcomeId } })).answer?.draft?.savedAt ?? null;
    const edited = await lin.call(editDraft, {
      params: { outcomeId },
      body: { description: '想法二', seen },
    });
    expect(edited.answer).toMatchObject({ description: '想法二', length: 3, max: 100 });
  });
});

describe('五(三)2 replacing', () => {
  test('五(三)2 · a new version before certification keeps the earlier one and takes no new place', async () => {
    const chen = opened.as('chen');
    const first = await handIn(chen, { enrolmentId: enrolments.chenMaths.id });
    for (let more = 0; more < 2; more += 1) await handIn(chen, { enrolmentId: enrolments.chenMaths.id });
    await handIn(chen, { enrolmentId: '', outcomeId: first.outcomeId, description: '改過的版本' });
    const { answer } = await chen.call(outcomeDetail, { params: { outcomeId: first.outcomeId } });
    expect(answer?.versions.map((version) => version.number)).toEqual([2, 1]);
    expect(answer?.quotas).toMatchObject([{ max: 3, used: 2 }]);
  });
});
