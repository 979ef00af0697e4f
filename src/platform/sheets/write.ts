/** Writes workbooks: everything a person typed stays text, so that no cell can turn into a formula. */
import { writeXlsx } from 'hucre/xlsx';

export interface SheetToWrite {
  name: string;
  columns: readonly { header: string; width?: number }[];
  /** In the order of the columns. Text stays text (leading zeros, `=`), numbers are numbers. */
  rows: Iterable<readonly (string | number | null)[]>;
}

/** The same sheets always give the same bytes: a fixed date stands in the workbook. */
export async function writeWorkbook(sheets: readonly SheetToWrite[]): Promise<Uint8Array> {
  return writeXlsx({
    properties: { creator: 'Licheng', created: fixed, modified: fixed },
    sheets: sheets.map(({ name, columns, rows }) => ({
      name,
      columns: columns.map(({ header, width }) => ({
        width: width ?? Math.max(10, [...header].length * 2 + 4),
      })),
      rows: [columns.map(({ header }) => header), ...[...rows].map((row) => [...row])],
      freezePane: { rows: 1 },
    })),
  });
}

/** UTF-8 with mark, for Excel. A text that a spreadsheet would run is kept from running by an apostrophe. */
export function writeCsv({ columns, rows }: Omit<SheetToWrite, 'name'>): Uint8Array {
  const lines = [columns.map(({ header }) => header), ...rows].map((row) => row.map(csvCell).join(','));
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf8');
}

const fixed = new Date('2000-01-01T00:00:00Z');

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) || safe !== value ? `"${safe.replaceAll('"', '""')}"` : safe;
}
