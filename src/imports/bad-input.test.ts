/** What schools' workbooks really hold, and what each gets: a clear message, and nothing changed. */
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apply, bring, sendWorkbook } from '../../tests/bring.ts';
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
  studentWorkbook,
  tsai,
} from '../../tests/student-sheet.ts';
import { writeCsv } from '../platform/sheets.ts';
import { beginImport } from './contract.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(async () => {
  await school.close();
});

const offeringHeaders = [
  '學年度',
  '學期',
  '部別',
  '課程代碼',
  '科目名稱',
  '開課年級',
  '班組',
  '學分',
  '任課教師代碼',
];

test('五(一)1 · the day division’s own list changes nothing: every spelling of a date is the same date', async () => {
  const { preview } = await look(await studentWorkbook(everybody));
  expect(preview.badSheets).toEqual([]);
  expect(
    preview.parts.map(({ sheet, same, bad, vanishing }) => [sheet, same, bad.total, vanishing.total]),
  ).toEqual([
    ['students', 4, 0, 0],
    ['placements', 4, 0, 0],
  ]);
});

test('五(一)1 · a corrected name is shown before and after; nobody’s ID number is shown', async () => {
  const { preview } = await look(await studentWorkbook([lin, but(chen, '姓名', '陳思予'), ji, tsai]));
  expect(preview.parts[0]?.changed.rows).toMatchObject([
    {
      place: { sheet: '學生', row: 3 },
      label: '1140102 陳思予',
      changes: [{ field: 'name', before: '陳思妤', after: '陳思予' }],
    },
  ]);
  expect(JSON.stringify(preview)).not.toContain('B234567894');
});

test('五(一)1 · a corrected ID number is shown masked, before and after', async () => {
  const { preview } = await look(await studentWorkbook([lin, but(chen, '身分證號', 'A287654325'), ji, tsai]));
  expect(preview.parts[0]?.changed.rows[0]?.changes).toEqual([
    { field: 'nationalId', before: 'B23****894', after: 'A28****325' },
  ]);
});

test('產7 · a missing column is named, nothing is changed', async () => {
  const without = (row: Cells) => row.toSpliced(6, 1);
  const workbook = await studentWorkbook(everybody.map(without), studentHeaders.toSpliced(6, 1));
  await nothingChanges(workbook, 'import-sheet-unreadable', {
    sheet: { problem: 'columns-missing', facts: { columns: '出生日期' } },
  });
});

test('產7 · a repeated header is named, nothing is changed', async () => {
  const rows = everybody.map((row) => [...row, 'x']);
  await nothingChanges(await studentWorkbook(rows, [...studentHeaders, '姓名']), 'import-sheet-unreadable', {
    sheet: { problem: 'header-repeated', facts: { column: '姓名' } },
  });
});

test('產7 · credits of -1 are refused by row and column, nothing is changed', async () => {
  const row = [114, 1, '日間部', '114123456V21301A1011011', '國語文', 1, '商一甲', -1, 'T001'];
  const workbook = { name: '開課.xlsx', bytes: await oneSheet('開課', offeringHeaders, [row]) };
  await nothingChanges(workbook, 'import-bad-rows', { problems: [[2, '學分', 'too-small']] });
});

test.each(['2010/3/14 上午 12:00:00', '2010/3/14 下午 03:15:00'])(
  '產7 · a birth date written %s is refused as a date with a time, nothing is changed',
  async (written) => {
    const workbook = await studentWorkbook([but(lin, '出生日期', written), chen, ji, tsai]);
    await nothingChanges(workbook, 'import-bad-rows', { problems: [[2, '出生日期', 'date-has-time']] });
  },
);

test('產7 · a real Excel date with a time in it is refused too, one without is taken', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('學生');
  sheet.addRow(studentHeaders);
  for (const row of [lin, chen]) sheet.addRow(row);
  sheet.getCell('G2').value = new Date('2010-03-14T15:15:00Z');
  sheet.getCell('G3').value = new Date('2010-06-02T00:00:00Z');
  const bytes = Buffer.from(await book.xlsx.writeBuffer());
  const { problems, preview } = await look({ name: 'a.xlsx', bytes });
  expect(problems).toEqual([[2, '出生日期', 'date-has-time']]);
  expect(preview.parts[0]?.same).toBe(1);
});

test('五(一)1 · an ID with a wrong checksum is refused without repeating it, nothing is changed', async () => {
  const workbook = await studentWorkbook([but(lin, '身分證號', 'A123456788'), chen, ji, tsai]);
  const preview = await nothingChanges(workbook, 'import-bad-rows', {
    problems: [[2, '身分證號', 'id-checksum']],
  });
  expect(JSON.stringify(preview)).not.toContain('A123456788');
});

test('五(一)1 · a duplicate student is refused with the row of the first, nothing is changed', async () => {
  const preview = await nothingChanges(await studentWorkbook([...everybody, lin]), 'import-bad-rows', {
    problems: [[6, '學號', 'duplicate-student']],
  });
  expect(preview.parts[0]?.bad.lines[0]?.facts).toEqual({ first: 2 });
  const twice = await studentWorkbook([...everybody, but(lin, '學號', '1140199')]);
  await nothingChanges(twice, 'import-bad-rows', { problems: [[6, '身分證號', 'id-of-another']] });
});

test('五(一)1 · a number of somebody else, and one ID for two new students, are refused', async () => {
  const other = but(but(lin, '姓名', '周以心'), '身分證號', 'A223456781');
  const twin = but(but(other, '學號', '1140150'), '座號', 50);
  const rows = [...everybody.slice(1), other, twin, but(but(twin, '學號', '1140151'), '座號', 51)];
  expect((await look(await studentWorkbook(rows))).problems).toEqual([
    [5, '學號', 'number-of-another'],
    [7, '身分證號', 'duplicate-id'],
  ]);
});

test('五(一)1 · an unknown class and a seat taken twice are refused', async () => {
  const rows = [but(lin, '班級名稱', '商一乙'), but(chen, '座號', 3), ji, tsai];
  expect((await look(await studentWorkbook(rows))).problems).toEqual([
    [2, '班級名稱', 'unknown-class'],
    [4, '座號', 'duplicate-seat'],
  ]);
});

test('五(二)1 · a damaged course code, an unknown teacher, one code with two names are refused', async () => {
  const row = (code: string, name: string, group: string, teacher: string) => [
    ...[114, 1, '日間部', code, name, 1, group, 3, teacher],
  ];
  const bytes = await oneSheet('開課', offeringHeaders, [
    row('114123456V21301A10110', '國語文', '商一甲', 'T001'),
    row('114123456V21301A1011021', '數學', '商一甲', 'T999'),
    row('114123456V21301A1011021', '數學', '商一乙', 'T002、T003'),
    row('114123456V21301A1011021', '數學乙', '商一丙', 'T002'),
  ]);
  expect((await look({ name: '開課.xlsx', bytes })).problems).toEqual([
    [2, '課程代碼', 'course-code-length'],
    [3, '任課教師代碼', 'unknown-teacher'],
    [5, '科目名稱', 'course-two-names'],
  ]);
});

test('五(二)1 · an enrolment of an unknown student or offering is refused', async () => {
  const headers = ['學年度', '學期', '部別', '學號', '課程代碼', '班組', '修課類別'];
  const row = (number: string, group: string, kind: string) => [
    ...[114, 1, '日間部', number, '114123456V21301A1011011', group, kind],
  ];
  const bytes = await oneSheet('修課', headers, [
    row('1149999', '商一甲', '一般'),
    row('1140101', '商一丁', '一般'),
    row('N1140201', '商一甲', '一般'),
    row('1140101', '商一甲', '旁聽'),
  ]);
  expect((await look({ name: '修課.xlsx', bytes })).problems).toEqual([
    [5, '修課類別', 'unknown-choice'],
    [2, '學號', 'unknown-student'],
    [3, '課程代碼', 'unknown-offering'],
    [4, '學號', 'student-of-other-division'],
  ]);
});

test('五(一)1 · rows of the continuing division in a day file are said by row, nothing is changed', async () => {
  const night = but(but(but(lin, '部別', '進修部'), '學號', 'N1140201'), '班級名稱', '進商一甲');
  await nothingChanges(await studentWorkbook([...everybody, night]), 'import-bad-rows', {
    problems: [[6, '部別', 'other-division']],
  });
});

test('產7 · a blank class name and a class that Excel took for a date are said by row, nothing is changed', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('學生');
  sheet.addRow(studentHeaders);
  for (const row of [but(lin, '班級名稱', '　'), chen, ji, tsai]) sheet.addRow(row);
  sheet.getCell('K4').value = new Date('2025-03-01T00:00:00Z');
  const bytes = Buffer.from(await book.xlsx.writeBuffer());
  await nothingChanges({ name: '日間部.xlsx', bytes }, 'import-bad-rows', {
    problems: [
      [2, '班級名稱', 'empty'],
      [4, '班級名稱', 'date-instead'],
    ],
  });
});

test('產7 · full-width digits, an Excel date that lost its format, and a name over two lines change nothing', async () => {
  const wide = but(but(lin, '學號', '１１４０１０１'), '身分證號', 'Ａ１２３４５６７８９');
  const rows = [but(wide, '出生日期', 40251), but(chen, '姓名', ' 陳思妤\n'), ji, tsai];
  const { preview } = await look(await studentWorkbook(rows));
  expect(preview.parts.map(({ same, bad }) => [same, bad.total])).toEqual([
    [4, 0],
    [4, 0],
  ]);
});

test('產7 · a teacher list with a hole and one that names somebody twice are said by row', async () => {
  const row = (group: string, teachers: string) => [
    ...[114, 1, '日間部', '114123456V21301A1011011', '國語文', 1, group, 3, teachers],
  ];
  const rows = [row('甲', ',T001'), row('乙', 'T001、T001'), row('丙', 'T001、T002')];
  const workbook = { name: '開課.xlsx', bytes: await oneSheet('開課', offeringHeaders, rows) };
  await nothingChanges(workbook, 'import-bad-rows', {
    problems: [
      [2, '任課教師代碼', 'list-gap'],
      [3, '任課教師代碼', 'list-repeats'],
    ],
  });
});

test('產7 · a Big5 file with a self-made character: its row is said, the others are read', async () => {
  const columns = studentHeaders.map((header) => ({ header }));
  const utf8 = Buffer.from(writeCsv({ columns, rows: [lin, chen] }))
    .toString('utf8')
    .slice(1);
  const [before = '', after = ''] = utf8.split('育');
  const bytes = Buffer.concat([
    iconv.encode(before, 'cp950'),
    Buffer.from('fa40', 'hex'),
    iconv.encode(after, 'cp950'),
  ]);
  const preview = await nothingChanges({ name: '日間部學生.csv', bytes }, 'import-bad-rows', {
    problems: [[2, '姓名', 'private-character']],
  });
  expect(preview.parts[0]).toMatchObject({ same: 1, bad: { lines: [{ facts: { found: '林〓安' } }] } });
});

test('產14 · a list with half the school missing: said before, refused without the number, nothing is changed', async () => {
  const workbook = await studentWorkbook([lin, chen]);
  const before = await everything();
  const brought = await look(workbook);
  expect(brought.preview).toMatchObject({ alarm: true, vanishing: 2 });
  expect(brought.preview.parts[1]?.vanishing).toMatchObject({ total: 2, standing: 4, alarm: true });
  for (const confirmed of [null, 1]) {
    const applied = await apply(school.as('registrar'), brought, { vanishing: 'remove', confirmed });
    expect(applied.refusal).toMatchObject({
      refused: 'import-vanishing-unconfirmed',
      clause: '產14',
      facts: { count: 2 },
    });
  }
  expect(await everything()).toBe(before);
});

test('產7 · what is no workbook is refused when it is brought', async () => {
  const registrar = school.as('registrar');
  const importId = (await registrar.call(beginImport)).answer?.importId ?? '';
  const exe = { name: '學生.xlsx', bytes: Buffer.from('MZ\x90\x00\x03\x00\x00\x00\xff\xfe', 'latin1') };
  const answer = await sendWorkbook(registrar, importId, exe);
  expect(await answer.json()).toMatchObject({ refused: 'encoding-unknown', clause: '產7' });
});

test('產7 · Big5 is read and said; an unknown sheet is left alone and said', async () => {
  const columns = studentHeaders.map((header) => ({ header }));
  const utf8 = Buffer.from(writeCsv({ columns, rows: [lin, chen] }));
  const big5 = { name: '日間部學生.csv', bytes: iconv.encode(utf8.toString('utf8').slice(1), 'cp950') };
  const { preview, encodings } = await look(big5);
  expect(encodings).toEqual(['Big5']);
  expect(preview.parts.map((part) => part.same)).toEqual([2, 2]);
  const strange = await look({ name: '課表.xlsx', bytes: await oneSheet('課表', ['甲'], [['乙']]) });
  expect(strange.preview).toMatchObject({ parts: [], sheets: [{ sheet: '課表', holds: [] }] });
});

function look(workbook: { name: string; bytes: Uint8Array }) {
  return bring(school.as('registrar'), [workbook]);
}

/** 註冊組長 brings it, reads what is wrong, tries to apply it all the same, and no row of any table has changed. */
async function nothingChanges(
  workbook: { name: string; bytes: Uint8Array },
  refused: string,
  expected: { sheet?: object; problems?: [number, string, string][] },
) {
  const before = await everything();
  const brought = await look(workbook);
  if (expected.sheet) expect(brought.preview.badSheets).toMatchObject([expected.sheet]);
  if (expected.problems) expect(brought.problems).toEqual(expected.problems);
  const applied = await apply(school.as('registrar'), brought);
  expect(applied.status).toBe(409);
  expect(applied.refusal).toMatchObject({ refused, clause: '產7' });
  expect(await everything()).toBe(before);
  return brought.preview;
}

const tables = [
  'person',
  'registration',
  'class',
  'placement',
  'staff',
  'appointment',
  'course',
  'offering',
  'offering_teacher',
  'enrolment',
  'ledger_line',
];

/** A hash over every row an import could touch, and the ledger. */
async function everything(): Promise<string> {
  const hashes = tables.map(
    (table) => `(select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from ${table} t)`,
  );
  const { rows } = await school.owner.query(`select array[${hashes.join(', ')}] as hashes`);
  return rows[0].hashes.join();
}
