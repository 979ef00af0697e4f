import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Compared, type ComparedField, compare, comparedFields, count, type Line } from './compare.ts';

const all: readonly ComparedField[] = comparedFields;

function line(id: number, key: string, description: string, courseName = '國語文'): Line {
  return { id, key, values: { courseName, description, grade: '1', credits: '3' } };
}

const results = (compared: readonly Compared[]) => compared.map(({ result }) => result);

describe('六(三) comparison', () => {
  test('what came back as it went is equal', () => {
    expect(results(compare([line(1, 'k', 'a')], [line(9, 'k', 'a')], all))).toEqual(['equal']);
  });

  test('another description under the same key is a change, and says which field', () => {
    expect(compare([line(1, 'k', 'a')], [line(9, 'k', 'b')], all)).toMatchObject([
      { result: 'changed', differs: ['description'], submitted: { id: 1 }, received: { id: 9 } },
    ]);
  });

  test('a line the file lacks is missing, one it has on top is extra', () => {
    expect(compare([line(1, 'k', 'a')], [line(9, 'other', 'a')], all)).toMatchObject([
      { result: 'missing', submitted: { id: 1 } },
      { result: 'extra', received: { id: 9 } },
    ]);
  });

  test('equal lines are taken out first: of three alike keys only the changed one shows', () => {
    const compared = compare(
      [line(1, 'k', 'a'), line(2, 'k', 'b'), line(3, 'k', 'c')],
      [line(7, 'k', 'c'), line(8, 'k', 'x'), line(9, 'k', 'a')],
      all,
    );
    expect(count(compared)).toEqual({ submitted: 3, equal: 2, changed: 1, missing: 0, extra: 0 });
    expect(compared.find(({ result }) => result === 'changed')).toMatchObject({
      submitted: { id: 2 },
      received: { id: 8 },
    });
  });

  test('two identical lines handed over and one received: one equal, one missing', () => {
    expect(count(compare([line(1, 'k', 'a'), line(2, 'k', 'a')], [line(9, 'k', 'a')], all))).toMatchObject({
      equal: 1,
      missing: 1,
      extra: 0,
    });
  });

  test('of two candidates the nearer one is the change', () => {
    const compared = compare([line(1, 'k', 'a', 'x')], [line(8, 'k', 'b', 'y'), line(9, 'k', 'b', 'x')], all);
    expect(compared).toMatchObject([
      { result: 'changed', received: { id: 9 }, differs: ['description'] },
      { result: 'extra', received: { id: 8 } },
    ]);
  });

  test('a field the file has no column for is not compared', () => {
    expect(results(compare([line(1, 'k', 'a')], [line(9, 'k', '')], ['courseName']))).toEqual(['equal']);
  });

  test('line ends, outer blanks and the encoding of one character are no change', () => {
    expect(results(compare([line(1, 'k', 'a\nb é')], [line(9, 'k', ' a\r\nb e\u0301 ')], all))).toEqual([
      'equal',
    ]);
  });
});

const lines = fc
  .array(
    fc.tuple(fc.constantFrom('k1', 'k2', 'k3'), fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y')),
    {
      maxLength: 12,
    },
  )
  .map((list) => list.map(([key, description, courseName], id) => line(id, key, description, courseName)));

/** A result without the lines' own numbers: what the comparison says, not which twin it took. */
const said = (compared: readonly Compared[]) =>
  compared
    .map((pair) =>
      JSON.stringify([
        pair.result,
        'submitted' in pair ? [pair.submitted.key, pair.submitted.values] : null,
        'received' in pair ? [pair.received.key, pair.received.values] : null,
      ]),
    )
    .sort();

describe('六(三) comparison, whatever comes', () => {
  test('every line of either side is accounted for exactly once', () => {
    fc.assert(
      fc.property(lines, lines, (submitted, received) => {
        const compared = compare(submitted, received, all);
        const counts = count(compared);
        expect(counts.submitted).toBe(submitted.length);
        expect(counts.equal + counts.changed + counts.extra).toBe(received.length);
        const ours = compared.flatMap((pair) => ('submitted' in pair ? [pair.submitted.id] : []));
        const theirs = compared.flatMap((pair) => ('received' in pair ? [pair.received.id] : []));
        expect(new Set(ours).size).toBe(submitted.length);
        expect(new Set(theirs).size).toBe(received.length);
      }),
    );
  });

  test('the order of lines on either side changes nothing that is said', () => {
    fc.assert(
      fc.property(
        lines.chain((submitted) =>
          fc.tuple(
            fc.constant(submitted),
            fc.shuffledSubarray(submitted, { minLength: submitted.length, maxLength: submitted.length }),
          ),
        ),
        lines.chain((received) =>
          fc.tuple(
            fc.constant(received),
            fc.shuffledSubarray(received, { minLength: received.length, maxLength: received.length }),
          ),
        ),
        ([submitted, mixedOurs], [received, mixedTheirs]) => {
          expect(said(compare(mixedOurs, mixedTheirs, all))).toEqual(said(compare(submitted, received, all)));
        },
      ),
    );
  });

  test('what is compared with itself is all equal; with nothing, all missing', () => {
    fc.assert(
      fc.property(lines, (submitted) => {
        expect(count(compare(submitted, submitted, all))).toMatchObject({
          equal: submitted.length,
          changed: 0,
        });
        expect(count(compare(submitted, [], all))).toMatchObject({ missing: submitted.length, extra: 0 });
      }),
    );
  });

  test('a pair called equal is equal, one called changed differs in the fields it names', () => {
    fc.assert(
      fc.property(lines, lines, (submitted, received) => {
        for (const pair of compare(submitted, received, all)) {
          if (pair.result === 'equal') expect(pair.submitted.values).toEqual(pair.received.values);
          if (pair.result === 'changed') {
            expect(pair.differs.length).toBeGreaterThan(0);
            for (const field of pair.differs) {
              expect(pair.submitted.values[field]).not.toBe(pair.received.values[field]);
            }
          }
        }
      }),
    );
  });
});
