/** What a table shows of its rows: searched, filtered, sorted. Pure, so that the export is exactly what is seen. */
import type { ReactNode } from 'react';

export interface Column<Row> {
  key: string;
  title: string;
  /** What is searched, sorted and exported. */
  value(row: Row): string | number | null;
  /** What is shown, where that is more than the value. */
  cell?(row: Row): ReactNode;
  /** Offers a choice of the values that occur. */
  filter?: true;
  align?: 'end';
  /** Only exported. */
  hidden?: true;
}

export interface Wanted {
  text: string;
  /** Column key, with `-` in front for the other way round; empty: as the rows came. */
  sort: string;
  /** Column key → value. */
  chosen: Record<string, string>;
}

export function rowsShown<Row>(rows: readonly Row[], columns: readonly Column<Row>[], wanted: Wanted): Row[] {
  const words = folded(wanted.text).split(/\s+/).filter(Boolean);
  const shown = rows.filter(
    (row) =>
      columns.every(
        ({ key, value }) => !wanted.chosen[key] || String(value(row) ?? '') === wanted.chosen[key],
      ) &&
      (words.length === 0 || matches(words, folded(columns.map(({ value }) => value(row) ?? '').join(' ')))),
  );
  const by = columns.find(({ key }) => key === wanted.sort.replace(/^-/, ''));
  if (!by) return shown;
  const direction = wanted.sort.startsWith('-') ? -1 : 1;
  return shown.sort((one, other) => direction * compared(by.value(one), by.value(other)));
}

function matches(words: string[], text: string): boolean {
  return words.every((word) => text.includes(word));
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function compared(one: string | number | null, other: string | number | null): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one ?? '').localeCompare(String(other ?? ''), 'zh-Hant', { numeric: true });
}

/** What is seen, as a sheet: the header, then the rows as they stand; figures stay figures, text stays text. */
export function sheetOf<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
): (string | number | null)[][] {
  return [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ value }) => value(row)))];
}
