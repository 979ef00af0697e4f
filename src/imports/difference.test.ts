import { expect, test } from 'vitest';
import { compare, differencePieces, type Entry, firstOfEach, type Wanted } from './difference.ts';
import { decideApply, isAlarming, type PlannedPart, vanishingTotal } from './import.ts';

const entry = (key: string, name = key): Entry => ({ key, label: key, fields: { name } });
const wanted = (key: string, name = key, row = 2): Wanted => ({
  ...entry(key, name),
  place: { workbook: 'a.xlsx', sheet: '學生', row },
});

test('五(一)1 · rows are added, changed, the same or vanishing', () => {
  const difference = compare(
    [entry('1'), entry('2'), entry('3'), entry('4')],
    [wanted('1'), wanted('2', '乙'), wanted('9')],
    new Set(['4']),
  );
  expect(difference.added.map(({ key }) => key)).toEqual(['9']);
  expect(difference.changed).toMatchObject([
    { key: '2', changes: [{ field: 'name', before: '2', after: '乙' }] },
  ]);
  expect(difference.vanishing.map(({ key }) => key)).toEqual(['3']);
  expect(difference).toMatchObject({ same: 1, standing: 4 });
});

test('五(一)1 · a secret that changed is shown as its mask', () => {
  const before = { ...entry('1', 'hash-a'), shown: { name: 'A1*' } };
  const after = { ...wanted('1', 'hash-b'), shown: { name: 'B2*' } };
  expect(compare([before], [after]).changed[0]?.changes).toEqual([
    { field: 'name', before: 'A1*', after: 'B2*' },
  ]);
});

test('產7 · the first of several equal rows stays, each further one knows it', () => {
  const { firsts, repeated } = firstOfEach([wanted('1'), wanted('2'), wanted('1', '1', 7)], ({ key }) => key);
  expect(firsts.map(({ key }) => key)).toEqual(['1', '2']);
  expect(repeated).toMatchObject([{ row: { place: { row: 7 } }, first: { row: 2 } }]);
});

test('五(一)1 · the hashed text does not depend on the order of rows, but on what is removed', () => {
  const text = (rows: Wanted[], removing = true) =>
    [
      ...differencePieces([
        { sheet: 'students', difference: compare([entry('5')], rows), removes: removing },
      ]),
    ].join();
  expect(text([wanted('1'), wanted('2')])).toBe(text([wanted('2'), wanted('1')]));
  expect(text([wanted('1')], true)).not.toBe(text([wanted('1')], false));
  expect(text([wanted('1', 'a')])).not.toBe(text([wanted('1', 'b')]));
});

const share = 0.1;
const wish = { seen: 's', badRows: 'refuse', vanishing: 'remove', confirmed: null } as const;

function planned(standing: number, vanishing: number, bad = 0): PlannedPart {
  const rows = Array.from({ length: standing }, (_, index) => entry(String(index)));
  return {
    sheet: 'students',
    rows: standing,
    bad: Array.from({ length: bad }, () => ({
      place: wanted('x').place,
      column: '',
      problem: 'empty',
      facts: {},
    })),
    difference: compare(
      rows,
      rows.slice(vanishing).map((row) => ({ ...row, place: wanted('x').place })),
    ),
  };
}

test('產14 · a tenth vanishing is quiet, one row more is an alarm', () => {
  expect(isAlarming(planned(20, 2), share)).toBe(false);
  expect(isAlarming(planned(20, 3), share)).toBe(true);
  expect(isAlarming(planned(0, 0), share)).toBe(false);
});

test('產14 · an alarm is applied only with the exact number typed, or with nothing removed', () => {
  const plan = { parts: [planned(20, 3)], badSheets: [], seen: 's' };
  expect(decideApply(plan, wish, share)).toMatchObject({
    refused: 'import-vanishing-unconfirmed',
    clause: '產14',
  });
  expect(decideApply(plan, { ...wish, confirmed: 2 }, share)).toMatchObject({ facts: { count: 3 } });
  expect(decideApply(plan, { ...wish, confirmed: 3 }, share)).toEqual({ removes: true });
  expect(decideApply(plan, { ...wish, vanishing: 'keep' }, share)).toEqual({ removes: false });
  expect(decideApply({ ...plan, parts: [planned(20, 2)] }, wish, share)).toEqual({ removes: true });
});

test('產7 · one wrong row stops everything unless it is left out, and then no sheet removes anything', () => {
  const parts = [planned(20, 2, 1), planned(20, 2)];
  const plan = { parts, badSheets: [], seen: 's' };
  expect(decideApply(plan, wish, share)).toMatchObject({ refused: 'import-bad-rows', facts: { count: 1 } });
  expect(decideApply(plan, { ...wish, badRows: 'leave-out' }, share)).toEqual({
    refused: 'import-removes-beside-bad-rows',
    clause: '產7',
    facts: { count: 1 },
  });
  expect(decideApply(plan, { ...wish, badRows: 'leave-out', vanishing: 'keep' }, share)).toEqual({
    removes: false,
  });
  expect(vanishingTotal(parts)).toBe(0);
  expect(vanishingTotal([planned(20, 2), planned(20, 2)])).toBe(4);
});

test('產7 · what is applied is what was seen', () => {
  const plan = { parts: [planned(3, 0)], badSheets: [], seen: 's' };
  expect(decideApply(plan, { ...wish, seen: 'other' }, share)).toMatchObject({
    refused: 'import-changed-meanwhile',
  });
  expect(decideApply(plan, { ...wish, seen: null }, share)).toEqual({ removes: true });
  expect(decideApply({ ...plan, parts: [] }, wish, share)).toMatchObject({
    refused: 'import-nothing-recognised',
  });
});
