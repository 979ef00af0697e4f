/**
 * 修正: a cell that is wrong is mended where it is seen. The workbook stays as it came, its hash stays named; what was
 * typed is laid over it, is checked like everything else, and is part of what the ledger's hash says.
 */
import type { Place } from './difference.ts';

export interface Mend {
  /** Of the workbook. */
  sha256: string;
  place: Place;
  /** Of the cell in its row, from 0. */
  at: number;
  /** Header of the column. */
  column: string;
  /** An ID number: never shown in full. */
  secret: boolean;
  /** null once the import is closed. */
  value: string | null;
  /** Keyed hash of the value, hex. */
  valueKey: string;
}

interface RawRows<C> {
  name: string;
  rows: { row: number; cells: C[] }[];
}

/** The sheets with what was mended in them; rows nobody mended are the very same ones. */
export function withMends<C, S extends RawRows<C | string>>(
  workbooks: readonly { name: string; sheets: readonly S[] }[],
  mends: readonly Mend[],
): { name: string; sheets: S[] }[] {
  return workbooks.map((workbook) => ({
    ...workbook,
    sheets: workbook.sheets.map((sheet) => {
      const own = mends.filter(({ place }) => place.workbook === workbook.name && place.sheet === sheet.name);
      return own.length === 0 ? sheet : { ...sheet, rows: mendedRows(sheet.rows, own) };
    }),
  }));
}

function mendedRows<C>(
  rows: RawRows<C | string>['rows'],
  mends: readonly Mend[],
): RawRows<C | string>['rows'] {
  const byRow = Map.groupBy(mends, ({ place }) => place.row);
  return rows.map(({ row, cells }) => {
    const own = byRow.get(row);
    if (!own) return { row, cells };
    const mended = [...cells];
    for (const { at, value } of own) mended[at] = value ?? '';
    return { row, cells: mended };
  });
}

/** What the ledger's hash of the mends is made of: which cell, and the keyed hash of what was typed. */
export function mendsText(mends: readonly Mend[]): string {
  return JSON.stringify(
    mends.map(({ sha256, place, at, valueKey }) => [sha256, place.sheet, place.row, at, valueKey]),
  );
}
