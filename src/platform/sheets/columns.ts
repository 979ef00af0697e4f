/** Columns are found by their headers, never by their place; what is wrong is said by row number and column. */
import { eachInTurn } from '../breathe.ts';
import { type Cell, type CellProblem, type CellReader, isBlank, isCellProblem, optional } from './cell.ts';
import { findHeader, type Header, namesOf } from './header.ts';
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

export function readTable<C extends Columns>(sheet: RawSheet, columns: C): Table<C> {
  const table: Table<C> = { rows: [], bad: [], unknown: [], problems: [] };
  const opened = openTable(sheet, columns);
  if ('problems' in opened) return { ...table, problems: opened.problems };
  for (const { row, cells } of opened.rows) {
    const { values, problems } = readRow<C>(cells, opened.readers);
    if (problems.length > 0) table.bad.push({ row, values, problems });
    else table.rows.push({ row, values: values as ValuesOf<C> });
  }
  return { ...table, unknown: opened.unknown };
}

/** The rows below the header that hold anything, and what reads their cells; or why there are none. */
function openTable(
  sheet: RawSheet,
  columns: Columns,
): { problems: SheetProblem[] } | { rows: RawSheet['rows']; readers: Reader[]; unknown: string[] } {
  const header = findHeader(sheet, columns);
  const noHeader: SheetProblem = { problem: 'no-header', facts: { sheet: sheet.name } };
  if (!header) return { problems: [noHeader] };
  const { at, problems, unknown } = placeColumns(header, columns);
  if (problems.length > 0) return { problems };
  const readers = Object.entries(columns).map(([key, column]) => ({
    key,
    header: column.header,
    at: at.get(key) ?? -1,
    read: readOnce(column.read),
  }));
  const rows = sheet.rows.filter(({ row, cells }) => row > header.row && !cells.every(isBlank));
  return { rows, readers, unknown };
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

/** The same kind of sheet out of several workbooks, as one. Takes a breath now and then. */
export async function readTables<C extends Columns>(
  brought: readonly { workbook: string; raw: RawSheet }[],
  columns: C,
): Promise<Tables<ValuesOf<C>>> {
  const tables: Tables<ValuesOf<C>> = { rows: [], bad: [], badValues: [], count: 0, badSheets: [] };
  for (const { workbook, raw } of brought) {
    const sheet = raw.name;
    const opened = openTable(raw, columns);
    if ('problems' in opened) {
      tables.badSheets.push(...opened.problems.map((problem) => ({ ...problem, workbook, sheet })));
      continue;
    }
    tables.count += opened.rows.length;
    await eachInTurn(opened.rows, ({ row, cells }) => {
      const place = { workbook, sheet, row };
      const { values, problems } = readRow<C>(cells, opened.readers);
      if (problems.length === 0) tables.rows.push({ place, values: values as ValuesOf<C> });
      else {
        tables.badValues.push({ place, values });
        tables.bad.push(...problems.map((problem) => ({ ...problem, place })));
      }
    });
  }
  return tables;
}

/** Where each column stands: what a person changes in the browser is a cell of this row. */
export function placesIn(
  sheet: RawSheet,
  columns: Columns,
): { header: Header; at: Map<string, number> } | undefined {
  const header = findHeader(sheet, columns);
  return header && { header, at: placeColumns(header, columns).at };
}

/** Which of the columns the sheet has at all: of the others it says nothing. */
export function columnsIn<C extends Columns>(sheet: RawSheet, columns: C): Set<keyof C & string> {
  const places = placesIn(sheet, columns);
  return new Set(places ? (places.at.keys() as Iterable<keyof C & string>) : []);
}

function placeColumns(header: Header, columns: Columns) {
  const at = new Map<string, number>();
  const problems: SheetProblem[] = [];
  const known = new Set<number>();
  const missing: string[] = [];
  for (const [key, column] of Object.entries(columns)) {
    const names = namesOf(column);
    const places = header.names.flatMap((own, index) =>
      own.some((name) => names.includes(name)) ? [index] : [],
    );
    for (const place of places) known.add(place);
    if (places.length > 1) problems.push({ problem: 'header-repeated', facts: { column: column.header } });
    if (places.length === 0 && column.needed) missing.push(column.header);
    if (places[0] !== undefined) at.set(key, places[0]);
  }
  if (missing.length > 0)
    problems.push({ problem: 'columns-missing', facts: { columns: missing.join('、') } });
  const unknown = header.titles.filter((title, index) => title !== '' && !known.has(index));
  return { at, problems, unknown };
}

interface Reader {
  key: string;
  header: string;
  at: number;
  read(cell: Cell): unknown;
}

function readRow<C extends Columns>(cells: readonly Cell[], readers: readonly Reader[]) {
  const values: Record<string, unknown> = {};
  const problems: BadRow<ValuesOf<C>>['problems'] = [];
  for (const { key, header, at, read } of readers) {
    const value = read(cells[at] ?? null);
    if (isCellProblem(value)) problems.push({ ...value, column: header });
    else values[key] = value;
  }
  return { values: values as Partial<ValuesOf<C>>, problems };
}

/** So many different cells of one column are remembered; the same few stand in most of them. */
const remembered = 50_000;

/** A column says the same things over and over: each is read once. */
function readOnce(read: CellReader<unknown>): (cell: Cell) => unknown {
  const known = new Map<Cell, unknown>();
  return (cell) => {
    const before = known.get(cell);
    if (before !== undefined) return before;
    const value = read(cell);
    if (known.size < remembered) known.set(cell, value);
    return value;
  };
}
