/** 五(一)1 · The national 學生資料名冊 alone: its cover, its rows, and that what is exported is what is brought. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apply, bring } from '../../tests/bring.ts';
import { people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { recordHistory } from '../history/contract.ts';
import { readSheets, writeWorkbook } from '../platform/sheets.ts';
import { isRefusal } from '../regulation/refusal.ts';
import { exportUnmasked, oneStudent } from './contract.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.close());

type Cells = (string | number | null)[];
const headers = [
  ...[
    '身分證號',
    '出生日期',
    '性別代碼',
    '群別代碼',
    '科班學程別代碼',
    '部別代碼',
    '班別',
    '年級',
    '班級名稱',
    '座號',
  ],
  ...[
    '特殊身分別',
    '原住民族別',
    '原住民身分別',
    '族語認證報考方言',
    '報考年度',
    '族語認證有效日期',
    '實驗班名稱',
  ],
  ...['入學方式', '學籍狀態', '學籍異動日期'],
];
const row = (
  student: { nationalId: string; birth: string },
  change: Record<string, string | number | null> = {},
) => {
  const [year = '', month = '', day = ''] = student.birth.split('-');
  const cells: Record<string, string | number | null> = {
    身分證號: student.nationalId,
    出生日期: `0${Number(year) - 1911}${month}${day}`,
    ...{ 性別代碼: '2', 群別代碼: '21', 科班學程別代碼: '301', 部別代碼: '1', 班別: '1', 年級: 1 },
    ...{ 班級名稱: '商一甲', 座號: 7, 特殊身分別: '1,4', 原住民族別: '07', 原住民身分別: '山地' },
    ...{ 入學方式: '3', 學籍狀態: '1', 學籍異動日期: '1140801' },
    ...change,
  };
  return headers.map((header) => cells[header] ?? null);
};
const sheet = (name: string, titles: readonly string[], rows: Cells[]) => ({
  name,
  columns: titles.map((header) => ({ header })),
  rows,
});
const cover = (code: string, semester: string | number = 1) =>
  sheet('封面', ['學校代碼', '學年度', '學期', '名冊別'], [[code, 114, semester, '21']]);
const roster = async (rows: Cells[], front = [cover('123456')], name = '學生資料') => ({
  name: '學生資料名冊.xlsx',
  bytes: await writeWorkbook([...front, sheet(name, headers, rows)]),
});
const registrar = () => school.as('registrar');
const of = (name: 'lin' | 'chen') => ({ registrationId: people[name].registration });

test('五(一)1 · a row finds its student by ID number and birth date and updates the national columns and the class', async () => {
  const file = await roster([row(people.lin)], undefined, '工作表2');
  const brought = await bring(registrar(), [file]);
  expect(brought.problems).toEqual([]);
  expect(brought.preview.sheets).toMatchObject([{ holds: ['nationalStudents'], ignored: [] }]);
  expect(brought.preview.parts).toMatchObject([
    { sheet: 'nationalStudents', changed: { total: 1 }, added: { total: 0 }, vanishing: { total: 0 } },
  ]);
  expect((await apply(registrar(), brought)).status).toBe(200);
  const student = (await registrar().call(oneStudent, { params: of('lin') })).answer;
  expect(student).toMatchObject({ number: '1140101', name: '林育安' });
  expect(student?.shown).toMatchObject({
    ...{ gender: '女', seat: '7', classKind: '1 日間部一般班', identities: '1 原住民生、4' },
    ...{ indigenousStatus: '1 山地', entryMethod: '3', statusChangedOn: '2025-08-01', class: '商一甲' },
  });
  const history = await registrar().call(recordHistory, { params: { ...of('lin'), topic: 'register' } });
  expect(history.answer?.changes[0]).toMatchObject({ kind: 'changed', imported: true });
  const { rows } = await school.owner.query(
    'select seat, semester from placement where registration_id = $1 order by semester',
    [people.lin.registration],
  );
  expect(rows).toEqual([
    { seat: 7, semester: 1 },
    { seat: 1, semester: 2 },
  ]);
  const again = await bring(registrar(), [file]);
  expect(again.preview.parts).toMatchObject([{ same: 1, changed: { total: 0 } }]);
});

describe('五(一)1 · a row that cannot be taken is said by number and column, and changes nothing:', () => {
  test.each([
    [{ 身分證號: 'A223456781' }, '身分證號', 'unknown-id'],
    [{ 出生日期: '0990603' }, '出生日期', 'birth-differs'],
    [{ 身分證號: 'E233000017', 出生日期: '0961130' }, '身分證號', 'other-division'],
    [{ 身分證號: 'B234567895' }, '身分證號', 'id-checksum'],
    [{ 班級名稱: '商九甲' }, '班級名稱', 'unknown-class'],
    [{ 班級名稱: null }, '班級名稱', 'empty'],
    [{ 年級: 2 }, '年級', 'grade-of-class'],
    [{ 部別代碼: '12' }, '部別代碼', 'unknown-code'],
    [{ 座號: 9 }, '座號', 'duplicate-seat'],
  ])('%j: %s, %s', async (change, header, problem) => {
    const seat = { 座號: 9 };
    const brought = await bring(registrar(), [
      await roster([row(people.lin, seat), row(people.chen, { 座號: 8, ...change })]),
    ]);
    expect(brought.problems).toEqual([[3, header, problem]]);
    expect((await apply(registrar(), brought)).refusal).toMatchObject({ refused: 'import-bad-rows' });
    expect((await registrar().call(oneStudent, { params: of('lin') })).answer?.values.seat).not.toBe('9');
  });

  test('the same student twice', async () => {
    const brought = await bring(registrar(), [await roster([row(people.lin), row(people.lin, { 座號: 8 })])]);
    expect(brought.problems).toEqual([[3, '身分證號', 'duplicate-id']]);
  });
});

test.each([
  ['a test school', [cover('000B00')], 'roster-of-test-school'],
  ['another school', [cover('210304')], 'roster-of-other-school'],
  ['a whole year, not a semester', [cover('123456', 0)], 'cover-without-semester'],
  ['nothing: it is not there', [], 'cover-without-semester'],
])('五(一)1 · a workbook whose cover says %s is not taken at all', async (_, front, problem) => {
  const brought = await bring(registrar(), [await roster([row(people.lin)], front)]);
  expect(brought.preview.badSheets).toMatchObject([{ problem }]);
  expect((await apply(registrar(), brought)).refusal).toMatchObject({ refused: 'import-sheet-unreadable' });
});

test('五(一)1 · exported and brought again it changes nothing, visits included; exported again it is the same', async () => {
  await school.owner.query(
    `insert into visit (registration_id, home_school, host_school, field_group, programme, kind, starts_on, ends_on)
     values ($1, '123456', '654321', '21', '301', '1', '2025-09-01', '2026-01-31'),
       ($1, '123456', '654321', '21', '301', '1', '2024-09-01', '2025-01-31')`,
    [people.chen.registration],
  );
  const bytes = await exported();
  const read = await readSheets(bytes, 'x.xlsx');
  if (isRefusal(read)) throw new Error(read.refused);
  const [front, students, visits] = read.sheets.map(({ name, rows }) => [
    name,
    rows.map(({ cells }) => cells),
  ]);
  expect(front).toEqual([
    '封面',
    [
      ['學校代碼', '學年度', '學期', '名冊別'],
      ['123456', 114, 1, '21'],
    ],
  ]);
  expect(students?.[0]).toBe('學生資料');
  expect(students?.[1]?.[0]).toEqual(headers);
  expect(students?.[1]?.[1]?.slice(0, 11)).toEqual(row(people.lin).slice(0, 11));
  expect(visits?.[1]?.[1]).toEqual([
    ...['B234567894', '0990602', '123456', '654321', '21', '301', '1', '1140901', '1150131'],
  ]);
  expect(visits?.[1]).toHaveLength(2);
  const brought = await bring(registrar(), [{ name: '名冊.xlsx', bytes }]);
  expect(brought.problems).toEqual([]);
  expect(brought.preview.badSheets).toEqual([]);
  expect(
    brought.preview.parts.map(({ sheet: key, same, added, changed, vanishing }) => [
      key,
      same,
      added.total + changed.total + vanishing.total,
    ]),
  ).toEqual([
    ['nationalStudents', 4, 0],
    ['visits', 1, 0],
  ]);
  expect((await apply(registrar(), brought)).status).toBe(200);
  expect(Buffer.from(await exported()).equals(Buffer.from(bytes))).toBe(true);
});

test('五(一)1 · the national workbook holds whole ID numbers: only who keeps the register has it, with a reason', async () => {
  const ask = (who: 'director' | 'night' | 'registrar', reason: string) =>
    school.as(who).fetch(exportUnmasked.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ layout: 'national', reason }),
    });
  expect((await ask('director', '送件')).status).toBe(403);
  expect((await ask('registrar', '')).status).toBe(400);
  const night = Buffer.from(await (await ask('night', '送件')).arrayBuffer());
  const read = await readSheets(night, 'x.xlsx');
  expect(JSON.stringify(read)).not.toContain(people.lin.nationalId);
  expect(JSON.stringify(read)).toContain(people.huang.nationalId);
});

async function exported(): Promise<Uint8Array> {
  const answer = await registrar().fetch(exportUnmasked.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ layout: 'national', reason: '送件核對' }),
  });
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}
