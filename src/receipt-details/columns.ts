/**
 * Which column of a receipt-details file holds what. The national layout is not published, so the product guesses
 * from the headers, remembers what the office said last time, and the office confirms. One value may stand under
 * several headers (a workbook with a sheet per kind names its course code differently on each).
 */
import { type Refusal, refuse } from '../regulation/refusal.ts';

export const columnFields = [
  'nationalId',
  'birthDate',
  'schoolYear',
  'semester',
  'courseCode',
  'courseName',
  'description',
  'grade',
  'credits',
  'schoolCode',
] as const;
export type ColumnField = (typeof columnFields)[number];
export type Mapping = Partial<Record<ColumnField, string[]>>;

/** Without these no line can be told from another. The school year may be the round's own. */
export const neededFields: readonly ColumnField[] = ['nationalId', 'birthDate', 'semester', 'courseCode'];

/** Headers as live rosters and the exchange format write them, without blanks, in the order of preference. */
const known: Record<ColumnField, readonly string[]> = {
  nationalId: [
    '身分證號',
    '身分證字號',
    '身分證統一編號',
    '國民身分證統一編號',
    '身份證號',
    '身份證字號',
    'ID',
  ],
  birthDate: ['出生日期', '生日', '出生年月日', '學生出生年月日'],
  schoolYear: ['學年度', '學年', '修課學年度', '應修課學年度', '開課學年度'],
  semester: ['學期', '實際修課學期', '修課學期', '開課學期', '借讀修課學期', '原修課學期', '應修課學期'],
  courseCode: ['課程代碼', '科目代碼', '原修課課程代碼', '借讀校課程代碼'],
  courseName: ['科目名稱', '課程名稱', '學科', '原修課科目名稱', '借讀校科目名稱'],
  description: ['成果簡述', '課程學習成果簡述', '內容簡述', '簡述'],
  grade: ['開課年級', '年級', '原修課開課年級', '借讀校開課年級'],
  credits: ['修課學分', '修課節數', '學分', '學分數', '節數', '原修課修課學分', '借讀校修課學分'],
  schoolCode: ['學校代碼', '就讀學校代碼', '修課學校代碼'],
};

/** Fields one line has several of: the first filled one counts, so all known headers are taken. */
const several: readonly ColumnField[] = ['semester', 'courseCode', 'courseName', 'grade', 'credits'];

/** @param last what the office said the last time, kept where the file still has the header */
export function guessMapping(headers: readonly string[], last: Mapping = {}): Mapping {
  const taken = new Set<string>();
  const guess: Mapping = {};
  for (const field of columnFields) {
    const before = (last[field] ?? []).filter((header) => headers.includes(header));
    const found = before.length > 0 ? before : fromKnown(field, headers);
    const free = found.filter((header) => !taken.has(header));
    for (const header of free) taken.add(header);
    if (free.length > 0) guess[field] = free;
  }
  return guess;
}

function fromKnown(field: ColumnField, headers: readonly string[]): string[] {
  const found = known[field].flatMap((name) =>
    headers.filter((header) => squeezed(header) === squeezed(name)),
  );
  return several.includes(field) ? [...new Set(found)] : found.slice(0, 1);
}

/** Whether a cell is a header people use: how the header row is found. */
export function isKnownHeader(text: string): boolean {
  return allKnown.has(squeezed(text));
}

function squeezed(header: string): string {
  return header.replace(/[\s　()（）*＊:：]/g, '').toUpperCase();
}

export function checkMapping(mapping: Mapping, headers: readonly string[]): Mapping | Refusal {
  const used = columnFields.flatMap((field) => mapping[field] ?? []);
  const unknown = used.find((header) => !headers.includes(header));
  if (unknown !== undefined) return refuse('column-unknown', '產7', { header: unknown });
  const twice = used.find((header, index) => used.indexOf(header) !== index);
  if (twice !== undefined) return refuse('column-used-twice', '產7', { header: twice });
  const missing = neededFields.find((field) => (mapping[field] ?? []).length === 0);
  if (missing !== undefined) return refuse('column-missing', '六(三)', { field: missing });
  return mapping;
}

const allKnown = new Set(Object.values(known).flat().map(squeezed));
