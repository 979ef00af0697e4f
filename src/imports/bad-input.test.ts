/** What schools' workbooks really hold, and what each gets: a clear message, and nothing changed. */
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { writeCsv, writeWorkbook } from '../platform/sheets.ts';
import { applyImport, beginImport, bringWorkbook, discardImport, previewImport } from './contract.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(async () => {
  await school.close();
});

const studentHeaders = [
  '學年度',
  '學期',
  '部別',
  '學號',
  '姓名',
  '身分證號',
  '出生日期',
  '入學學年度',
  '群別代碼',
  '科別代碼',
  '班級名稱',
  '座號',
];
type Cells = (string | number | null)[];
const lin: Cells = [
  114,
  1,
  '日間部',
  '1140101',
  '林育安',
  'A123456789',
  '2010-03-14',
  114,
  '21',
  '301',
  '商一甲',
  1,
];
const chen: Cells = [
  114,
  1,
  '日間部',
  '1140102',
  '陳思妤',
  'B234567894',
  '0990602',
  114,
  '21',
  '301',
  '商一甲',
  2,
];
const ji: Cells = [
  114,
  1,
  '日間部',
  '1140103',
  '𠮷田堃',
  'A800000014',
  '2010/1/9',
  114,
  '21',
  '301',
  '商一甲',
  3,
];
const tsai: Cells = [
  114,
  1,
  '日間部',
  '1140104',
  '蔡牧青',
  'F131104093',
  '99/9/21',
  114,
  '21',
  '301',
  '商一甲',
  4,
];
const everybody = [lin, chen, ji, tsai];

/** The same row with one cell of another content. */
function but(row: Cells, header: string, cell: string | number | null): Cells {
  return row.with(studentHeaders.indexOf(header), cell);
}

const students = (rows: Cells[], headers = studentHeaders) =>
  writeWorkbook([{ name: '學生', columns: headers.map((header) => ({ header })), rows }]);

test('五(一)1 · the day division’s own list changes nothing: every spelling of the same data is the same', async () => {
  const { preview } = await look(await students(everybody));
  expect(preview?.badSheets).toEqual([]);
  expect(
    preview?.parts.map(({ sheet, same, bad, vanishing }) => [sheet, same, bad.total, vanishing.total]),
  ).toEqual([
    ['students', 4, 0, 0],
    ['placements', 4, 0, 0],
  ]);
});

test('五(一)1 · a corrected name is shown before and after, the ID number only masked', async () => {
  const mended = but(but(chen, '姓名', '陳思予'), '身分證號', 'A287654321');
  const wrongId = await look(await students([lin, mended, ji, tsai]));
  expect(wrongId.problems).toEqual([[3, '身分證號', 'id-checksum']]);
  const { preview } = await look(await students([lin, but(chen, '姓名', '陳思予'), ji, tsai]));
  expect(preview?.parts[0]?.changed.rows).toMatchObject([
    {
      place: { sheet: '學生', row: 3 },
      label: '1140102 陳思予',
      changes: [{ field: 'name', before: '陳思妤', after: '陳思予' }],
    },
  ]);
  expect(JSON.stringify(preview)).not.toContain('B234567894');
});

test('產7 · a missing column is named, nothing is changed', async () => {
  const headers = studentHeaders.toSpliced(6, 1);
  await nothingChanges(
    await students(
      everybody.map((row) => row.toSpliced(6, 1)),
      headers,
    ),
    {
      sheet: { problem: 'columns-missing', facts: { columns: '出生日期' } },
      refused: 'import-sheet-unreadable',
    },
  );
});

test('產7 · a repeated header is named, nothing is changed', async () => {
  const headers = [...studentHeaders, '姓名'];
  await nothingChanges(
    await students(
      everybody.map((row) => [...row, 'x']),
      headers,
    ),
    {
      sheet: { problem: 'header-repeated', facts: { column: '姓名' } },
      refused: 'import-sheet-unreadable',
    },
  );
});

test('產7 · credits of -1 are refused by row and column, nothing is changed', async () => {
  const headers = [
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
  const row = [114, 1, '日間部', '114123456V21301A1011011', '國語文', 1, '商一甲', -1, 'T001'];
  const bytes = await writeWorkbook([
    { name: '開課', columns: headers.map((header) => ({ header })), rows: [row] },
  ]);
  await nothingChanges(bytes, {
    lines: [[2, '學分', 'too-small', { found: -1, min: 0 }]],
    refused: 'import-bad-rows',
  });
});

test.each(['2010/3/14 上午 12:00:00', '2010/3/14 下午 03:15:00'])(
  '產7 · a birth date written %s is refused as a date with a time, nothing is changed',
  async (written) => {
    await nothingChanges(await students([but(lin, '出生日期', written), chen, ji, tsai]), {
      lines: [[2, '出生日期', 'date-has-time', { found: written }]],
      refused: 'import-bad-rows',
    });
  },
);

test('產7 · a real Excel date with a time in it is refused too, one without is taken', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('學生');
  sheet.addRow(studentHeaders);
  sheet.addRow(lin.with(6, new Date('2010-03-14T15:15:00Z') as never));
  sheet.addRow(chen.with(6, new Date('2010-06-02T00:00:00Z') as never));
  const { problems, preview } = await look(Buffer.from(await book.xlsx.writeBuffer()));
  expect(problems).toEqual([[2, '出生日期', 'date-has-time']]);
  expect(preview?.parts[0]?.same).toBe(1);
});

test('五(一)1 · an ID with a wrong checksum is refused without repeating it, nothing is changed', async () => {
  await nothingChanges(await students([but(lin, '身分證號', 'A123456788'), chen, ji, tsai]), {
    lines: [[2, '身分證號', 'id-checksum', {}]],
    refused: 'import-bad-rows',
  });
});

test('五(一)1 · a duplicate student is refused with the row of the first, nothing is changed', async () => {
  await nothingChanges(await students([...everybody, lin]), {
    lines: [[6, '學號', 'duplicate-student', { first: 2 }]],
    refused: 'import-bad-rows',
  });
  await nothingChanges(await students([...everybody, but(lin, '學號', '1140199')]), {
    lines: [[6, '身分證號', 'id-of-another', { number: '1140101' }]],
    refused: 'import-bad-rows',
  });
});

test('五(一)1 · a student number that belongs to somebody else, and two new students with one ID', async () => {
  const other = but(but(lin, '姓名', '周以心'), '身分證號', 'A223456781');
  const twin = but(but(other, '學號', '1140150'), '座號', 50);
  const { problems } = await look(
    await students([...everybody.slice(1), other, twin, but(but(twin, '學號', '1140151'), '座號', 51)]),
  );
  expect(problems).toEqual([
    [5, '學號', 'number-of-another'],
    [7, '身分證號', 'duplicate-id'],
  ]);
});

test('五(一)1 · an unknown class and a seat taken twice are refused', async () => {
  const { problems } = await look(
    await students([but(lin, '班級名稱', '商一乙'), but(chen, '座號', 3), ji, tsai]),
  );
  expect(problems).toEqual([
    [2, '班級名稱', 'unknown-class'],
    [4, '座號', 'duplicate-seat'],
  ]);
});

test('五(二)1 · a damaged course code, an unknown teacher, one code with two names are refused', async () => {
  const headers = [
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
  const row = (code: string, name: string, group: string, teacher: string) => [
    114,
    1,
    '日間部',
    code,
    name,
    1,
    group,
    3,
    teacher,
  ];
  const bytes = await writeWorkbook([
    {
      name: '開課',
      columns: headers.map((header) => ({ header })),
      rows: [
        row('114123456V21301A10110', '國語文', '商一甲', 'T001'),
        row('114123456V21301A1011021', '數學', '商一甲', 'T999'),
        row('114123456V21301A1011021', '數學', '商一乙', 'T002、T003'),
        row('114123456V21301A1011021', '數學乙', '商一丙', 'T002'),
      ],
    },
  ]);
  expect((await look(bytes)).problems).toEqual([
    [2, '課程代碼', 'course-code-length'],
    [3, '任課教師代碼', 'unknown-teacher'],
    [5, '科目名稱', 'course-two-names'],
  ]);
});

test('五(二)1 · an enrolment of an unknown student or offering is refused', async () => {
  const headers = ['學年度', '學期', '部別', '學號', '課程代碼', '班組', '修課類別'];
  const rows = [
    [114, 1, '日間部', '1149999', '114123456V21301A1011011', '商一甲', '一般'],
    [114, 1, '日間部', '1140101', '114123456V21301A1011011', '商一丁', '一般'],
    [114, 1, '日間部', 'N1140201', '114123456V21301A1011011', '商一甲', '一般'],
    [114, 1, '日間部', '1140101', '114123456V21301A1011011', '商一甲', '旁聽'],
  ];
  const bytes = await writeWorkbook([{ name: '修課', columns: headers.map((header) => ({ header })), rows }]);
  expect((await look(bytes)).problems).toEqual([
    [5, '修課類別', 'unknown-choice'],
    [2, '學號', 'unknown-student'],
    [3, '課程代碼', 'unknown-offering'],
    [4, '學號', 'student-of-other-division'],
  ]);
});

test('產7 · rows left out by choice leave the good ones applied, and nothing is removed beside them', async () => {
  const own = await openTestSchool();
  const bytes = await students([but(lin, '身分證號', 'A123456788'), but(chen, '姓名', '陳思予')]);
  const { importId, preview } = await look(bytes, own);
  const applied = await own.as('registrar').call(applyImport, {
    params: { importId },
    body: { seen: preview?.seen, badRows: 'leave-out', vanishing: 'keep', confirmed: null },
  });
  expect(applied.answer?.counts).toMatchObject([
    { sheet: 'students', changed: 1, removed: 0, leftOut: 1 },
    { sheet: 'placements', changed: 0, removed: 0 },
  ]);
  const names = await own.owner.query(`select name from person where name in ('陳思予', '陳思妤', '林育安')`);
  expect(names.rows.map((row) => row.name).sort()).toEqual(['林育安', '陳思予']);
  const history = await own.as('night').call(previewImport, { params: { importId } });
  expect(history.answer?.leftOut).toMatchObject([{ place: { row: 2 }, problem: 'id-checksum' }]);
  await own.close();
});

test('產7 · what was not looked at is not applied: somebody changed the register in between', async () => {
  const own = await openTestSchool();
  const { importId, preview } = await look(await students([lin, but(chen, '姓名', '陳思予'), ji, tsai]), own);
  await own.owner.query(`update person set name = '蔡木青' where name = '蔡牧青'`);
  const body = { seen: preview?.seen, badRows: 'refuse', vanishing: 'keep', confirmed: null };
  const applied = await own.as('registrar').call(applyImport, { params: { importId }, body });
  expect(applied.refusal).toMatchObject({ refused: 'import-changed-meanwhile', clause: '產7' });
  await own.close();
});

test('五(一)1 · an import is its opener’s alone, is applied once, and can be put aside', async () => {
  const own = await openTestSchool();
  const { importId, preview } = await look(await students([but(lin, '姓名', '林育安')]), own);
  const body = { seen: preview?.seen, badRows: 'refuse', vanishing: 'keep', confirmed: null };
  const other = await own.as('night').call(previewImport, { params: { importId } });
  expect(other.refusal).toMatchObject({ refused: 'not-found' });
  const stolen = await own.as('night').call(applyImport, { params: { importId }, body });
  expect(stolen.refusal).toMatchObject({ refused: 'not-found' });
  expect((await own.as('registrar').call(applyImport, { params: { importId }, body })).status).toBe(200);
  const again = await own.as('registrar').call(applyImport, { params: { importId }, body });
  expect(again.refusal).toMatchObject({ refused: 'import-closed', facts: { state: 'applied' } });
  const second = await look(await students([lin]), own);
  expect(
    (await own.as('registrar').call(discardImport, { params: { importId: second.importId } })).status,
  ).toBe(204);
  const { rows } = await own.owner.query(
    'select count(*)::int as count from import_workbook where sealed is not null',
  );
  expect(rows[0].count).toBe(0);
  await own.close();
});

test('八 · a student with work handed in does not drop out of a class because a list forgot them', async () => {
  const own = await openTestSchool();
  await own.owner.query(
    `insert into outcome (enrolment_id, registration_id, created_at)
     select id, registration_id, now() from enrolment where registration_id =
       (select id from registration where student_number = '1140101') limit 1`,
  );
  const { importId, preview } = await look(await students(everybody.slice(1)), own);
  expect(preview?.parts[1]?.vanishing).toMatchObject({ total: 1, alarm: true, labels: ['1140101 林育安'] });
  const body = { seen: preview?.seen, badRows: 'refuse', vanishing: 'remove', confirmed: 1 };
  const applied = await own.as('registrar').call(applyImport, { params: { importId }, body });
  expect(applied.refusal).toEqual({
    refused: 'student-has-work',
    clause: '八',
    facts: { count: 1, students: '1140101' },
  });
  await own.close();
});

test('產7 · Big5 is read and said; an unknown sheet is left alone and said', async () => {
  const utf8 = Buffer.from(
    writeCsv({ columns: studentHeaders.map((header) => ({ header })), rows: [lin, chen] }),
  );
  const { preview } = await look(utf8, school, '日間部學生.csv');
  expect(preview?.parts.map((part) => part.same)).toEqual([2, 2]);
  const strange = await look(
    await writeWorkbook([{ name: '課表', columns: [{ header: '甲' }], rows: [['乙']] }]),
  );
  expect(strange.preview).toMatchObject({ parts: [], unrecognised: [{ sheet: '課表' }] });
});

/** Brings one workbook as 註冊組長 and looks at what it would change. */
async function look(bytes: Uint8Array, at = school, name = '日間部.xlsx') {
  const client = at.as('registrar');
  const importId = (await client.call(beginImport)).answer?.importId ?? '';
  const path = bringWorkbook.path.replace(':importId', importId);
  const brought = await client.fetch(`${path}?name=${encodeURIComponent(name)}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(bytes),
  });
  expect(brought.status).toBe(200);
  const { answer } = await client.call(previewImport, { params: { importId } });
  const lines = answer?.preview?.parts.flatMap((part) => part.bad.lines) ?? [];
  return {
    importId,
    preview: answer?.preview,
    lines,
    problems: lines.map(({ place, column, problem }) => [place.row, column, problem]),
  };
}

interface Expected {
  sheet?: { problem: string; facts: Record<string, string | number> };
  lines?: [row: number, column: string, problem: string, facts: Record<string, string | number>][];
  refused: string;
}

async function nothingChanges(bytes: Uint8Array, expected: Expected): Promise<void> {
  const before = await everything();
  const { importId, preview, lines } = await look(bytes);
  if (expected.sheet) expect(preview?.badSheets).toMatchObject([expected.sheet]);
  if (expected.lines)
    expect(lines.map(({ place, column, problem, facts }) => [place.row, column, problem, facts])).toEqual(
      expected.lines,
    );
  const applied = await school.as('registrar').call(applyImport, {
    params: { importId },
    body: { seen: preview?.seen, badRows: 'refuse', vanishing: 'keep', confirmed: null },
  });
  expect(applied.status).toBe(409);
  expect(applied.refusal).toMatchObject({ refused: expected.refused, clause: '產7' });
  expect(await everything()).toBe(before);
}

/** One hash over every row an import could touch, and the ledger. */
async function everything(): Promise<string> {
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
  const parts = tables.map(
    (table) => `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from ${table} t`,
  );
  const { rows } = await school.owner.query(
    `select array[${parts.map((part) => `(${part})`).join(', ')}] as hashes`,
  );
  return rows[0].hashes.join();
}
