/** Columns are found by their headers, never by their place; what is wrong is said by row number and column. */
import {
  type Cell,
  type CellProblem,
  type CellReader,
  halfWidth,
  isCellProblem,
  optional,
  plain,
} from './cell.ts';
import type { RawSheet } from './read.ts';

export interface Column<T> {
  /** As our own workbooks write it. */
  header: string;
  /** Other names the same column goes by. */
  aliases: readonly string[];
  /** A sheet without this column is refused; otherwise every cell of it is read as empty. */
  needed: boolean;
  read: CellReader<T>;
}

export type Columns = Record<string, Column<unknown>>;
export type ValuesOf<C extends Columns> = { [K in keyof C]: C[K] extends Column<infer T> ? T : never };

/** A column that must be there. Where its cells may be empty, its reader says so (`optional`). */
export function column<T>(header: string, read: CellReader<T>, ...aliases: string[]): Column<T> {
  return { header, aliases, needed: true, read };
}

/** A column that may be missing; an empty or missing cell is `null`. */
export function maybeColumn<T>(header: string, read: CellReader<T>, ...aliases: string[]): Column<T | null> {
  return { header, aliases, needed: false, read: optional(read) };
}

export interface GoodRow<V> {
  /** The number at the left of the sheet: the header is usually 1. */
  row: number;
  values: V;
}

export interface BadRow<V> {
  row: number;
  /** What could be read. */
  values: Partial<V>;
  problems: (CellProblem & { column: string })[];
}

/** The sheet as a whole cannot be read: nothing of it is. */
export interface SheetProblem {
  problem: 'columns-missing' | 'header-repeated' | 'no-header';
  facts: Record<string, string | number>;
}

export interface Table<C extends Columns> {
  rows: GoodRow<ValuesOf<C>>[];
  bad: BadRow<ValuesOf<C>>[];
  problems: SheetProblem[];
  /** Headers that mean nothing to us; their columns are left alone. */
  unknown: string[];
}

/** How far down a header may stand under titles and remarks. */
const headerWithin = 10;

export function readTable<C extends Columns>(sheet: RawSheet, columns: C): Table<C> {
  const none = { rows: [], bad: [], unknown: [] };
  const header = findHeader(sheet, columns);
  if (!header) return { ...none, problems: [{ problem: 'no-header', facts: { sheet: sheet.name } }] };
  const places = placeColumns(header.cells, columns);
  if (places.problems.length > 0) return { ...none, problems: places.problems };
  const table: Table<C> = { ...none, rows: [], bad: [], unknown: places.unknown, problems: [] };
  for (const { row, cells } of sheet.rows) {
    if (row <= header.row || cells.every((cell) => plain(cell) === '')) continue;
    const read = readRow<C>(cells, columns, places.at);
    if (read.problems.length > 0) table.bad.push({ row, values: read.values, problems: read.problems });
    else table.rows.push({ row, values: read.values as ValuesOf<C> });
  }
  return table;
}

export interface RowPlace {
  workbook: string;
  sheet: string;
  row: number;
}

export interface Tables<V> {
  rows: { place: RowPlace; values: V }[];
  /** One line per wrong cell. */
  bad: (CellProblem & { place: RowPlace; column: string })[];
  /** What could be read of each row that has a wrong cell. */
  badValues: { place: RowPlace; values: Partial<V> }[];
  /** How many rows there are, good and bad. */
  count: number;
  badSheets: (SheetProblem & { workbook: string; sheet: string })[];
}

/** The same kind of sheet out of several workbooks, as one. */
export function readTables<C extends Columns>(
  brought: readonly { workbook: string; raw: RawSheet }[],
  columns: C,
): Tables<ValuesOf<C>> {
  const tables: Tables<ValuesOf<C>> = { rows: [], bad: [], badValues: [], count: 0, badSheets: [] };
  for (const { workbook, raw } of brought) {
    const table = readTable(raw, columns);
    const sheet = raw.name;
    tables.count += table.rows.length + table.bad.length;
    tables.badSheets.push(...table.problems.map((problem) => ({ ...problem, workbook, sheet })));
    for (const { row, values } of table.rows) tables.rows.push({ place: { workbook, sheet, row }, values });
    for (const { row, values, problems } of table.bad) {
      const place = { workbook, sheet, row };
      tables.badValues.push({ place, values });
      tables.bad.push(...problems.map((problem) => ({ ...problem, place })));
    }
  }
  return tables;
}

/** How many of the needed columns stand in this sheet and how many do not: how a sheet is recognised whatever its name. */
export function fitOf(sheet: RawSheet, columns: Columns): { found: number; missing: number } {
  const needed = Object.values(columns).filter((column) => column.needed);
  const header = new Set(findHeader(sheet, columns)?.cells.map(squeezed));
  const found = needed.filter((column) => namesOf(column).some((name) => header.has(name))).length;
  return { found, missing: needed.length - found };
}

/** Which of the columns the sheet has at all: of the others it says nothing. */
export function columnsIn<C extends Columns>(sheet: RawSheet, columns: C): Set<keyof C & string> {
  const header = findHeader(sheet, columns);
  return new Set(header ? (placeColumns(header.cells, columns).at.keys() as Iterable<keyof C & string>) : []);
}

function findHeader(sheet: RawSheet, columns: Columns) {
  const names = new Set(Object.values(columns).flatMap(namesOf));
  let best: { row: number; cells: readonly Cell[]; found: number } | undefined;
  for (const { row, cells } of sheet.rows.slice(0, headerWithin)) {
    const found = new Set(cells.map(squeezed).filter((name) => names.has(name))).size;
    if (found >= 2 && found > (best?.found ?? 0)) best = { row, cells, found };
  }
  return best;
}

function placeColumns(header: readonly Cell[], columns: Columns) {
  const at = new Map<string, number>();
  const problems: SheetProblem[] = [];
  const known = new Set<number>();
  const missing: string[] = [];
  for (const [key, column] of Object.entries(columns)) {
    const names = namesOf(column);
    const places = header.flatMap((cell, index) => (names.includes(squeezed(cell)) ? [index] : []));
    for (const place of places) known.add(place);
    if (places.length > 1) problems.push({ problem: 'header-repeated', facts: { column: column.header } });
    if (places.length === 0 && column.needed) missing.push(column.header);
    if (places[0] !== undefined) at.set(key, places[0]);
  }
  if (missing.length > 0)
    problems.push({ problem: 'columns-missing', facts: { columns: missing.join('、') } });
  const unknown = header.filter((cell, index) => plain(cell) !== '' && !known.has(index)).map(plain);
  return { at, problems, unknown };
}

function readRow<C extends Columns>(cells: readonly Cell[], columns: C, at: ReadonlyMap<string, number>) {
  const values: Partial<ValuesOf<C>> = {};
  const problems: BadRow<ValuesOf<C>>['problems'] = [];
  for (const [key, column] of Object.entries(columns) as [keyof C & string, Column<unknown>][]) {
    const value = column.read(cells[at.get(key) ?? -1] ?? null);
    if (isCellProblem(value)) problems.push({ ...value, column: column.header });
    else values[key] = value as ValuesOf<C>[typeof key];
  }
  return { values, problems };
}

function namesOf(column: Column<unknown>): string[] {
  return [column.header, ...column.aliases].map(squeezed);
}

/** Headers are compared without blanks, stars and bracketed remarks: `* 學號（必填）` is 學號. */
function squeezed(cell: Cell): string {
  return halfWidth(plain(cell))
    .replace(/\(.*?\)|[\s*:：]/g, '')
    .toUpperCase();
}
