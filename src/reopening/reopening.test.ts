import { describe, expect, test } from 'vitest';
import type { DatedWindow } from '../calendar/window.ts';
import { refuse } from '../regulation/refusal.ts';
import {
  decideEnding,
  decideReopening,
  lateWindow,
  mayReopen,
  type Reopening,
  windowAt,
  within,
} from './reopening.ts';

const at = (text: string) => new Date(`${text}+08:00`);
const opens = at('2025-12-04T00:00');
const closes = at('2026-02-04T00:00');
const latest = { at: at('2026-09-25T00:00'), clause: '附錄' };
const general: DatedWindow = {
  of: 'outcome.upload',
  window: { opens, closes },
  ruled: { opens, closes },
  clause: '附錄',
  from: { closes: 'closingCeremony + 2w' },
};
const reopening = (from: string, until: string): Reopening => ({
  reopeningId: `${from} ${until}`,
  reason: '住院',
  from: at(from),
  until: at(until),
});
const second = 1000;
const justBefore = (instant: Date) => new Date(instant.getTime() - second);

describe('the window of a student for whom it was opened again', () => {
  const one = reopening('2026-02-10T09:00', '2026-02-21T00:00');

  test('產80 · the general window counts to its last second; then the reopening’s, from its making', () => {
    expect(windowAt(general, [one], justBefore(closes))).toBe(general);
    expect(windowAt(general, [one], justBefore(one.from))).toBe(general);
    expect(windowAt(general, [one], one.from)).toMatchObject({
      clause: '產80',
      window: { opens: one.from, closes: one.until },
      reopening: one,
    });
  });
  test('產80 · one made before the closing goes on from it', () => {
    const early = reopening('2026-01-05T09:00', '2026-02-21T00:00');
    expect(windowAt(general, [early], justBefore(closes))).toBe(general);
    expect(windowAt(general, [early], closes).window).toEqual({ opens: closes, closes: early.until });
  });
  test('產80 · of several the one that is open the longest; over, it says when it was', () => {
    const longer = reopening('2026-02-11T09:00', '2026-02-28T00:00');
    expect(windowAt(general, [one, longer], longer.from).reopening).toBe(longer);
    expect(windowAt(general, [one], at('2026-03-01T00:00')).window.closes).toEqual(one.until);
  });
  test('國8 · none reaches beyond the last choosing, also where that moved after it was made', () => {
    const kept = {
      reopeningId: 'r',
      reason: '住院',
      from: '2026-09-01T00:00+08:00',
      until: '2026-09-30T00:00+08:00',
    };
    expect(within([kept], latest)[0]?.until).toEqual(latest.at);
    expect(within([{ ...kept, until: '2026-09-24T00:00+08:00' }], latest)[0]?.until).toEqual(
      at('2026-09-24T00:00'),
    );
  });
});

describe('certifying what came in late', () => {
  const certification: DatedWindow = {
    ...general,
    of: 'certification',
    window: { opens: null, closes: at('2026-02-11T00:00') },
  };

  test('產81 · seven days from the reopening’s end, never less than everybody has', () => {
    const late = reopening('2026-02-10T09:00', '2026-02-21T00:00');
    expect(lateWindow(certification, late, 7, latest)).toMatchObject({
      clause: '產81',
      window: { closes: at('2026-02-28T00:00') },
    });
    expect(lateWindow(certification, reopening('2026-01-30T09:00', '2026-02-04T00:00'), 7, latest)).toBe(
      certification,
    );
  });
  test('國8 · and no longer than it could be chosen', () => {
    const late = reopening('2026-09-01T09:00', '2026-09-20T00:00');
    expect(lateWindow(certification, late, 7, latest).window.closes).toEqual(latest.at);
  });
});

describe('opening again', () => {
  const facts = {
    rule: { upload: 'allowed' as const, clause: '產80' },
    windows: [{ window: general, latest }],
  };
  const now = at('2026-02-10T09:00');
  const wish = { students: 1, reason: '住院', closes: at('2026-02-21T00:00') };
  const asked = (change: Partial<typeof wish>, when = now) =>
    decideReopening(facts, { ...wish, ...change }, when);

  test('產80 · is for named students, with a reason', () => {
    expect(asked({})).toEqual({ accepted: true });
    expect(asked({ students: 0 })).toMatchObject({ refused: 'reopening-for-nobody' });
    expect(asked({ reason: ' ' })).toMatchObject({ refused: 'reopening-without-reason' });
  });
  test('產80 · its end lies after the general closing and after now, by a second at least', () => {
    expect(asked({ closes }, opens)).toMatchObject({ refused: 'reopening-too-short' });
    expect(asked({ closes: new Date(closes.getTime() + second) }, opens)).toEqual({ accepted: true });
    expect(asked({ closes: now })).toMatchObject({ refused: 'reopening-too-short' });
  });
  test('國8 · its end lies no later than the last choosing', () => {
    expect(asked({ closes: latest.at })).toEqual({ accepted: true });
    expect(asked({ closes: new Date(latest.at.getTime() + second) })).toMatchObject({
      refused: 'reopening-too-long',
      clause: '附錄',
    });
  });
  test('附錄 · nothing is opened again that has not opened yet, or has no date', () => {
    expect(asked({}, justBefore(opens))).toMatchObject({ refused: 'window-not-open' });
    const window = refuse('window-undated', '附錄', { of: 'outcome.upload' });
    expect(decideReopening({ ...facts, windows: [{ window, latest }] }, wish, now)).toBe(window);
  });
  test('產80 · every named student’s own window has to have room for it', () => {
    const earlier = { window: general, latest: { at: at('2026-02-20T00:00'), clause: '附錄' } };
    expect(decideReopening({ ...facts, windows: [...facts.windows, earlier] }, wish, now)).toMatchObject({
      refused: 'reopening-too-long',
    });
  });
  test('產80 · a text that says never is kept; one that says nothing leaves it to our default', () => {
    const rules = (upload?: 'allowed' | 'never', value = 1) => ({
      regulation: { reopening: { certification: 'allowed', upload, clause: '五(三)2' } } as never,
      defaults: new Map([['uploadReopening', { cite: '產80', key: 'uploadReopening', value, reason: '' }]]),
    });
    expect(mayReopen(rules())).toEqual({ upload: 'allowed', clause: '產80' });
    expect(mayReopen(rules(undefined, 0))).toEqual({ upload: 'never', clause: '產80' });
    expect(mayReopen(rules('never'))).toEqual({ upload: 'never', clause: '五(三)2' });
    expect(
      decideReopening({ ...facts, rule: { upload: 'never', clause: '五(三)2' } }, wish, now),
    ).toMatchObject({ refused: 'reopening-never', clause: '五(三)2' });
  });
});

describe('ending early', () => {
  const ends = at('2026-02-21T00:00');
  test('產80 · once, before its end, with a reason', () => {
    expect(decideEnding({ closes: ends, endedAt: null }, '已交', justBefore(ends))).toEqual({
      accepted: true,
    });
    expect(decideEnding({ closes: ends, endedAt: null }, '已交', ends)).toMatchObject({
      refused: 'reopening-over',
    });
    expect(decideEnding({ closes: ends, endedAt: opens }, '已交', opens)).toMatchObject({
      refused: 'reopening-over',
    });
    expect(decideEnding({ closes: ends, endedAt: null }, '', opens)).toMatchObject({
      refused: 'reopening-without-reason',
    });
  });
});
