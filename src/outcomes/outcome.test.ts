import { describe, expect, test } from 'vitest';
import { finishBy } from '../calendar/deadline.ts';
import type { DatedWindow } from '../calendar/window.ts';
import { refuse } from '../regulation/refusal.ts';
import {
  closesFor,
  decideDraft,
  decideUpload,
  decideWithdraw,
  stateOf,
  studentMay,
  type UploadFacts,
} from './outcome.ts';

const opens = new Date('2025-12-04T00:00:00+08:00');
const closes = new Date('2026-02-04T00:00:00+08:00');
const during = new Date('2025-12-10T10:00:00+08:00');
const minute = 60_000;
const later = (instant: Date, ms: number) => new Date(instant.getTime() + ms);

function dated(from: Date | null): DatedWindow {
  const window = { opens: from, closes };
  return {
    of: 'outcome.upload',
    window,
    ruled: window,
    clause: '附錄',
    from: { closes: 'closingCeremony + 2w' },
  };
}

function given(change: Partial<UploadFacts> = {}): UploadFacts {
  return {
    withdrawn: false,
    versions: 0,
    decision: null,
    enrolmentEnded: false,
    window: dated(opens),
    reopenings: [],
    grace: { minutes: 15, clause: '產1' },
    afterReturn: 'none',
    quotas: [{ max: 3, used: 0, clause: '五(三)1' }],
    ...change,
  };
}
const begin = (change: Partial<UploadFacts>, now = during) => decideUpload(given(change), now, now);

describe('附錄 the upload window', () => {
  test('附錄 · at the opening instant an upload begins, a millisecond before it is refused', () => {
    expect(begin({}, opens)).toEqual({ accepted: true });
    expect(begin({}, later(opens, -1))).toMatchObject({ refused: 'window-not-open', clause: '附錄' });
  });

  test('附錄 · the last millisecond of the closing day counts, the next is refused', () => {
    expect(begin({}, later(closes, -1))).toEqual({ accepted: true });
    expect(begin({}, closes)).toMatchObject({
      refused: 'window-closed',
      clause: '附錄',
      facts: { closed: closes.toISOString() },
    });
  });

  test('產1 · begun before closing, it may finish within the grace and not one millisecond later', () => {
    const begun = later(closes, -1);
    expect(decideUpload(given(), begun, later(closes, 15 * minute - 1))).toEqual({ accepted: true });
    expect(decideUpload(given(), begun, later(closes, 15 * minute))).toMatchObject({
      refused: 'grace-over',
      clause: '產1',
      facts: { minutes: 15 },
    });
    expect(finishBy(closes, given().grace)).toEqual(later(closes, 15 * minute));
  });

  test('產1 · the grace is no longer window: an upload begun after closing is refused within it', () => {
    expect(begin({}, later(closes, minute))).toMatchObject({ refused: 'window-closed', clause: '附錄' });
  });

  test('附錄 · begun before an opening that staff moved to later: refused', () => {
    expect(decideUpload(given(), later(opens, -minute), during)).toMatchObject({
      refused: 'window-not-open',
    });
  });

  test('附錄 · a window without an opening is open from the start; one without dates is not open', () => {
    expect(begin({ window: dated(null) }, new Date(0))).toEqual({ accepted: true });
    const undated = refuse('window-undated', '附錄', { event: 'closingCeremony' });
    expect(begin({ window: undated })).toBe(undated);
  });
});

describe('五(三)1 places', () => {
  test('五(三)1 · the third outcome of a subject is accepted, the fourth refused', () => {
    expect(begin({ quotas: [{ max: 3, used: 2, clause: '五(三)1' }] })).toEqual({ accepted: true });
    expect(begin({ quotas: [{ max: 3, used: 3, clause: '五(三)1' }] })).toEqual({
      refused: 'quota-full',
      clause: '五(三)1',
      facts: { max: 3, used: 3 },
    });
  });

  test('五(三)1 · of several caps the one that is full refuses, with its own clause', () => {
    const quotas = [
      { max: 3, used: 1, clause: '五(三)1' },
      { max: 8, used: 8, clause: '五(三)9' },
    ];
    expect(begin({ quotas })).toMatchObject({ refused: 'quota-full', clause: '五(三)9' });
    expect(begin({ quotas: [] })).toEqual({ accepted: true });
  });

  test('五(三)1 · a cap of 0 takes nothing', () => {
    expect(begin({ quotas: [{ max: 0, used: 0, clause: '五(三)1' }] })).toMatchObject({
      refused: 'quota-full',
    });
  });

  test('五(三)1 · a new version of what already counts takes no new place', () => {
    const quotas = [{ max: 3, used: 3, clause: '五(三)1' }];
    expect(begin({ quotas, versions: 1 })).toEqual({ accepted: true });
    expect(begin({ quotas, versions: 1, decision: 'returned' })).toEqual({ accepted: true });
    expect(begin({ quotas, versions: 0 })).toMatchObject({ refused: 'quota-full' });
  });

  test('五(三)1 · a course no longer taken gets nothing new, but what was handed in can be mended', () => {
    expect(begin({ enrolmentEnded: true })).toMatchObject({ refused: 'enrolment-ended' });
    expect(begin({ enrolmentEnded: true, versions: 1 })).toEqual({ accepted: true });
    expect(decideDraft(given({ enrolmentEnded: true }))).toMatchObject({ refused: 'enrolment-ended' });
  });
});

describe('五(三)2 after certification', () => {
  const certified = { versions: 1, decision: 'certified' } as const;

  test('五(三)2 · a certified outcome cannot be replaced, edited or withdrawn', () => {
    const refusal = { refused: 'outcome-certified', clause: '五(三)2' };
    expect(begin(certified)).toMatchObject(refusal);
    expect(decideDraft(given(certified))).toMatchObject(refusal);
    expect(decideWithdraw(given(certified))).toMatchObject(refusal);
    expect(studentMay(given(certified), during)).toEqual([]);
  });

  test('五(三)2 · before certification all three are free, withdrawing even after closing (國5)', () => {
    expect(studentMay(given({ versions: 1 }), during)).toEqual(['edit', 'upload', 'withdraw']);
    expect(studentMay(given({ versions: 1 }), closes)).toEqual(['edit', 'withdraw']);
  });

  test('五(三)1 · what was withdrawn stays withdrawn', () => {
    const gone = { versions: 1, withdrawn: true };
    for (const decided of [begin(gone), decideDraft(given(gone)), decideWithdraw(given(gone))]) {
      expect(decided).toMatchObject({ refused: 'outcome-withdrawn', clause: '五(三)1' });
    }
  });

  test('國4 · a return lengthens the window only by what the regulation gives, and only for returned work', () => {
    const returned = { versions: 1, decision: 'returned' } as const;
    expect(begin(returned, closes)).toMatchObject({ refused: 'window-closed', clause: '附錄' });
    const week = { ...returned, afterReturn: '1w' };
    const until = new Date('2026-02-11T00:00:00+08:00');
    expect(closesFor(given(week), dated(opens))).toEqual(until);
    expect(begin(week, closes)).toEqual({ accepted: true });
    expect(begin(week, later(until, -1))).toEqual({ accepted: true });
    expect(begin(week, until)).toMatchObject({
      refused: 'window-closed',
      facts: { closed: until.toISOString() },
    });
    expect(begin({ versions: 1, afterReturn: '1w' }, closes)).toMatchObject({ refused: 'window-closed' });
  });
});

test.each([
  [{ withdrawn: true, versions: 2, decision: 'returned' }, 'withdrawn'],
  [{ withdrawn: false, versions: 0, decision: null }, 'draft'],
  [{ withdrawn: false, versions: 1, decision: null }, 'received'],
  [{ withdrawn: false, versions: 2, decision: 'returned' }, 'returned'],
  [{ withdrawn: false, versions: 1, decision: 'certified' }, 'certified'],
] as const)('五(三)1 · %o is %s', (standing, state) => {
  expect(stateOf(standing)).toBe(state);
});
