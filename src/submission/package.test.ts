import { describe, expect, test } from 'vitest';
import { type Actor, anonymous } from '../accounts/actor.ts';
import { packagedRegulation, parseRegulation } from '../regulation/parse.ts';
import { decideHandOver, decidePackage, type TaskFacts } from './package.ts';
import { decideRound, mayOpenRound, mayWatch, submits } from './round.ts';

const text = parseRegulation(packagedRegulation());
if ('wrong' in text) throw new Error(text.wrong.join('\n'));
const { regulation } = text;

const closes = new Date('2026-03-01T00:00:00+08:00');
const deadline = new Date('2026-03-22T00:00:00+08:00');
const second = 1000;
const leaving = (outcomeIds: string[], reason: string, acknowledged = false) => ({
  leaveOut: { outcomeIds, reason },
  acknowledged,
});
const nobody = leaving([], '');

function given(change: Partial<TaskFacts> = {}): TaskFacts {
  return {
    roundClosed: false,
    selectionCloses: { at: closes, clause: '附錄' },
    submission: { opens: null, closes: deadline, clause: '附錄' },
    packages: [],
    selected: ['a', 'b'],
    blocked: new Set(),
    doubtful: new Set(),
    ...change,
  };
}

describe('六(二)2 packing', () => {
  test('附錄 · one second before the selection ends it is refused, at its end accepted', () => {
    expect(decidePackage(given(), nobody, new Date(closes.getTime() - second))).toMatchObject({
      refused: 'selection-still-open',
      clause: '附錄',
    });
    expect(decidePackage(given(), nobody, closes)).toEqual({ outcomeIds: ['a', 'b'] });
  });

  test('附錄 · one second before the national deadline it is accepted, at the deadline refused', () => {
    expect(decidePackage(given(), nobody, new Date(deadline.getTime() - second))).toEqual({
      outcomeIds: ['a', 'b'],
    });
    expect(decidePackage(given(), nobody, deadline)).toMatchObject({
      refused: 'national-deadline-passed',
      clause: '附錄',
    });
  });

  test('附錄 · one second before submitting opens it is refused, at its opening accepted', () => {
    const opens = new Date(closes.getTime() + 60 * second);
    const facts = given({ submission: { opens, closes: deadline, clause: '附錄' } });
    expect(decidePackage(facts, nobody, new Date(opens.getTime() - second))).toMatchObject({
      refused: 'submission-not-open',
      clause: '附錄',
    });
    expect(decidePackage(facts, nobody, opens)).toMatchObject({ outcomeIds: ['a', 'b'] });
  });

  test('六(二)2 · one package at a time', () => {
    expect(decidePackage(given({ packages: ['replaced', 'building'] }), nobody, closes)).toMatchObject({
      refused: 'package-building',
    });
    expect(decidePackage(given({ packages: ['handed-over', 'failed'] }), nobody, closes)).toMatchObject({
      outcomeIds: ['a', 'b'],
    });
  });

  test('六(二)2 · a blocking finding stops it until that outcome is left out by name, with a reason', () => {
    const facts = given({ blocked: new Set(['b']) });
    expect(decidePackage(facts, nobody, closes)).toMatchObject({
      refused: 'blocking-findings',
      facts: { count: 1 },
    });
    expect(decidePackage(facts, leaving(['b'], ' '), closes)).toMatchObject({
      refused: 'reason-needed',
    });
    expect(decidePackage(facts, leaving(['b'], '課程代碼未核定'), closes)).toEqual({
      outcomeIds: ['a'],
    });
  });

  test('六(一) · what nothing stands against cannot be kept back', () => {
    expect(decidePackage(given(), leaving(['a'], 'no'), closes)).toMatchObject({
      refused: 'nothing-against-outcome',
      clause: '六(一)',
    });
  });

  test('六(二)2 · what does not block has to be acknowledged, unless its outcome stays behind anyway', () => {
    const facts = given({ doubtful: new Set(['a']) });
    expect(decidePackage(facts, nobody, closes)).toMatchObject({
      refused: 'findings-unacknowledged',
      facts: { count: 1 },
    });
    expect(decidePackage(facts, leaving([], '', true), closes)).toEqual({ outcomeIds: ['a', 'b'] });
    const left = given({ doubtful: new Set(['a']), blocked: new Set(['a']) });
    expect(decidePackage(left, leaving(['a'], '未核定'), closes)).toEqual({ outcomeIds: ['b'] });
    expect(decidePackage(left, leaving([], '', true), closes)).toMatchObject({
      refused: 'blocking-findings',
    });
  });

  test('六(二)2 · an empty list is no package', () => {
    expect(decidePackage(given({ selected: [] }), nobody, closes)).toMatchObject({
      refused: 'nothing-selected',
    });
    const all = given({ selected: ['a'], blocked: new Set(['a']) });
    expect(decidePackage(all, leaving(['a'], 'r'), closes)).toMatchObject({
      refused: 'nothing-selected',
    });
  });
});

describe('六(二)2 handing over', () => {
  const built = new Date('2026-03-02T09:00:00+08:00');
  const made = { state: 'ready', builtAt: built } as const;
  const facts = {
    now: new Date('2026-04-01T00:00:00+08:00'),
    submission: { opens: null, closes: deadline, clause: '附錄' },
  };

  test('only what is ready can be handed over', () => {
    for (const state of ['building', 'failed', 'handed-over', 'replaced'] as const) {
      expect(decideHandOver({ state, builtAt: built }, built, facts)).toMatchObject({
        refused: 'package-not-ready',
      });
    }
    expect(decideHandOver(made, built, facts)).toEqual({ accepted: true });
  });

  test('附錄 · by the national deadline, though it may be noted down later', () => {
    expect(decideHandOver(made, new Date(deadline.getTime() - second), facts)).toEqual({ accepted: true });
    expect(decideHandOver(made, deadline, facts)).toMatchObject({ refused: 'national-deadline-passed' });
  });

  test('not before it was built and not in the future', () => {
    expect(decideHandOver(made, new Date(built.getTime() - second), facts)).toMatchObject({
      refused: 'before-built',
    });
    const early = { ...facts, now: built };
    expect(decideHandOver(made, new Date(built.getTime() + second), early)).toMatchObject({
      refused: 'time-in-future',
    });
  });
});

describe('六(二)2 who submits', () => {
  const holding = (office: string, division: 'day' | 'continuing' | null): Actor => ({
    ...anonymous,
    personId: 'p',
    appointments: [{ id: 'a', office, division, classId: null, deputyFor: null, offeringId: null }],
  });

  test('註冊組 for the day division, 進修部教務組 for the continuing one, neither for the other', () => {
    const registrar = holding('registrar', 'day');
    const night = holding('continuing-academic', 'continuing');
    expect([
      submits(registrar, 'day', regulation) !== undefined,
      submits(registrar, 'continuing', regulation) !== undefined,
    ]).toEqual([true, false]);
    expect([
      submits(night, 'day', regulation) !== undefined,
      submits(night, 'continuing', regulation) !== undefined,
    ]).toEqual([false, true]);
    expect(mayWatch(registrar, 'continuing', regulation)).toBe(false);
  });

  test('教務主任 looks on over both and submits neither', () => {
    const director = holding('academic-director', null);
    expect([
      submits(director, 'day', regulation) !== undefined,
      mayWatch(director, 'day', regulation),
      mayWatch(director, 'continuing', regulation),
    ]).toEqual([false, true, true]);
    expect(mayOpenRound(director, regulation)).toBe(true);
    expect(mayOpenRound(anonymous, regulation)).toBe(false);
  });

  test('國8 · a round is for a year around today, a known batch, and once', () => {
    const facts = { current: 114, hasCode: true, exists: false };
    const key = { schoolYear: 114, gradeBand: 'one-two', batch: 1 } as const;
    expect([113, 114, 115].map((schoolYear) => decideRound({ ...key, schoolYear }, facts))).toEqual(
      Array(3).fill({ accepted: true }),
    );
    expect([112, 116].map((schoolYear) => decideRound({ ...key, schoolYear }, facts))).toMatchObject(
      Array(2).fill({ refused: 'round-school-year' }),
    );
    expect(decideRound(key, { ...facts, hasCode: false })).toMatchObject({ refused: 'no-roster-code' });
    expect(decideRound(key, { ...facts, exists: true })).toMatchObject({ refused: 'round-exists' });
  });
});
