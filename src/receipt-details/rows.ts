/** Reads the rows of a receipt-details file through the mapping. A row that cannot be read is set aside, by number. */

import type { ColumnField, Mapping } from './columns.ts';
import type { ComparedField } from './compare.ts';

/** A row as the workbook gave it: header to text. `row` is the number at the left of its sheet. */
export interface RawRow {
  sheet: string;
  row: number;
  cells: Readonly<Record<string, string>>;
}

export interface ReceivedRow {
  sheet: string;
  row: number;
  nationalId: string;
  /** `YYYY-MM-DD` */
  birthDate: string;
  schoolYear: number;
  semester: number;
  courseCode: string;
  values: Partial<Record<ComparedField, string>>;
}

export const setAsideReasons = [
  'id-missing',
  'birth-date-unreadable',
  'school-year-unreadable',
  'other-school-year',
  'semester-unreadable',
  'course-code-missing',
  'other-school',
  'other-division',
] as const;

export interface SetAside {
  sheet: string;
  row: number;
  reason: (typeof setAsideReasons)[number];
  /** What stood there; never an ID number. */
  found: string;
}

export interface RoundFacts {
  schoolYear: number;
  /** How the central database may name this school. */
  schoolCodes: readonly string[];
}

export function readRows(
  rows: readonly RawRow[],
  mapping: Mapping,
  round: RoundFacts,
): { read: ReceivedRow[]; setAside: SetAside[] } {
  const read: ReceivedRow[] = [];
  const setAside: SetAside[] = [];
  for (const raw of rows) {
    const row = readRow(raw, mapping, round);
    if ('reason' in row) setAside.push(row);
    else read.push(row);
  }
  return { read, setAside };
}

function readRow(raw: RawRow, mapping: Mapping, round: RoundFacts): ReceivedRow | SetAside {
  const text = (field: ColumnField) =>
    (mapping[field] ?? []).map((header) => (raw.cells[header] ?? '').trim()).find((value) => value !== '') ??
    '';
  const aside = (reason: SetAside['reason'], found = ''): SetAside => ({
    sheet: raw.sheet,
    row: raw.row,
    reason,
    found,
  });

  const schoolCode = text('schoolCode');
  if (schoolCode !== '' && !round.schoolCodes.includes(schoolCode)) return aside('other-school', schoolCode);
  const nationalId = text('nationalId').toUpperCase();
  if (nationalId === '') return aside('id-missing');
  const birthDate = readDate(text('birthDate'));
  if (!birthDate) return aside('birth-date-unreadable', text('birthDate'));
  const schoolYear = text('schoolYear') === '' ? round.schoolYear : readNumber(text('schoolYear'));
  if (schoolYear === undefined) return aside('school-year-unreadable', text('schoolYear'));
  if (schoolYear !== round.schoolYear) return aside('other-school-year', text('schoolYear'));
  const semester = readNumber(text('semester'));
  if (semester !== 1 && semester !== 2) return aside('semester-unreadable', text('semester'));
  const courseCode = text('courseCode').toUpperCase();
  if (courseCode === '') return aside('course-code-missing');
  return {
    sheet: raw.sheet,
    row: raw.row,
    nationalId,
    birthDate,
    schoolYear,
    semester,
    courseCode,
    values: valuesOf(text, mapping),
  };
}

function valuesOf(text: (field: ColumnField) => string, mapping: Mapping): ReceivedRow['values'] {
  const values: ReceivedRow['values'] = {};
  if (mapping.courseName) values.courseName = text('courseName');
  if (mapping.description) values.description = text('description');
  if (mapping.grade) values.grade = plainNumber(text('grade'));
  if (mapping.credits) values.credits = plainNumber(text('credits'));
  return values;
}

/** `3.0` and `3` are one number; what is no number stays as it is, to be seen. */
export function plainNumber(text: string): string {
  const number = readNumber(text);
  return number === undefined ? text : String(number);
}

function readNumber(text: string): number | undefined {
  const plain = text.replace(/[０-９．]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/**
 * `YYYY-MM-DD` from what such files hold: 2010-03-14, 2010/3/14, with a time behind (上午/下午 included),
 * 0990314, 990314, 99/3/14, 099.03.14. Undefined where it is none of these or no day of the calendar.
 */
export function readDate(text: string): string | undefined {
  const plain = text.trim();
  // Days since 1899-12-30: an Excel date whose cell lost its format.
  if (/^[2-5]\d{4}$/.test(plain)) {
    return new Date(Date.UTC(1899, 11, 30 + Number(plain))).toISOString().slice(0, 10);
  }
  const digits = /^(\d{8}|\d{6,7})$/.exec(plain)?.[1];
  const parts = digits
    ? [digits.slice(0, -4), digits.slice(-4, -2), digits.slice(-2)]
    : /^(\d{2,4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s].*)?$/.exec(plain)?.slice(1);
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0] = parts.map(Number);
  const western = year < 1000 ? year + 1911 : year;
  const date = new Date(Date.UTC(western, month - 1, day));
  const real =
    date.getUTCFullYear() === western && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : undefined;
}
