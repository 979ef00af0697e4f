import exceljs from 'exceljs';
import { describe, expect, test } from 'vitest';
import { type Column, rowsShown, sheetOf } from './table.ts';
import { sheetName, workbookOf } from './workbook.ts';

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
  test('is a workbook with exactly the rows and columns that are seen; nothing in it is a formula', async () => {
    const odd = [
      { name: '=1+1', class: '商一甲', seat: -1 },
      { name: '𠮷田"堃"\n,', class: '', seat: 2 },
    ];
    const book = new exceljs.Workbook();
    await book.xlsx.load((await workbookOf('學生', sheetOf(odd, columns))) as never);
    const sheet = book.getWorksheet('學生');
    const cells = [1, 2, 3].map((row) => [1, 2, 3].map((at) => sheet?.getRow(row).getCell(at).value));
    expect(cells).toEqual([
      ['姓名', '班級', '座號'],
      ['=1+1', '商一甲', -1],
      ['𠮷田"堃"\n,', '', 2],
    ]);
  });
  test('國9 · a note stands above the header, and both stay in sight', async () => {
    const book = new exceljs.Workbook();
    const rows = sheetOf([{ name: '𠮷田堃', class: '商一甲', seat: 3 }], columns);
    await book.xlsx.load((await workbookOf('諮詢', rows, '請勿傳出校外')) as never);
    const sheet = book.getWorksheet('諮詢');
    const first = [1, 2, 3].map((row) => sheet?.getRow(row).getCell(1).value);
    expect(first).toEqual(['請勿傳出校外', '姓名', '𠮷田堃']);
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 });
  });
  test.each([
    ['學生/名單*[1]', '學生 名單 1'],
    ['', '1'],
    ['一'.repeat(40), '一'.repeat(31)],
  ])('a sheet is named as spreadsheets allow: %j', (given, named) => {
    expect(sheetName(given)).toBe(named);
  });
});
