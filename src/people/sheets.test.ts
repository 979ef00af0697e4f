/** The national columns through the import page: what each dirt of real files gets, and that nothing is half-applied. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apply, bring } from '../../tests/bring.ts';
import { people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import {
  but,
  type Cells,
  chen,
  everybody,
  ji,
  lin,
  oneSheet,
  studentHeaders,
} from '../../tests/student-sheet.ts';
import { recordHistory } from '../history/contract.ts';
import { oneStudent } from './contract.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(async () => {
  await school.close();
});

const national = [
  ...[
    '性別代碼',
    '部別代碼',
    '班別',
    '特殊身分別',
    '原住民族別',
    '原住民身分別',
    '族語認證報考方言',
    '報考年度',
  ],
  ...['族語認證有效日期', '實驗班名稱', '入學方式', '學籍狀態', '學籍異動日期'],
];
const headers = [...studentHeaders, ...national];
const whole: Cells = [
  '2',
  '1',
  '9',
  '1、4',
  '07',
  '山地',
  '0701',
  113,
  '1150131',
  '商業實驗班',
  '3',
  '1',
  '114/8/1',
];
const row = (student: Cells, change: Record<string, string | number | null> = {}): Cells => [
  ...student,
  ...whole.map((cell, at) => {
    const header = national[at] ?? '';
    return header in change ? (change[header] ?? null) : cell;
  }),
];
const workbook = async (rows: Cells[], titles = headers) => ({
  name: '學生資料.xlsx',
  bytes: await oneSheet('學生資料', titles, rows),
});

test('五(一)1 · every column of 學生資料 becomes typed data, shown with its names, and a second time changes nothing', async () => {
  const registrar = school.as('registrar');
  const file = await workbook([
    row(lin),
    row(chen, { 特殊身分別: '0', 原住民族別: null, 原住民身分別: null }),
  ]);
  const brought = await bring(registrar, [file]);
  expect(brought.problems).toEqual([]);
  expect((await apply(registrar, brought)).status).toBe(200);
  const params = { registrationId: people.lin.registration };
  const { answer } = await registrar.call(oneStudent, { params });
  expect(answer?.shown).toMatchObject({
    gender: '女',
    divisionCode: '1',
    classKind: '9 實驗班',
    identities: '1 原住民生、4',
    indigenousPeople: '07',
    indigenousStatus: '1 山地',
    languageDialect: '0701',
    languageTestYear: '113',
    languageValidUntil: '2026-01-31',
    experimentalClass: '商業實驗班',
    entryMethod: '3',
    statusCode: '1',
    statusChangedOn: '2025-08-01',
  });
  expect(answer?.gaps).toEqual([]);
  const history = await registrar.call(recordHistory, { params: { ...params, topic: 'register' } });
  expect(history.answer?.changes[0]).toMatchObject({ imported: true, by: '李知遠' });
  const again = await bring(registrar, [file]);
  expect(again.preview.parts.map(({ same, changed }) => [same, changed.total])).toEqual([
    [2, 0],
    [2, 0],
  ]);
});

test('五(一)1 · a sheet without a column says nothing about it; an empty cell empties it', async () => {
  const registrar = school.as('registrar');
  const narrow = await bring(registrar, [await workbook(everybody, studentHeaders)]);
  expect(narrow.preview.parts.map(({ changed }) => changed.total)).toEqual([0, 0]);
  const emptied = await bring(registrar, [await workbook([row(lin, { 入學方式: null })])]);
  expect(emptied.preview.parts[0]?.changed.rows[0]?.changes).toEqual([
    { field: 'entryMethod', before: '3', after: '' },
  ]);
});

test.each([
  ['特殊身分別', ',1', 'empty-code'],
  ['特殊身分別', '1,1', 'repeated-code'],
  ['特殊身分別', '0、1', 'code-stands-alone'],
  ['部別代碼', '12', 'unknown-code'],
  ['原住民身分別', '3', 'unknown-code'],
  ['報考年度', -1, 'too-small'],
  ['族語認證有效日期', '2026/1/31 上午 12:00:00', 'date-has-time'],
  ['學籍異動日期', '114/13/1', 'no-such-day'],
])('五(一)1 · %s of %j is refused by row and column, nothing is changed', async (header, cell, problem) => {
  const registrar = school.as('registrar');
  const before = await everything();
  const brought = await bring(registrar, [
    await workbook([row(ji, { [header]: cell }), row(lin, { 入學方式: '5' })]),
  ]);
  // Two topics read the sheet, and each says what is wrong with it.
  expect(new Set(brought.problems.map((one) => JSON.stringify(one)))).toEqual(
    new Set([JSON.stringify([2, header, problem])]),
  );
  expect((await apply(registrar, brought)).refusal).toMatchObject({ refused: 'import-bad-rows' });
  expect(await everything()).toBe(before);
});

test('五(一)1 · a blank class, a seat of -1, a continuing row in a day file are refused by row and column', async () => {
  const registrar = school.as('registrar');
  const rows = [row(but(lin, '班級名稱', ' ')), row(but(chen, '座號', -1)), row(but(ji, '部別', '進修部'))];
  const { problems } = await bring(registrar, [await workbook(rows)]);
  expect(problems).toContainEqual([2, '班級名稱', 'empty']);
  expect(problems).toContainEqual([3, '座號', 'too-small']);
  expect(problems).toContainEqual([4, '部別', 'other-division']);
});

test('五(一)1 · an ID of the other division is refused without saying whose it is', async () => {
  const brought = await bring(school.as('registrar'), [
    await workbook([but(but(lin, '學號', '1140199'), '身分證號', people.huang.nationalId)], studentHeaders),
  ]);
  expect(brought.problems).toEqual([[2, '身分證號', 'id-in-other-division']]);
  expect(JSON.stringify(brought.preview)).not.toContain(people.huang.number);
});

const visitHeaders = [
  ...['身分證號', '出生日期', '所屬學校代碼', '借讀學校代碼', '群別', '借讀科班學程別', '借讀代碼'],
  ...['申請開始日期', '申請結束日期'],
];
const visit = (change: Record<string, string> = {}): Cells =>
  ['A123456789', '0990314', '123456', '654321', '21', '301', '1', '114/9/1', '115/1/31'].map(
    (cell, at) => change[visitHeaders[at] ?? ''] ?? cell,
  );
const visits = async (...rows: Cells[]) => ({
  name: '借讀.xlsx',
  bytes: await oneSheet('學生借讀資料', visitHeaders, rows),
});

test('五(一)1 · 學生借讀資料 finds its student by ID and birth date, is shown, remembered, and mended by a further file', async () => {
  const registrar = school.as('registrar');
  expect((await apply(registrar, await bring(registrar, [await visits(visit())]))).status).toBe(200);
  const params = { registrationId: people.lin.registration };
  expect((await registrar.call(oneStudent, { params })).answer?.visits).toEqual([
    {
      ...{ homeSchool: '123456', hostSchool: '654321', fieldGroup: '21', programme: '301', kind: '1' },
      ...{ startsOn: '2025-09-01', endsOn: '2026-01-31' },
    },
  ]);
  const longer = await bring(registrar, [await visits(visit({ 申請結束日期: '115/6/30' }))]);
  expect(longer.preview.parts[0]?.changed.rows[0]?.changes).toEqual([
    { field: 'endsOn', before: '2026-01-31', after: '2026-06-30' },
  ]);
  const history = await registrar.call(recordHistory, { params: { ...params, topic: 'register' } });
  expect(history.answer?.changes[0]).toMatchObject({ kind: 'added', label: '借讀' });
});

test.each([
  [{ 借讀學校代碼: '000B00' }, '借讀學校代碼', 'test-school'],
  [{ 所屬學校代碼: '000000' }, '所屬學校代碼', 'test-school'],
  [{ 申請結束日期: '114/8/31' }, '申請結束日期', 'ends-before-start'],
  [{ 出生日期: '0990315' }, '出生日期', 'birth-differs'],
  [{ 身分證號: 'A223456781' }, '身分證號', 'unknown-id'],
  [{ 身分證號: 'E233000017', 出生日期: '0961130' }, '身分證號', 'other-division'],
])('五(一)1 · a visit with %j is refused: %s, %s', async (change, header, problem) => {
  const { problems } = await bring(school.as('registrar'), [await visits(visit(change))]);
  expect(problems).toEqual([[2, header, problem]]);
});

test('五(一)1 · a visit that ends on the day it begins is taken', async () => {
  const { problems } = await bring(school.as('registrar'), [
    await visits(visit({ 申請結束日期: '114/9/1' })),
  ]);
  expect(problems).toEqual([]);
});

async function everything(): Promise<string> {
  const { rows } = await school.owner.query(
    `select (select jsonb_agg(to_jsonb(r) order by id) from registration r)::text
      || (select jsonb_agg(to_jsonb(p) order by id) from person p)::text
      || (select jsonb_agg(to_jsonb(m) order by id) from placement m)::text
      || coalesce((select jsonb_agg(to_jsonb(i)) from registration_identity i)::text, '') as all`,
  );
  return rows[0].all;
}
