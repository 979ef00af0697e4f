/** The cells of one row of a workbook, each with the column that reads it. @server */
import { type Cell, type CellAbout, placesIn, type RawSheet } from '../platform/sheets.ts';
import { kinds, recognise } from './kinds.ts';

export interface CellPlace {
  /** Header of the column, as our own workbooks write it. */
  column: string;
  /** Of the cell in its row, from 0. */
  at: number;
  about: CellAbout | undefined;
  cell: Cell;
}

/** undefined where there is no such row below the headers. Columns that two topics read stand once. */
export function cellsOf(raw: RawSheet, row: number): CellPlace[] | undefined {
  const holds = recognise(raw);
  const found = new Map<number, CellPlace>();
  const cells = raw.rows.find((one) => one.row === row)?.cells;
  if (!cells) return undefined;
  for (const kind of kinds.filter(({ sheet }) => holds.includes(sheet))) {
    const places = placesIn(raw, kind.columns);
    if (!places || row <= places.header.row) return undefined;
    for (const [key, at] of places.at) {
      const column = kind.columns[key];
      if (column && !found.has(at))
        found.set(at, { column: column.header, at, about: column.read.about, cell: cells[at] ?? null });
    }
  }
  return [...found.values()].toSorted((one, other) => one.at - other.at);
}
