import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schoolYear } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { enterDate, moveWindow, previewDate, ruleWindowAgain, schedule } from './contract.ts';

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
});
afterAll(() => town.close());

const key = { schoolYear, semester: 1 as const };
const upload = async () => {
  const { answer } = await town.anonymous.call(schedule);
  return answer?.windows.find((window) => window.of === 'outcome.upload' && window.key.semester === 1);
};

describe('四 schedule', () => {
  test('四 · anybody reads it, with start, end and clause', async () => {
    expect(await upload()).toMatchObject({
      opens: '2025-12-03T16:00:00.000Z',
      closes: '2026-02-03T16:00:00.000Z',
      clause: '附錄',
      override: null,
    });
  });

  test('四 · moving the closing ceremony is shown before it is done, then moves what hangs on it', async () => {
    const body = { name: 'closingCeremony', key, on: '2026-01-22' };
    const preview = await town.as('director').call(previewDate, { body });
    expect(preview.answer?.moves.map((move) => move.of)).toEqual(['outcome.upload', 'certification']);
    expect(await upload()).toMatchObject({ closes: '2026-02-03T16:00:00.000Z' });
    expect((await town.as('director').call(enterDate, { body })).status).toBe(200);
    expect(await upload()).toMatchObject({ closes: '2026-02-05T16:00:00.000Z' });
  });

  test('四 · only 教務主任 plans', async () => {
    const body = { name: 'closingCeremony', key, on: '2026-01-01' };
    for (const who of ['registrar', 'wang', 'lin'] as const) {
      expect((await town.as(who).call(enterDate, { body })).refusal).toMatchObject({
        refused: 'not-allowed',
        clause: '四',
      });
    }
    expect((await town.anonymous.call(enterDate, { body })).status).toBe(401);
  });

  test('國1 · an override below the national minimum is refused, above it both dates are shown', async () => {
    const move = (closes: string, reason = '寒流停課') =>
      town
        .as('director')
        .call(moveWindow, { body: { of: 'outcome.upload', key, opens: null, closes, reason } });
    expect((await move('2026-02-01T00:00:00+08:00')).refusal).toMatchObject({
      refused: 'national-minimum',
      clause: '國1',
    });
    expect((await move('2026-02-20T00:00:00+08:00', '')).refusal).toMatchObject({ clause: '產15' });
    expect((await move('2026-02-20T00:00:00+08:00')).status).toBe(200);
    expect(await upload()).toMatchObject({
      closes: '2026-02-19T16:00:00.000Z',
      ruled: { closes: '2026-02-05T16:00:00.000Z' },
      override: { reason: '寒流停課' },
    });
    expect(
      (await town.as('director').call(ruleWindowAgain, { body: { of: 'outcome.upload', key } })).status,
    ).toBe(200);
    expect(await upload()).toMatchObject({ closes: '2026-02-05T16:00:00.000Z', override: null });
  });
});
