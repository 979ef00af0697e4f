import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './table.module.css';
import { useWords } from './words.ts';

interface PlainColumn<Row> {
  key: string;
  title: string;
  cell(row: Row): ReactNode;
  align?: 'end';
}

interface PlainTableParts<Row> {
  /** What the rows are, for screen readers. */
  name: string;
  rows: readonly Row[];
  columns: readonly PlainColumn<Row>[];
  rowKey(row: Row): string;
  /** Where these are one page of more. From 1. */
  paged?: { page: number; pages: number; onPage(page: number): void; count: string };
}

/** A table to read: neither searched nor sorted; what is longer than a page is turned like one. */
export function PlainTable<Row>({ name, rows, columns, rowKey, paged }: PlainTableParts<Row>) {
  return (
    <div className={css['plain']}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard */}
      <section className={css['scroll']} aria-label={name} tabIndex={0}>
        <table className={css['table']}>
          <thead>
            <tr>
              {columns.map(({ key, title, align }) => (
                <th key={key} scope="col" data-align={align}>
                  <span className={css['heading']}>{title}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)}>
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
      {paged && <Foot name={name} {...paged} />}
    </div>
  );
}

function Foot({
  name,
  page,
  pages,
  onPage,
  count,
}: { name: string } & NonNullable<PlainTableParts<never>['paged']>) {
  const { t } = useWords();
  return (
    <div className={`${css['foot']} no-print`}>
      <span role="status">{count}</span>
      {pages > 1 && (
        <nav className={css['pages']} aria-label={t('ui.table.pages', { name })}>
          <Button size="sm" variant="default" disabled={page === 1} onClick={() => onPage(page - 1)}>
            {t('ui.table.before')}
          </Button>
          <span>{t('ui.table.page', { page, pages })}</span>
          <Button size="sm" variant="default" disabled={page === pages} onClick={() => onPage(page + 1)}>
            {t('ui.table.after')}
          </Button>
        </nav>
      )}
    </div>
  );
}
