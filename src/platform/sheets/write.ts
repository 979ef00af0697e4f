/** Writes workbooks: everything a person typed stays text, so that no cell can turn into a formula. */
import { type DataValidation, writeXlsx } from 'hucre/xlsx';
import { literal } from '../ui/literal.ts';

export interface ColumnToWrite {
  header: string;
  width?: number;
  /** What is typed here stays as it is typed: no date, no rounding, leading zeros kept. */
  asText?: boolean;
  /** What the program lets people enter below the header, and what it says when they enter something else. */
  takes?:
    | { from: string; open: boolean; otherwise: string }
    | { min: number; max: number; whole: boolean; otherwise: string };
}

export interface SheetToWrite {
  name: string;
  columns: readonly ColumnToWrite[];
  /** In the order of the columns. Text stays text (leading zeros, `=`), numbers are numbers. */
  rows: Iterable<readonly (string | number | null)[]>;
}

/** The same sheets always give the same bytes: a fixed date stands in the workbook. */
export async function writeWorkbook(sheets: readonly SheetToWrite[]): Promise<Uint8Array> {
  return writeXlsx({
    properties: { creator: 'Licheng', created: fixed, modified: fixed },
    sheets: sheets.map(({ name, columns, rows }) => ({
      name,
      columns: columns.map(({ header, width, asText }) => ({
        width: width ?? Math.max(10, [...header].length * 2 + 4),
        ...(asText ? { numFmt: '@' } : {}),
      })),
      dataValidations: columns.flatMap(validationOf),
      rows: [
        columns.map(({ header }) => header),
        ...[...rows].map((row) => row.map((cell) => literal(cell))),
      ],
      freezePane: { rows: 1 },
    })),
  });
}

/** UTF-8 with mark, for Excel. A text that a spreadsheet would run is kept from running by an apostrophe. */
export function writeCsv({ columns, rows }: Omit<SheetToWrite, 'name'>): Uint8Array {
  const lines = [columns.map(({ header }) => header), ...rows].map((row) => row.map(csvCell).join(','));
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf8');
}

/** How far down a sheet people may go on entering rows. */
export const rowsToEnter = 2000;

function validationOf({ header, takes }: ColumnToWrite, index: number): DataValidation[] {
  if (!takes) return [];
  const letter = columnLetter(index);
  const common = {
    range: `${letter}2:${letter}${rowsToEnter + 1}`,
    allowBlank: true,
    showErrorMessage: true,
    errorTitle: header,
    errorMessage: takes.otherwise,
  };
  if ('from' in takes)
    return [{ ...common, type: 'list', formula1: takes.from, errorStyle: takes.open ? 'warning' : 'stop' }];
  const { min, max, whole } = takes;
  const between = { operator: 'between', formula1: String(min), formula2: String(max) } as const;
  return [{ ...common, type: whole ? 'whole' : 'decimal', ...between }];
}

/** `A` … `Z`, `AA` …; `index` from 0. */
export function columnLetter(index: number): string {
  const rest = String.fromCharCode(65 + (index % 26));
  return index < 26 ? rest : columnLetter(Math.floor(index / 26) - 1) + rest;
}

const fixed = new Date('2000-01-01T00:00:00Z');

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) || safe !== value ? `"${safe.replaceAll('"', '""')}"` : safe;
}
