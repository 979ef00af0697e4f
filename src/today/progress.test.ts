import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../calendar/day.ts';
import { basis, cumulative, type DayCount, forecastOf, linesOf, progressOf, spanOf } from './progress.ts';

const opens = '2025-12-01T00:00:00+08:00';
/** Midnight: 20 December is the last whole day. */
const closes = '2025-12-21T00:00:00+08:00';
const at = (day: string) => new Date(`${day}T10:00:00+08:00`);
/** So many a day from 1 December on. */
const daily = (...counts: number[]): DayCount[] =>
  counts.flatMap((count, after) => (count > 0 ? [{ day: addDays('2025-12-01', after), count }] : []));
const line = (days: DayCount[], of = 100) => ({ days, of, opens, closes });

describe('a forecast', () => {
  test('四 · ten a day for ten days lead to all of 200 on the closing day, and to half of 400', () => {
    const tenDays = daily(...Array<number>(10).fill(10));
    expect(forecastOf(line(tenDays, 200), at('2025-12-11'))).toEqual({
      kind: 'pace',
      perDay: 10,
      days: 7,
      gain: 100,
      expected: 200,
    });
    expect(forecastOf(line(tenDays, 400), at('2025-12-11'))).toMatchObject({ expected: 200 });
  });
  test('四 · what is new today counts as done, not as pace', () => {
    const now = at('2025-12-11');
    const before = daily(...Array<number>(10).fill(10));
    const today = [...before, { day: '2025-12-11', count: 90 }];
    expect(forecastOf(line(today, 400), now)).toMatchObject({ perDay: 10, expected: 200 });
    expect(forecastOf(line([...before, { day: '2025-12-11', count: 110 }], 400), now)).toMatchObject({
      expected: 210,
    });
  });
  test('四 · is not made from two days, and is from three', () => {
    expect(forecastOf(line(daily(5, 5)), at('2025-12-03'))).toEqual({ kind: 'too-little', seen: 2 });
    expect(forecastOf(line(daily(5, 5, 5)), at('2025-12-04'))).toMatchObject({
      kind: 'pace',
      days: 3,
      perDay: 5,
    });
  });
  test('四 · an eighth day back is too long ago', () => {
    const days = daily(0, 0, 5, 5, 0, 0, 0, 0, 5);
    expect(forecastOf(line(days), at('2025-12-10'))).toMatchObject({ kind: 'pace' });
    expect(forecastOf(line(days), at('2025-12-11'))).toEqual({ kind: 'too-little', seen: 2 });
  });
  test('四 · one day, and no day at all, are too little', () => {
    expect(forecastOf(line(daily(5)), at('2025-12-02'))).toEqual({ kind: 'too-little', seen: 1 });
    expect(forecastOf(line([]), at('2025-12-10'))).toEqual({ kind: 'too-little', seen: 0 });
  });
  test('四 · before opening, after closing and without a date there is none', () => {
    expect(forecastOf(line([]), new Date(Date.parse(opens) - 1))).toEqual({ kind: 'not-open' });
    expect(forecastOf(line([]), new Date(opens))).toEqual({ kind: 'too-little', seen: 0 });
    const [days, last] = [daily(1, 1, 1), new Date(Date.parse(closes) - 1)];
    expect(forecastOf(line(days), last)).toEqual({ kind: 'too-little', seen: 0 });
    expect(forecastOf(line(days), new Date(closes))).toEqual({ kind: 'closed' });
    expect(forecastOf({ ...line(days), closes: null }, last)).toEqual({ kind: 'undated' });
  });
  test('四 · all but one is not all; of nothing there is nothing to say', () => {
    expect(forecastOf(line(daily(33, 33, 34)), at('2025-12-04'))).toEqual({ kind: 'all' });
    expect(forecastOf(line(daily(33, 33, 33)), at('2025-12-04'))).toMatchObject({
      kind: 'pace',
      expected: 100,
    });
    expect(forecastOf(line([], 0), at('2025-12-04'))).toEqual({ kind: 'nothing' });
  });

  const counts = fc.array(fc.nat({ max: 30 }), { maxLength: 20 });
  test('四 · is never above all nor below what is done, and more done never lowers it', () => {
    fc.assert(
      fc.property(
        counts,
        fc.nat({ max: 500 }),
        fc.nat({ max: 19 }),
        fc.nat({ max: 20 }),
        (given, more, on, extra) => {
          const [days, now] = [daily(...given), at(addDays('2025-12-01', on))];
          const of = days.reduce((sum, { count }) => sum + count, 0) + extra + more;
          const made = forecastOf(line(days, of), now);
          if (made.kind !== 'pace') return;
          const done = cumulative(days, '2025-12-01', addDays('2025-12-01', on)).at(-1)?.done ?? 0;
          expect(made.expected).toBeLessThanOrEqual(of);
          expect(made.expected).toBeGreaterThanOrEqual(done);
          const raised = forecastOf(
            line(daily(...given.map((count) => count + (count > 0 && extra > 0 ? 1 : 0))), of),
            now,
          );
          if (raised.kind === 'pace') expect(raised.expected).toBeGreaterThanOrEqual(made.expected);
        },
      ),
    );
  });
  test('the sum never falls, and ends with everything', () => {
    fc.assert(
      fc.property(counts, (given) => {
        const days = daily(...given);
        const sums = cumulative(days, '2025-11-28', '2025-12-25').map(({ done }) => done);
        expect(sums).toEqual(sums.toSorted((one, other) => one - other));
        expect(sums[0]).toBe(0);
        expect(sums.at(-1)).toBe(days.reduce((sum, { count }) => sum + count, 0));
      }),
    );
  });
  test('says of how many days it is made', () => expect(basis).toEqual({ days: 7, least: 3 }));
});

describe('a picture', () => {
  test('四 · reaches from opening to the last whole day, and to what lies outside', () => {
    expect(spanOf(line([]), '2025-12-10')).toEqual({ from: '2025-12-01', to: '2025-12-20' });
    const late = [
      { day: '2025-11-30', count: 1 },
      { day: '2025-12-22', count: 1 },
    ];
    expect(spanOf(line(late), '2025-12-10')).toEqual({ from: '2025-11-30', to: '2025-12-22' });
  });
  test('without dates and acts is a day wide', () => {
    expect(spanOf({ days: [], opens: null, closes: null }, '2025-12-10')).toEqual({
      from: '2025-12-09',
      to: '2025-12-10',
    });
  });
  test('附錄 · places with one window share one; another window has its own', () => {
    const tally = (grade: number, day: string | null, count: number) => ({
      ...{ division: 'day' as const, grade, day, count },
    });
    const frame = { opens, clause: '附錄' };
    const lines = linesOf(
      'upload',
      [tally(3, null, 4), tally(1, '2025-12-02', 2), tally(1, null, 3), tally(2, '2025-12-02', 1)],
      ({ grade }) => ({ ...frame, closes: grade === 3 ? '2025-12-10T00:00:00+08:00' : closes }),
    );
    expect(lines.map(({ places, of, days }) => [places.map(({ grade }) => grade), of, days])).toEqual([
      [[1, 2], 6, [{ day: '2025-12-02', count: 3 }]],
      [[3], 4, []],
    ]);
    expect(progressOf([tally(1, '2025-12-02', 2), tally(1, null, 3)])).toEqual({ done: 2, of: 5 });
  });
});
