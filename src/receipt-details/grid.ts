/** The file as headers and rows, sealed as it came: a cover sheet is left out, sheets of several kinds become one. @server */
import type { Seal } from '../platform/seal.ts';
import type { Cell, RawSheet, Sheets } from '../platform/sheets.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';
import { isKnownHeader } from './columns.ts';
import type { RawRow } from './rows.ts';

export interface Grid {
  headers: string[];
  rows: RawRow[];
}

/** How far down a header may stand under titles and remarks. */
const headerWithin = 10;

export function gridOfSheets(read: Sheets): Grid | Refusal {
  const named = read.sheets.length > 1;
  const recognised = read.sheets.filter((sheet) => knownIn(sheet) >= 2);
  // A layout nobody has seen before: its first sheet, its first row as headers, and the office names the columns.
  const sheets = recognised.length > 0 ? recognised : read.sheets.slice(0, 1);
  const headers = new Set<string>();
  const rows: RawRow[] = [];
  for (const sheet of sheets) {
    const header = headerRow(sheet);
    if (!header) continue;
    const names = header.cells.map(textOf);
    const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
    if (twice !== undefined) return refuse('header-repeated', '產7', { header: twice });
    for (const name of names) if (name !== '') headers.add(name);
    for (const { row, cells } of sheet.rows) {
      if (row <= header.row) continue;
      const filled = names.flatMap((name, index) => {
        const text = textOf(cells[index] ?? null);
        return name === '' || text === '' ? [] : [[name, text] as const];
      });
      if (filled.length > 0)
        rows.push({ sheet: named ? sheet.name : '', row, cells: Object.fromEntries(filled) });
    }
  }
  return rows.length === 0 ? refuse('receipt-file-empty', '六(三)') : { headers: [...headers], rows };
}

function headerRow(sheet: RawSheet) {
  const top = sheet.rows.slice(0, headerWithin);
  const best = top.reduce<(typeof top)[number] | undefined>(
    (found, row) => (found && known(found.cells) >= known(row.cells) ? found : row),
    undefined,
  );
  return best && known(best.cells) > 0 ? best : top[0];
}

function knownIn(sheet: RawSheet): number {
  const header = headerRow(sheet);
  return header ? known(header.cells) : 0;
}

function known(cells: readonly Cell[]): number {
  return new Set(cells.map(textOf).filter(isKnownHeader)).size;
}

/** A cell as text; a real date as its day. Line breaks inside a description stay. */
function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.time === null ? cell.day : `${cell.day} ${cell.time}`;
  return String(cell).trim();
}

export function sealGrid(seal: Seal, grid: Grid): Buffer {
  return seal.close(JSON.stringify(grid));
}

export function openGrid(seal: Seal, sealed: Buffer): Grid {
  return JSON.parse(seal.open(sealed)) as Grid;
}
