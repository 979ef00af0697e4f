import { describe, expect, test } from 'vitest';
import type { Place } from '../performances/places.ts';
import type { Quota } from '../regulation/regulation.ts';
import { decidePerformances, type PerformanceFacts } from './performance-selection.ts';

const ids = Array.from({ length: 12 }, (_, index) => `performance-${index}`);
const ten: Quota = { of: 'performance.selection', per: ['student', 'schoolYear'], max: 10, clause: '六(一)' };
const place: Place = { schoolYear: 114, semester: 1, grade: 1 };

function given(change: Partial<PerformanceFacts> = {}): PerformanceFacts {
  return {
    round: { id: 'round', schoolYear: 114, closed: false },
    elsewhere: [],
    performances: new Map(ids.map((id) => [id, { ...place, quotas: [ten] }])),
    ...change,
  };
}

const decided = (wished: readonly string[], facts = given()) => {
  const answer = decidePerformances(wished, [], facts);
  return 'refused' in answer ? [answer.refused, answer.clause] : answer.add.length;
};

describe('六(一) selecting diverse performance', () => {
  test('六(一) · the tenth of the school year is accepted, the eleventh refused', () => {
    expect(decided(ids.slice(0, 10))).toBe(10);
    expect(decided(ids.slice(0, 11))).toEqual(['quota-full', '六(一)']);
  });

  test('六(一) · what another round of the year took counts, that of another year does not', () => {
    const taken = (schoolYear: number) =>
      ids.slice(2).map((performanceId) => ({ performanceId, ...place, schoolYear }));
    expect(decided(ids.slice(0, 1), given({ elsewhere: taken(114) }))).toEqual(['quota-full', '六(一)']);
    expect(decided(ids.slice(0, 1), given({ elsewhere: taken(113) }))).toBe(1);
    const one = taken(114).slice(0, 1);
    expect(decided(ids.slice(2, 3), given({ elsewhere: one }))).toEqual(['selected-elsewhere', '六(一)']);
  });

  test('六(一) · only of the round’s school year, and only one’s own', () => {
    const performances = new Map([['a', { ...place, schoolYear: 113, quotas: [ten] }]]);
    expect(decided(['a'], given({ performances }))).toEqual(['other-school-year', '六(一)']);
    expect(decided(['stranger'])).toEqual(['not-found', '六(一)']);
  });

  test('附錄 · closed or shut it is frozen, an empty wish included', () => {
    const round = { ...given().round, closed: true };
    expect(decided([], given({ round }))).toEqual(['round-closed', '六(一)']);
    const windowRefusal = { refused: 'window-closed', clause: '附錄', facts: {} };
    expect(decided([], given({ windowRefusal }))).toEqual(['window-closed', '附錄']);
  });
});
