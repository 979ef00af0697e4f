import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { zipOf } from '../../../tests/zip.ts';
import { isRefusal } from '../../regulation/refusal.ts';
import {
  choice,
  code,
  column,
  date,
  decimal,
  findHeader,
  maybeColumn,
  readSheets,
  readTable,
  sheetLimits,
  text,
  writeCsv,
  writeWorkbook,
} from '../sheets.ts';

const columns = {
  number: column('學號', code({ pattern: /^\w+$/ }), '學生證號'),
  name: column('姓名', text({ max: 20 })),
  birth: column('出生日期', date(), '生日'),
  credits: column('學分', decimal({ min: 0, max: 20 })),
  division: maybeColumn('部別', choice({ 日間部: 'day', 進修部: 'continuing' })),
};

const header = ['學號', '姓名', '出生日期', '學分', '部別'].map((name) => ({ header: name }));

async function sheetOf(bytes: Uint8Array, name = 'a.xlsx') {
  const read = await readSheets(bytes, name);
  if (isRefusal(read)) throw new Error(read.refused);
  const [sheet] = read.sheets;
  if (!sheet) throw new Error('no sheet');
  return { ...read, sheet };
}

test('產7 · a workbook we write is read back by us and by another reader, letter for letter', async () => {
  const rows = [
    ['0012', '𠮷田堃', '2010-03-14', 3, '日間部'],
    ['=1+1', '_x0041_ _x005F_x0041_', '2009-12-31', 2.5, null],
  ];
  const bytes = await writeWorkbook([{ name: '學生', columns: header, rows }]);
  const { sheet } = await sheetOf(bytes);
  expect(sheet.name).toBe('學生');
  expect(sheet.rows.map((row) => row.cells)).toEqual([
    header.map((one) => one.header),
    rows[0],
    rows[1]?.slice(0, 4),
  ]);
  const other = new ExcelJS.Workbook();
  await other.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer);
  const cell = other.getWorksheet('學生')?.getCell('A3');
  expect(cell?.value).toBe('=1+1');
  expect(other.getWorksheet('學生')?.getCell('B3').value).toBe('_x0041_ _x005F_x0041_');
  expect(cell?.type).toBe(ExcelJS.ValueType.String);
  expect(
    Buffer.from(await writeWorkbook([{ name: '學生', columns: header, rows }])).equals(Buffer.from(bytes)),
  ).toBe(true);
});

test('產7 · real Excel dates are days, and days with a time where they have one', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('學生');
  sheet.addRow(['學號', '姓名', '出生日期', '學分']);
  sheet.addRow(['1', '林', new Date('2010-03-14T00:00:00Z'), 1]);
  sheet.addRow(['2', '陳', new Date('2010-03-14T15:15:00Z'), 1]);
  const read = await sheetOf(Buffer.from(await book.xlsx.writeBuffer()));
  const table = readTable(read.sheet, columns);
  expect(table.rows.map((row) => row.values.birth)).toEqual(['2010-03-14']);
  expect(table.bad).toMatchObject([{ row: 3, problems: [{ column: '出生日期', problem: 'date-has-time' }] }]);
});

test('產7 · columns are found by header or alias, below a title and in any order', async () => {
  const rows = [
    ['姓名', '* 學生證號（必填）', '生日', '備註', '學　分'],
    ['林', '7', '99/3/14', '', 3],
  ];
  const bytes = await writeWorkbook([{ name: '一', columns: [{ header: '海濱商工 學生名冊' }], rows }]);
  const { sheet } = await sheetOf(bytes);
  expect(findHeader(sheet, columns)).toMatchObject({ row: 2, found: 4, missing: 0 });
  expect(readTable(sheet, columns)).toEqual({
    bad: [],
    rows: [
      {
        row: 3,
        values: { number: '7', name: '林', birth: '2010-03-14', credits: 3, division: null },
      },
    ],
    problems: [],
    unknown: ['備註'],
  });
});

test('產7 · a missing column and a repeated header are named', async () => {
  const read = async (heads: string[]) =>
    readTable(
      (
        await sheetOf(
          await writeWorkbook([
            { name: '一', columns: heads.map((one) => ({ header: one })), rows: [['1', 'a']] },
          ]),
        )
      ).sheet,
      columns,
    );
  expect((await read(['學號', '姓名', '學分'])).problems).toEqual([
    { problem: 'columns-missing', facts: { columns: '出生日期' } },
  ]);
  expect((await read(['學號', '姓名', '出生日期', '學分', '生日'])).problems).toEqual([
    { problem: 'header-repeated', facts: { column: '出生日期' } },
  ]);
  expect((await read(['甲', '乙'])).problems[0]?.problem).toBe('no-header');
});

test('產7 · Big5 and UTF-8 are told apart and said', async () => {
  const csv = '學號,姓名\r\n1,"林,育安"\r\n';
  const big5 = await sheetOf(iconv.encode(csv, 'cp950'), '學生.csv');
  expect(big5).toMatchObject({ kind: 'csv', encoding: 'Big5', sheet: { name: '學生' } });
  const utf8 = await sheetOf(Buffer.from(`\uFEFF${csv}`), 'C:\\x\\學生.csv');
  expect(utf8).toMatchObject({ encoding: 'UTF-8', sheet: { name: '學生' } });
  expect(utf8.sheet.rows).toEqual(big5.sheet.rows);
  expect(utf8.sheet.rows[1]?.cells).toEqual(['1', '林,育安']);
  const unicodeText = await sheetOf(Buffer.from(`\uFEFF${csv.replaceAll(',', '\t')}`, 'utf16le'));
  expect(unicodeText).toMatchObject({ encoding: 'UTF-16' });
});

test('產7 · Unicode text of either byte order is read', async () => {
  const csv = '\uFEFF學號\t姓名\r\n1\t𠮷田\r\n';
  const little = Buffer.from(csv, 'utf16le');
  const big = Buffer.from(little).swap16();
  for (const bytes of [little, big])
    expect((await sheetOf(bytes, 'a.csv')).sheet.rows[1]?.cells).toEqual(['1', '𠮷田']);
});

test('產7 · a character that one computer made for itself is kept as such, so that its row can be said', async () => {
  const before = iconv.encode('學號,姓名\r\n1,陳', 'cp950');
  const after = iconv.encode('明\r\n2,林育安\r\n', 'cp950');
  // The first codes of each private range, as Windows maps them.
  const made = { fa40: '\uE000', '8e40': '\uE311', '8140': '\uEEB8', c6a1: '\uF6B1', fafe: '\uE09C' };
  for (const [code, character] of Object.entries(made)) {
    const { sheet, encoding } = await sheetOf(
      Buffer.concat([before, Buffer.from(code, 'hex'), after]),
      'a.csv',
    );
    expect(encoding).toBe('Big5');
    expect(sheet.rows[1]?.cells).toEqual(['1', `陳${character}明`]);
    const { rows, bad } = readTable(sheet, { number: columns.number, name: columns.name });
    expect(rows.map(({ row }) => row)).toEqual([3]);
    expect(bad).toMatchObject([
      { row: 2, problems: [{ problem: 'private-character', facts: { found: '陳〓明' } }] },
    ]);
  }
});

test('產7 · quotes and line breaks inside a cell neither break a row nor get lost', async () => {
  const csv = '學號,姓名\r\n1,"林""小安""\n育安"\r\n2,陳\r\n';
  const { sheet } = await sheetOf(Buffer.from(csv), 'a.csv');
  const { rows } = readTable(sheet, { number: columns.number, name: columns.name });
  expect(rows.map(({ values }) => values.name)).toEqual(['林"小安" 育安', '陳']);
});

test('產7 · what is no workbook is refused with its reason', async () => {
  const refused = async (bytes: Uint8Array) => {
    const read = await readSheets(bytes, 'a.xlsx');
    return isRefusal(read) ? read.refused : 'read';
  };
  expect(await refused(Buffer.from('d0cf11e0a1b11ae100', 'hex'))).toBe('workbook-old-or-locked');
  expect(await refused(Buffer.from('%PDF-1.7'))).toBe('workbook-broken');
  expect(await refused(Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200)]))).toBe(
    'workbook-broken',
  );
  expect(await refused(Buffer.from([0x41, 0xff, 0xff, 0xff]))).toBe('encoding-unknown');
  expect(await refused(Buffer.from('a,"b\nc'))).toBe('csv-broken');
  const book = await writeWorkbook([{ name: '一', columns: header, rows: [] }]);
  expect(await refused(book.slice(0, book.length - 40))).toBe('workbook-broken');
});

test('產7 · each cap holds on both sides', async () => {
  const rows = Array.from({ length: 9 }, (_, index) => [String(index), 'x', '2010-01-01', 1, '日間部']);
  const book = await writeWorkbook([{ name: '一', columns: header, rows }]);
  const csv = writeCsv({ columns: header, rows });
  for (const bytes of [book, csv]) {
    const read = async (limits: Partial<typeof sheetLimits>) => {
      const answer = await readSheets(bytes, 'a', { ...sheetLimits, ...limits });
      return isRefusal(answer) ? answer.refused : 'read';
    };
    expect(await read({ rows: 10, cells: 50, bytes: bytes.length })).toBe('read');
    expect(await read({ rows: 9 })).toBe('workbook-too-many-rows');
    expect(await read({ cells: 49 })).toBe('workbook-too-many-cells');
    expect(await read({ bytes: bytes.length - 1 })).toBe('workbook-too-large');
  }
});

test('產7 · a zip bomb is refused before it is unpacked, even when its directory lies', async () => {
  const limits = { ...sheetLimits, unpackedBytes: 1_000_000 };
  const honest = zipOf([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(2_000_000) }]);
  const lying = zipOf([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(2_000_000), claimed: 10 }]);
  expect(await readSheets(honest, 'a', limits)).toMatchObject({ refused: 'workbook-too-large' });
  expect(await readSheets(lying, 'a', limits)).toMatchObject({ refused: 'workbook-broken' });
});

test('產7 · a text a spreadsheet would run is written so that it does not', () => {
  const csv = Buffer.from(
    writeCsv({ columns: [{ header: '簡述' }], rows: [['=HYPERLINK("x")'], ['-1'], ['＠a'], ['a,b'], [-1]] }),
  ).toString('utf8');
  expect(csv).toBe('\uFEFF簡述\r\n"\'=HYPERLINK(""x"")"\r\n"\'-1"\r\n"\'＠a"\r\n"a,b"\r\n-1\r\n');
});
