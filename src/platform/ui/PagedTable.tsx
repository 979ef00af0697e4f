import { Button, Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { Empty } from './Empty.tsx';
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
  /** Rows can be picked; what a picked one is called for screen readers. */
  picking?: {
    picked: ReadonlySet<string>;
    pick(keys: string[], on: boolean): void;
    nameOf(row: Row): string;
  };
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
  const keys = rows.map(rowKey);
  const all = keys.length > 0 && keys.every((key) => picking?.picked.has(key));
  const some = keys.some((key) => picking?.picked.has(key));
  if (rows.length === 0 && page === 1) return <Empty title={parts.empty} next={parts.emptyNext} />;
  return (
    <div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard */}
      <section className={css['scroll']} aria-label={name} tabIndex={0}>
        <table className={css['table']}>
          <thead>
            <tr>
              {picking && (
                <th scope="col" className={css['pick']}>
                  <Checkbox
                    size="sm"
                    aria-label={t('ui.table.pickAll')}
                    checked={all}
                    indeterminate={some && !all}
                    onChange={() => picking.pick(keys, !all)}
                  />
                </th>
              )}
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
                {picking && (
                  <td className={css['pick']} data-title={t('ui.table.pick')}>
                    <Checkbox
                      size="sm"
                      aria-label={picking.nameOf(row)}
                      checked={picking.picked.has(rowKey(row))}
                      onChange={(event) => picking.pick([rowKey(row)], event.currentTarget.checked)}
                    />
                  </td>
                )}
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
