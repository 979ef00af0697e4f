import { describe, expect, test } from 'vitest';
import { readNational } from '../regulation/parse.ts';
import { refuse } from '../regulation/refusal.ts';
import { categoryOf } from './category.ts';
import { contentLimits, decideContent } from './content.ts';
import { decideHandIn, type HandInFacts, studentMay } from './performance.ts';
import { placeOf, usedQuotas } from './places.ts';

const closes = new Date('2026-08-01T00:00:00+08:00');
const opens = new Date('2025-09-01T00:00:00+08:00');
const facts = (change: Partial<HandInFacts> = {}): HandInFacts => ({
  withdrawn: false,
  versions: 0,
  selected: false,
  grace: { minutes: 15, clause: '產1' },
  quotas: [{ max: 10, used: 9, clause: '五(四)' }],
  window: {
    of: 'performance.upload',
    window: { opens, closes },
    ruled: { opens, closes },
    clause: '附錄',
    from: { closes: 'schoolYear' },
  },
  ...change,
});
const at = (from: Date, ms: number) => new Date(from.getTime() + ms);
const said = (given: HandInFacts, begun: Date, now = begun) => {
  const decided = decideHandIn(given, begun, now);
  return 'refused' in decided ? decided.refused : 'accepted';
};

describe('the window', () => {
  test('附錄 · one millisecond on either side of opening and of closing', () => {
    expect(said(facts(), at(opens, -1))).toBe('window-not-open');
    expect(said(facts(), opens)).toBe('accepted');
    expect(said(facts(), at(closes, -1))).toBe('accepted');
    expect(said(facts(), closes)).toBe('window-closed');
  });

  test('產1 · begun in time it may arrive within a quarter of an hour', () => {
    const begun = at(closes, -1);
    expect(said(facts(), begun, at(closes, 15 * 60_000 - 1))).toBe('accepted');
    expect(said(facts(), begun, at(closes, 15 * 60_000))).toBe('grace-over');
  });

  test('附錄 · undated it is closed, and says why', () => {
    expect(said(facts({ window: refuse('window-undated', '附錄') }), opens)).toBe('window-undated');
  });
});

describe('the cap', () => {
  test('五(四) · the tenth is accepted, the eleventh refused, a new version of one that counts is not', () => {
    const full = [{ max: 10, used: 10, clause: '五(四)' }];
    expect(said(facts(), opens)).toBe('accepted');
    expect(said(facts({ quotas: full }), opens)).toBe('quota-full');
    expect(said(facts({ quotas: full, versions: 1 }), opens)).toBe('accepted');
  });

  test('五(四) · another school may count by semester or grade', () => {
    const placements = [
      { schoolYear: 114, semester: 1 as const, grade: 1 },
      { schoolYear: 115, semester: 1 as const, grade: 2 },
    ];
    const place = placeOf({ schoolYear: 115, semester: 2 }, placements);
    expect(place.grade).toBe(2);
    const taken = [
      placeOf({ schoolYear: 115, semester: 1 }, placements),
      placeOf({ schoolYear: 114, semester: 2 }, placements),
    ];
    const quota = (per: ('schoolYear' | 'semester' | 'grade')[], when?: { grade: number }) => {
      const one = { of: 'performance.upload' as const, per, max: 5, clause: '五(四)', when };
      return usedQuotas([one], place, taken)[0]?.used;
    };
    expect(quota(['schoolYear'])).toBe(1);
    expect(quota(['semester'])).toBe(0);
    expect(quota(['grade'])).toBe(1);
    expect(quota([], { grade: 1 })).toBe(1);
  });
});

test('國5 · taking back needs no window; withdrawn, nothing may be done', () => {
  expect(studentMay(facts(), closes)).toEqual(['edit', 'withdraw']);
  expect(studentMay(facts(), opens)).toEqual(['edit', 'hand-in', 'withdraw']);
  expect(studentMay(facts({ withdrawn: true }), opens)).toEqual([]);
});

test('六(一) · while it stands selected nothing may be done, whatever the window', () => {
  const kept = facts({ selected: true, versions: 1 });
  expect(studentMay(kept, opens)).toEqual([]);
  expect(decideHandIn(kept, opens, opens)).toMatchObject({
    refused: 'performance-selected',
    clause: '六(一)',
  });
  expect(studentMay(facts({ versions: 1 }), opens)).toEqual(['edit', 'hand-in', 'withdraw']);
});

test('國7 · whether a description alone is enough is a rule, not code', () => {
  const given = {
    fields: { name: '短片', finishedOn: '2025-11-02' },
    description: '作品',
    link: '',
    files: [],
    keep: [],
  };
  const ground = { today: '2025-12-10', schoolYear: 114, licence: () => false, ownHosts: [] };
  const limits = contentLimits(readNational());
  expect(decideContent(categoryOf('work'), given, [], limits, ground)).toMatchObject({ files: [] });
  const strict = { ...limits, fileNeeded: true };
  expect(decideContent(categoryOf('work'), given, [], strict, ground)).toMatchObject({ refused: 'no-file' });
});
