/** The row of headers: found under titles and remarks, in one line or in two lines of merged cells. */
import { type Cell, halfWidth, plain } from './cell.ts';
import type { Column, Columns } from './columns.ts';
import type { RawSheet } from './read.ts';

export interface Header {
  /** The last row of it: what comes below is data. */
  row: number;
  /** The names each column goes by; one in two lines goes by its own and by both together. */
  names: readonly (readonly string[])[];
  /** As they stand there. */
  titles: readonly string[];
  /** How many of the columns it names. */
  found: number;
  /** How many of those that must be there it does not name. */
  missing: number;
}

/** How far down a header may stand under titles and remarks. */
const headerWithin = 10;

/** The line or pair of lines that names most of the columns, and at least two. */
export function findHeader(sheet: RawSheet, columns: Columns): Header | undefined {
  const wanted = Object.values(columns).map((column) => ({ column, names: namesOf(column) }));
  const rows = sheet.rows.slice(0, headerWithin);
  const lines = rows.flatMap(({ row, cells }, index) => {
    const above = rows[index - 1];
    const one = { row, ...oneLine(cells) };
    return above && above.row === row - 1 ? [one, { row, ...twoLines(above.cells, cells) }] : [one];
  });
  let best: Header | undefined;
  for (const line of lines) {
    const there = new Set(line.names.flat());
    const found = wanted.filter(({ names }) => names.some((name) => there.has(name)));
    const missing = wanted.filter((one) => one.column.needed && !found.includes(one)).length;
    if (found.length >= 2 && found.length > (best?.found ?? 0))
      best = { ...line, found: found.length, missing };
  }
  return best;
}

function oneLine(cells: readonly Cell[]) {
  return { names: cells.map((cell) => [squeezed(cell)]), titles: cells.map(plain) };
}

/** A merged cell holds its words at its first place: to the right they go on, downwards they stand for themselves. */
function twoLines(above: readonly Cell[], below: readonly Cell[]) {
  const names: string[][] = [];
  const titles: string[] = [];
  let over = '';
  for (let at = 0; at < Math.max(above.length, below.length); at += 1) {
    const [upper, lower] = [plain(above[at] ?? null), plain(below[at] ?? null)];
    if (upper !== '') over = upper;
    names.push(lower === '' ? [squeezed(upper)] : [squeezed(lower), squeezed(over + lower)]);
    titles.push(lower === '' ? upper : over === '' || upper === lower ? lower : `${over} ${lower}`);
  }
  return { names, titles };
}

export function namesOf(column: Column<unknown>): string[] {
  return [column.header, ...column.aliases].map(squeezed);
}

/** Headers are compared without blanks, stars and bracketed remarks: `* 學號（必填）` is 學號. */
function squeezed(cell: Cell): string {
  return halfWidth(plain(cell))
    .replace(/\(.*?\)|[\s*:：]/g, '')
    .toUpperCase();
}
