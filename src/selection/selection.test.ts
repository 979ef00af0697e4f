import { describe, expect, test } from 'vitest';
import type { Place } from '../outcomes/places.ts';
import type { Quota } from '../regulation/regulation.ts';
import { movedBy, type Placed } from './order.ts';
import { decideSelection, type SelectionFacts } from './selection.ts';

const ids = Array.from({ length: 12 }, (_, index) => `outcome-${index}`);

const six: Quota = {
  of: 'outcome.selection',
  per: ['student', 'schoolYear'],
  max: 6,
  clause: '六(一)',
};
const place: Place = { courseCode: 'a', schoolYear: 114, semester: 1, grade: 1 };
const fit = { ...place, certified: true, withdrawn: false, quotas: [six] };

const placed = (list: readonly string[]) => list.map((id, position) => ({ id, position }));

function given(change: Partial<SelectionFacts> = {}): SelectionFacts {
  return {
    round: { id: 'round', schoolYear: 114, closed: false },
    elsewhere: [],
    outcomes: new Map(ids.map((id) => [id, fit])),
    ...change,
  };
}

describe('六(一) selection', () => {
  test('六(一) · the sixth outcome of the school year is accepted', () => {
    expect(decideSelection(ids.slice(0, 6), [], given())).toEqual({
      add: placed(ids.slice(0, 6)),
      move: [],
      end: [],
    });
  });

  test('六(一) · the seventh is refused and nothing changes', () => {
    expect(decideSelection(ids.slice(0, 7), placed(ids.slice(0, 3)), given())).toMatchObject({
      refused: 'quota-full',
      clause: '六(一)',
      facts: { max: 6, used: 7 },
    });
  });

  test('六(一) · what another round of the same year took still counts', () => {
    const facts = given({ elsewhere: ids.slice(6, 10).map((outcomeId) => ({ outcomeId, ...place })) });
    expect(decideSelection(ids.slice(0, 2), [], facts)).toMatchObject({ add: placed(ids.slice(0, 2)) });
    expect(decideSelection(ids.slice(0, 3), [], facts)).toMatchObject({ refused: 'quota-full' });
  });

  test('六(一) · naming the same outcome twice counts once', () => {
    expect(decideSelection([ids[0] ?? '', ids[0] ?? ''], [], given())).toEqual({
      add: [{ id: ids[0], position: 0 }],
      move: [],
      end: [],
    });
  });

  test('六(一) · choosing anew ends what is not wished any more', () => {
    expect(decideSelection(ids.slice(1, 3), placed(ids.slice(0, 2)), given())).toEqual({
      add: [{ id: ids[2], position: 1 }],
      move: [{ id: ids[1], position: 0 }],
      end: [ids[0]],
    });
  });

  test('六(一) · the order is the student’s; what was selected before there was one gets its place with the first wish', () => {
    const [a = '', b = ''] = ids;
    const standing: Placed[] = placed([a, b]);
    expect(decideSelection([a, b], standing, given())).toEqual({ add: [], move: [], end: [] });
    expect(decideSelection([b, a], standing, given())).toEqual({ add: [], move: placed([b, a]), end: [] });
    const before = [a, b].map((id) => ({ id, position: null }));
    expect(decideSelection([a, b], before, given())).toEqual({ add: [], move: placed([a, b]), end: [] });
    expect([movedBy(ids, b, -1), movedBy(ids, a, -1)]).toEqual([[b, a, ...ids.slice(2)], ids]);
  });

  test('國6 · an outcome without certification is refused', () => {
    const outcomes = new Map([['a', { ...fit, certified: false }]]);
    expect(decideSelection(['a'], [], given({ outcomes }))).toMatchObject({
      refused: 'not-certified',
      clause: '國6',
    });
  });

  test('六(一) · an outcome of another school year is refused', () => {
    const outcomes = new Map([['a', { ...fit, schoolYear: 113 }]]);
    expect(decideSelection(['a'], [], given({ outcomes }))).toMatchObject({ refused: 'other-school-year' });
  });

  test("六(一) · somebody else's outcome is not found", () => {
    expect(decideSelection(['stranger'], [], given())).toMatchObject({ refused: 'not-found' });
  });

  test('六(一) · a cap by subject, semester or grade counts only those, beside the cap of the year', () => {
    const two: Quota = { ...six, per: ['student', 'subject', 'semester'], max: 2, clause: '七' };
    const wish = (...outcomes: Partial<typeof fit>[]) =>
      decideSelection(
        outcomes.map((_, at) => String(at)),
        [],
        given({
          outcomes: new Map(outcomes.map((one, at) => [String(at), { ...fit, quotas: [six, two], ...one }])),
        }),
      );
    expect(wish({}, {})).toMatchObject({ add: placed(['0', '1']) });
    expect(wish({}, {}, {})).toMatchObject({
      refused: 'quota-full',
      clause: '七',
      facts: { max: 2, used: 3 },
    });
    expect(wish({}, {}, { courseCode: 'b' }, { courseCode: 'b' })).toMatchObject({ end: [] });
    const autumnOnly: Quota = { ...six, max: 1, clause: '八', when: { semester: 1 } };
    expect(wish({ quotas: [autumnOnly] }, { quotas: [], semester: 2 })).toMatchObject({ end: [] });
    expect(wish({ quotas: [autumnOnly] }, { quotas: [autumnOnly] })).toMatchObject({ clause: '八' });
  });

  test('六(一) · without any cap there is no limit, a cap of nought takes none', () => {
    const of = (...quotas: Quota[]) =>
      given({ outcomes: new Map(ids.map((id) => [id, { ...fit, quotas }])) });
    expect(decideSelection(ids, [], of())).toMatchObject({ add: placed(ids) });
    expect(decideSelection(ids.slice(0, 1), [], of({ ...six, max: 0 }))).toMatchObject({
      refused: 'quota-full',
      facts: { max: 0, used: 1 },
    });
  });

  test('六(一) · a closed round is frozen, an empty wish included', () => {
    const facts = given({ round: { id: 'round', schoolYear: 114, closed: true } });
    expect(decideSelection([], [], facts)).toMatchObject({ refused: 'round-closed' });
  });

  test('附錄 · a shut window refuses with its own reason', () => {
    const windowRefusal = { refused: 'window-closed', clause: '附錄', facts: {} };
    expect(decideSelection([], [], given({ windowRefusal }))).toBe(windowRefusal);
  });
});
