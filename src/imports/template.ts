/**
 * 範本: an empty workbook for a kind of sheet, made from the columns that read it, so that a new kind has its own for
 * nothing. Lists of codes are chosen from, what each column takes is explained, an example is shown. @server
 */
import {
  type CellAbout,
  type Columns,
  type ColumnToWrite,
  columnLetter,
  rowsToEnter,
  type SheetToWrite,
  writeWorkbook,
} from '../platform/sheets.ts';
import { coverHeaders } from './import.ts';
import { kindsBeside } from './kinds.ts';
import type { SheetKind } from './sheet-kind.ts';

type OneColumn = Columns[string];

const explanation = '說明';
const lists = '代碼';

/** `name` is a file name without its ending. */
export async function templateFor(kind: SheetKind): Promise<{ name: string; bytes: Uint8Array }> {
  const [name = kind.sheet] = kind.names;
  const columns = templateColumns(kind);
  const chosen = columns.flatMap(({ column }) =>
    column.read.about?.kind === 'choice' && column.read.about.words.length > 0
      ? [{ header: column.header, ...column.read.about }]
      : [],
  );
  const sheets: SheetToWrite[] = [
    { name, columns: columns.map(({ column }) => toEnter(column, chosen)), rows: empty(columns.length) },
    ...(kindsBeside(kind).some(({ covered }) => covered) ? [cover] : []),
    explained(columns),
    ...(chosen.length > 0 ? [listed(chosen)] : []),
  ];
  return { name, bytes: await writeWorkbook(sheets) };
}

/** To be filled in once for the whole workbook. */
const cover: SheetToWrite = {
  name: '封面',
  columns: coverHeaders.map((header) => ({ header, asText: true })),
  rows: [],
};

/** The columns of all kinds that read this sheet, each once, with what the example shows in it. */
export function templateColumns(kind: SheetKind): { column: OneColumn; example: string | number }[] {
  const found = new Map<string, { column: OneColumn; example: string | number }>();
  for (const one of kindsBeside(kind))
    for (const [key, column] of Object.entries(one.columns))
      if (!found.has(column.header))
        found.set(column.header, { column, example: one.example?.[key] ?? madeUp(column.read.about) });
  return [...found.values()];
}

/** Rows without content: a cell that is not there cannot say that what is typed into it stays text. */
function empty(columns: number): null[][] {
  return Array.from({ length: rowsToEnter }, () => new Array<null>(columns).fill(null));
}

function toEnter(column: OneColumn, chosen: readonly Chosen[]): ColumnToWrite {
  const { about } = column.read;
  const otherwise = `請填：${taken(about)}`;
  const at = chosen.findIndex(({ header }) => header === column.header);
  const list = chosen[at];
  const letter = columnLetter(at);
  return {
    header: column.header,
    asText: about?.kind !== 'number',
    takes: list
      ? {
          from: `${lists}!$${letter}$2:$${letter}$${list.words.length + 1}`,
          open: list.open === true,
          otherwise,
        }
      : about?.kind === 'number'
        ? { min: about.min, max: about.max, whole: about.whole, otherwise }
        : undefined,
  };
}

interface Chosen {
  header: string;
  words: readonly string[];
  open?: boolean;
}

function listed(chosen: readonly Chosen[]): SheetToWrite {
  const longest = Math.max(...chosen.map(({ words }) => words.length));
  return {
    name: lists,
    columns: chosen.map(({ header, words }) => ({
      header,
      width: Math.max(12, ...words.map((word) => [...word].length * 2 + 2)),
    })),
    rows: Array.from({ length: longest }, (_, row) => chosen.map(({ words }) => words[row] ?? null)),
  };
}

function explained(columns: readonly { column: OneColumn; example: string | number }[]): SheetToWrite {
  return {
    name: explanation,
    columns: [
      { header: '欄位', width: 20 },
      { header: '必填', width: 8 },
      { header: '可以填什麼', width: 60 },
      { header: '範例', width: 28 },
      { header: '也認得的欄名', width: 40 },
    ],
    rows: columns.map(({ column, example }) => [
      column.header,
      column.needed ? '必填' : '可空白',
      taken(column.read.about),
      example,
      column.aliases.join('、'),
    ]),
  };
}

/** What a cell takes, in words. */
function taken(about: CellAbout | undefined): string {
  switch (about?.kind) {
    case 'text':
      return `文字，最多 ${about.max} 字`;
    case 'code':
      return '英文字母與數字的代碼；全形、小寫會自動轉為半形大寫';
    case 'date':
      return '日期，例如 099/03/14、0990314、2010-03-14；不可帶時刻';
    case 'number':
      return `${about.min} 到 ${about.max} 的${about.whole ? '整數' : '數字'}`;
    case 'choice':
      return `${about.open ? '代碼，例如' : '只能填'}：${about.words.join('、')}`;
    case 'list':
      return `可填多個，以「、」分開，不可留空或重複。每一個：${taken(about.of)}`;
    case 'secret':
      return '身分證號或居留證號，檢查碼須正確';
    case undefined:
      return '文字';
  }
}

function madeUp(about: CellAbout | undefined): string | number {
  switch (about?.kind) {
    case 'number':
      return about.max < 20 ? about.min : Math.max(about.min, Math.min(about.max, 114));
    case 'choice':
      return about.words[0] ?? '';
    case 'date':
      return '0990314';
    case 'code':
      return '1140101';
    case 'list':
      return madeUp(about.of);
    case 'secret':
      return 'A123456789';
    default:
      return '王小明';
  }
}
