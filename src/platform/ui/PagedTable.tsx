import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Empty } from './Empty.tsx';
import { PickAll, type PickingParts, usePickBoxes } from './Picking.tsx';
import { SortHeading } from './SortHeading.tsx';
import css from './table.module.css';
import { useWords } from './words.ts';

interface PagedColumn<Row> {
  key: string;
  title: string;
  cell(row: Row): ReactNode;
  sortable?: true;
  align?: 'end';
}

interface PagedTableParts<Row> {
  /** What the rows are, for screen readers. */
  name: string;
  /** The rows of this page. */
  rows: readonly Row[];
  columns: readonly PagedColumn<Row>[];
  rowKey(row: Row): string;
  /** Rows can be picked. */
  picking?: PickingParts<Row>;
  sort: string;
  onSort(sort: string): void;
  page: number;
  more: boolean;
  onPage(page: number): void;
  /** How many there are in all, in words; absent while it is not known. */
  count?: string;
  empty: string;
  emptyNext?: ReactNode;
}

/** A page of a list that the server searches and sorts, however long it is. */
export function PagedTable<Row>(parts: PagedTableParts<Row>) {
  const { name, rows, columns, rowKey, picking, sort, onSort, page, more, onPage, count } = parts;
  const { t } = useWords();
  const box = usePickBoxes(rows, rowKey, picking);
  if (rows.length === 0 && page === 1) return <Empty title={parts.empty} next={parts.emptyNext} />;
  return (
    <div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard */}
      <section className={css['scroll']} aria-label={name} tabIndex={0}>
        <table className={css['table']}>
          <thead>
            <tr>
              {picking && <PickAll label={t('ui.table.pickAll')} keys={rows.map(rowKey)} picking={picking} />}
              {columns.map(({ key, title, sortable, align }) => (
                <SortHeading
                  key={key}
                  title={title}
                  align={align}
                  sorts={sortable ? { key, sort, choose: onSort } : undefined}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)}>
                {box(row)}
                {columns.map(({ key, title, cell, align }) => (
                  <td key={key} data-align={align} data-title={title}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className={`${css['foot']} no-print`}>
        <span role="status">{count}</span>
        {(page > 1 || more) && (
          <nav className={css['pages']} aria-label={t('ui.table.pages', { name })}>
            <Button size="sm" variant="default" disabled={page === 1} onClick={() => onPage(page - 1)}>
              {t('ui.table.before')}
            </Button>
            <span>{t('ui.table.onPage', { page })}</span>
            <Button size="sm" variant="default" disabled={!more} onClick={() => onPage(page + 1)}>
              {t('ui.table.after')}
            </Button>
          </nav>
        )}
      </div>
    </div>
  );
}
