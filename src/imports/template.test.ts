/** 產7 · Templates come from the columns themselves: what they say is what is read. */
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bring } from '../../tests/bring.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { column, isCellProblem, reader, readSheets, writeWorkbook } from '../platform/sheets.ts';
import { isRefusal } from '../regulation/refusal.ts';
import { downloadTemplate } from './contract.ts';
import { kinds, recognise } from './kinds.ts';
import type { SheetKind } from './sheet-kind.ts';
import { templateColumns, templateFor } from './template.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(async () => {
  await school.close();
});

test.each(kinds.map((kind) => [kind.sheet, kind] as const))(
  '產7 · the template for %s is recognised as what it is, and every example in it is read without a complaint',
  async (_, kind) => {
    const { bytes } = await templateFor(kind);
    const read = await readSheets(bytes, 'x.xlsx');
    if (isRefusal(read)) throw new Error(read.refused);
    const [entered] = read.sheets;
    expect(entered && recognise(entered)).toContain(kind.sheet);
    for (const { column: one, example } of templateColumns(kind)) {
      const value = one.read(example);
      expect(isCellProblem(value) ? `${one.header}: ${value.problem}` : null).toBe(null);
    }
  },
);

test('產7 · another program reads the lists to choose from, the bounds of numbers and the explanation', async () => {
  const students = kinds.find(({ sheet }) => sheet === 'students');
  if (!students) throw new Error('no students');
  const { bytes } = await templateFor(students);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer);
  expect(book.worksheets.map(({ name }) => name)).toEqual(['學生', '說明', '代碼']);
  const sheet = book.getWorksheet('學生');
  if (!sheet) throw new Error('no sheet');
  const headers = (sheet.getRow(1).values as string[]).slice(1);
  const at = (header: string, row: number) => sheet.getCell(row, headers.indexOf(header) + 1);
  expect(at('部別', 2).dataValidation).toMatchObject({ type: 'list', showErrorMessage: true });
  expect(at('部別', 2001).dataValidation).toMatchObject({ type: 'list' });
  const list = /^代碼!\$([A-Z])\$2:\$[A-Z]\$(\d+)$/.exec(String(at('部別', 2).dataValidation.formulae[0]));
  const codes = book.getWorksheet('代碼');
  expect(codes?.getCell(`${list?.[1]}1`).value).toBe('部別');
  expect(codes?.getCell(`${list?.[1]}2`).value).toBe('日間部');
  expect(at('學期', 2).dataValidation).toMatchObject({ type: 'whole', formulae: [1, 2] });
  // A student number stays what is typed: no rounding, no date.
  expect(at('學號', 2).numFmt).toBe('@');
  expect(at('學號', 2001).numFmt).toBe('@');
  const explained = book.getWorksheet('說明');
  expect(explained?.getRow(1).values).toEqual([
    undefined,
    '欄位',
    '必填',
    '可以填什麼',
    '範例',
    '也認得的欄名',
  ]);
  expect(explained?.getColumn(1).values.slice(2)).toEqual(headers);
});

test('產7 · a kind that somebody adds has its template for nothing', async () => {
  const added: SheetKind = {
    sheet: 'classes',
    names: ['社團'],
    columns: {
      club: column(
        '社團',
        reader<string>({ kind: 'choice', words: ['吉他社', '桌球社'] }, () => '吉他社'),
      ),
      hours: column(
        '時數',
        reader<number>({ kind: 'number', min: 1, max: 9, whole: true }, () => 1),
      ),
    },
    plan: () => Promise.reject(new Error('not planned')),
  };
  const { name, bytes } = await templateFor(added);
  expect(name).toBe('社團');
  const read = await readSheets(bytes, 'x.xlsx');
  expect(isRefusal(read) || read.sheets.map((sheet) => sheet.rows.length)).toEqual([1, 3, 3]);
});

test('產7 · filled in and brought, its explanation and lists are not taken for rows', async () => {
  const students = kinds.find(({ sheet }) => sheet === 'students');
  const client = school.as('registrar');
  const response = await client.fetch('/api/imports/templates/students');
  expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('範本-學生.xlsx'));
  const read = await readSheets(new Uint8Array(await response.arrayBuffer()), 'x.xlsx');
  if (isRefusal(read) || !students) throw new Error('unreadable');
  const examples = templateColumns(students).map(({ example }) => example);
  const filled = await writeWorkbook(
    read.sheets.map(({ name, rows }, index) => ({
      name,
      columns: (rows[0]?.cells ?? []).map((cell) => ({ header: String(cell) })),
      rows:
        index === 0 ? [examples] : rows.slice(1).map(({ cells }) => cells.map((cell) => String(cell ?? ''))),
    })),
  );
  const { preview } = await bring(client, [{ name: '學生.xlsx', bytes: filled }]);
  expect(preview.sheets).toEqual([
    { workbook: '學生.xlsx', sheet: '學生', holds: ['students', 'placements'], ignored: [] },
  ]);
  expect(preview.parts.map((part) => part.rows)).toEqual([1, 1]);
});

test('五(一)1 · an office has only the templates of what it may bring', async () => {
  const refused = await school.as('keeper').call(downloadTemplate, { params: { sheet: 'students' } });
  expect(refused.refusal).toMatchObject({ refused: 'not-allowed' });
});
