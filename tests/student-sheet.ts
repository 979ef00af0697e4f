/** The sheet of the cast's day students as their office would export it: by itself it changes nothing. */
import { writeWorkbook } from '../src/platform/sheets.ts';

export const studentHeaders = [
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
export type Cells = (string | number | null)[];

// Every birth date in another spelling.
export const lin = dayStudent('1140101', '林育安', 'A123456789', '2010-03-14', 1);
export const chen = dayStudent('1140102', '陳思妤', 'B234567894', '0990602', 2);
export const ji = dayStudent('1140103', '𠮷田堃', 'A800000014', '2010/1/9', 3);
export const tsai = dayStudent('1140104', '蔡牧青', 'F131104093', '99/9/21', 4);
export const everybody = [lin, chen, ji, tsai];

/** The same row with one cell of another content. */
export function but(row: Cells, header: string, cell: string | number | null): Cells {
  return row.with(studentHeaders.indexOf(header), cell);
}

export async function studentWorkbook(rows: Cells[], headers = studentHeaders) {
  return { name: '日間部.xlsx', bytes: await oneSheet('學生', headers, rows) };
}

export function oneSheet(name: string, headers: readonly string[], rows: Cells[]): Promise<Uint8Array> {
  return writeWorkbook([{ name, columns: headers.map((header) => ({ header })), rows }]);
}

function dayStudent(number: string, name: string, id: string, birth: string, seat: number): Cells {
  return [114, 1, '日間部', number, name, id, birth, 114, '21', '301', '商一甲', seat];
}
