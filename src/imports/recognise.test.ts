/** 產7 · What a sheet holds is told by its headers, whatever it and its file are called. */
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apply, bring } from '../../tests/bring.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { everybody, oneSheet, studentHeaders, studentWorkbook } from '../../tests/student-sheet.ts';
import type { Cell, RawSheet } from '../platform/sheets.ts';
import { recognise } from './kinds.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(async () => {
  await school.close();
});

const offering = [
  '學年度',
  '學期',
  '部別',
  '課程代碼',
  '科目名稱',
  '開課年級',
  '班級名稱',
  '學分',
  '任課教師',
];
const enrolment = ['學年度', '學期', '部別', '學號', '課程代碼', '班組'];

const sheet = (name: string, ...rows: Cell[][]): RawSheet => ({
  name,
  rows: rows.map((cells, index) => ({ row: index + 1, cells })),
});

test.each([
  ['學生', studentHeaders, ['students', 'placements']],
  ['工作表1', studentHeaders, ['students', 'placements']],
  ['Sheet1', offering, ['offerings']],
  ['Sheet2', enrolment, ['enrolments']],
  // Named after one kind, with the headers of another: the headers are believed.
  ['學生', offering, ['offerings']],
  ['修課', studentHeaders, ['students', 'placements']],
  // One header short: still what it is, so that the missing one can be named.
  ['工作表1', studentHeaders.filter((header) => header !== '姓名'), ['students', 'placements']],
  ['工作表1', offering.filter((header) => header !== '科目名稱'), ['offerings']],
  // A list of who takes what that also names the courses, not a list of courses.
  ['工作表1', [...enrolment, '修課類別', '姓名', '科目名稱', '開課年級', '學分'], ['enrolments']],
  // Nothing but its name: believed, and what is missing is said.
  ['修課', ['甲', '乙'], ['enrolments']],
  ['課表', ['星期', '節次'], []],
] as const)('產7 · a sheet called %s with the headers %j holds %j', (name, headers, holds) => {
  expect(recognise(sheet(name, [...headers]))).toEqual(holds);
});

test('產7 · a title above and headers merged over two lines are found all the same', () => {
  const above = [
    '學年度',
    '學期',
    '部別',
    '學生',
    null,
    '身分資料',
    null,
    '入學學年度',
    '群科',
    null,
    '編班',
    null,
  ];
  const below = [
    null,
    null,
    null,
    '學號',
    '姓名',
    '身分證號',
    '出生日期',
    null,
    '群別代碼',
    '科別代碼',
    '班級名稱',
    '座號',
  ];
  const raw = sheet('工作表1', ['海濱商工 114 學年度 學生名冊'], above, below, everybody[0] ?? []);
  expect(recognise(raw)).toEqual(['students', 'placements']);
});

test('產7 · merged headers of a real workbook: the rows below them are read by their own numbers', async () => {
  const book = new ExcelJS.Workbook();
  const page = book.addWorksheet('工作表1');
  page.addRow(['海濱商工學生名冊']);
  page.mergeCells('A1:L1');
  page.addRow(['學年度', '學期', '部別', '學生', null, null, null, '入學學年度', '群科', null, '編班', null]);
  page.addRow([
    null,
    null,
    null,
    '學號',
    '姓名',
    '身分證號',
    '出生日期',
    null,
    '群別代碼',
    '科別代碼',
    '班級名稱',
    '座號',
  ]);
  for (const merged of ['A2:A3', 'B2:B3', 'C2:C3', 'D2:G2', 'H2:H3', 'I2:J2', 'K2:L2'])
    page.mergeCells(merged);
  for (const row of everybody) page.addRow(row);
  page.getCell('L5').value = '無';
  const bytes = Buffer.from(await book.xlsx.writeBuffer());
  const { preview, problems } = await bring(school.as('registrar'), [{ name: '名冊.xlsx', bytes }]);
  expect(preview.badSheets).toEqual([]);
  expect(problems).toEqual([[5, '座號', 'not-a-number']]);
  expect(preview.parts[0]).toMatchObject({ sheet: 'students', rows: 4, same: 3 });
});

test('產7 · one file with several sheets is one import; headers nobody knows are named and left alone', async () => {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of [
    ['甲', [[...studentHeaders, '血型'], ...everybody.map((row) => [...row, 'O'])]],
    ['乙', [enrolment, [114, 1, '日間部', '1140104', '114123456V21301A1011021', '商一甲']]],
    ['丙', [['星期', '節次']]],
  ] as const)
    for (const row of rows) (book.getWorksheet(name) ?? book.addWorksheet(name)).addRow([...row]);
  const bytes = Buffer.from(await book.xlsx.writeBuffer());
  const brought = await bring(school.as('registrar'), [{ name: '全部.xlsx', bytes }]);
  expect(brought.preview.sheets).toEqual([
    { workbook: '全部.xlsx', sheet: '甲', holds: ['students', 'placements'], ignored: ['血型'] },
    { workbook: '全部.xlsx', sheet: '乙', holds: ['enrolments'], ignored: [] },
    { workbook: '全部.xlsx', sheet: '丙', holds: [], ignored: [] },
  ]);
  expect((await apply(school.as('registrar'), brought)).answer?.counts).toMatchObject([
    { sheet: 'students', same: 4 },
    { sheet: 'placements', same: 4 },
    { sheet: 'enrolments', added: 1 },
  ]);
});

test.each(['000000', '000001', '000005', '000B00', '00000A'])(
  '產7 · a roster whose cover says the test school %s is not taken, nothing is changed',
  async (found) => {
    const { preview, refused } = await withCover(found);
    expect(preview.badSheets).toEqual([
      {
        workbook: '封面.xlsx',
        sheet: '封面',
        problem: 'roster-of-test-school',
        facts: { found, own: '123456' },
      },
    ]);
    expect(refused).toBe('import-sheet-unreadable');
  },
);

test('產7 · a roster of another school is not taken; one of ours is, and its cover is no sheet of rows', async () => {
  const other = await withCover('210304');
  expect(other.preview.badSheets).toMatchObject([{ problem: 'roster-of-other-school' }]);
  const ours = await withCover('123456');
  expect(ours.preview.badSheets).toEqual([]);
  expect(ours.preview.sheets.map((one) => one.sheet)).toEqual(['學生']);
  expect(ours.refused).toBe(undefined);
});

async function withCover(code: string) {
  const headers = ['學校代碼', '學年度', '學期', '名冊別'];
  const cover = { name: '封面.xlsx', bytes: await oneSheet('封面', headers, [[code, 114, 1, '21']]) };
  const registrar = school.as('registrar');
  const brought = await bring(registrar, [cover, await studentWorkbook(everybody)]);
  return { preview: brought.preview, refused: (await apply(registrar, brought)).refusal?.refused };
}
