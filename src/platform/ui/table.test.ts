import { describe, expect, test } from 'vitest';
import { type Column, csvOf, rowsShown } from './table.ts';

interface Student {
  name: string;
  class: string;
  seat: number;
}
const columns: Column<Student>[] = [
  { key: 'name', title: '姓名', value: (row) => row.name },
  { key: 'class', title: '班級', value: (row) => row.class, filter: true },
  { key: 'seat', title: '座號', value: (row) => row.seat },
];
const rows: Student[] = [
  { name: '林育安', class: '商一甲', seat: 10 },
  { name: '陳思妤', class: '商一甲', seat: 2 },
  { name: '黃喆', class: '進商一甲', seat: 1 },
];
const all = { text: '', sort: '', chosen: {} };

describe('a table shows', () => {
  test('every row in its own order when nothing is asked', () => {
    expect(rowsShown(rows, columns, all)).toEqual(rows);
  });
  test('rows in which every searched word occurs, full-width or not', () => {
    expect(rowsShown(rows, columns, { ...all, text: '商一甲 １０' }).map(({ name }) => name)).toEqual([
      '林育安',
    ]);
    expect(rowsShown(rows, columns, { ...all, text: '商一甲 11' })).toEqual([]);
  });
  test('rows of the chosen value only', () => {
    expect(rowsShown(rows, columns, { ...all, chosen: { class: '商一甲' } })).toHaveLength(2);
  });
  test('figures sorted as figures, both ways round', () => {
    expect(rowsShown(rows, columns, { ...all, sort: 'seat' }).map(({ seat }) => seat)).toEqual([1, 2, 10]);
    expect(rowsShown(rows, columns, { ...all, sort: '-seat' }).map(({ seat }) => seat)).toEqual([10, 2, 1]);
  });
});

describe('an exported table', () => {
  test('quotes commas, quotes and line breaks, and starts with the mark of UTF-8', () => {
    const csv = csvOf([{ name: 'a,"b"\nc', class: '', seat: 1 }], columns);
    expect(csv).toBe('\ufeff姓名,班級,座號\r\n"a,""b""\nc",,1\r\n');
  });
  test.each(['=1+1', '+886', '-1', '@x'])('never starts a formula: %s', (name) => {
    expect(csvOf([{ name, class: '', seat: -1 }], columns)).toContain(`'${name},,-1`);
  });
});
