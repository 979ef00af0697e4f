import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconDownload, IconPrinter, IconSearch, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Empty } from './Empty.tsx';
import { PickAll, type PickingParts, usePickBoxes } from './Picking.tsx';
import { usePlace } from './place.tsx';
import { SortHeading } from './SortHeading.tsx';
import css from './table.module.css';
import { type Column, rowsShown, sheetOf } from './table.ts';
import { useWords } from './words.ts';
import { download, workbookOf } from './workbook.ts';

interface DataTableParts<Row> {
  /** What the rows are: the table's caption for screen readers and the name of its export. */
  name: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowKey(row: Row): string;
  /** Said when there are no rows at all. */
  empty: string;
  emptyNext?: ReactNode;
  /** Buttons at the end of the bar. */
  actions?: ReactNode;
  /** Stands above the header of the exported sheet. */
  note?: string;
  /** Two tables on one page keep their searches apart. */
  prefix?: string;
  /** Rows can be picked; the box in the heading picks all that are shown, on every page. */
  picking?: PickingParts<Row>;
}

const pageLength = 50;

/** A list that can be searched, filtered, sorted and exported; what is chosen lives in the address. */
export function DataTable<Row>(parts: DataTableParts<Row>) {
  const { name, rows, columns, rowKey, empty, emptyNext, actions, note, prefix = '', picking } = parts;
  const { t } = useWords();
  const { query, setQuery } = usePlace();
  const at = (key: string) => query[`${prefix}${key}`] ?? '';
  const set = (change: Record<string, string | undefined>) =>
    setQuery(Object.fromEntries(Object.entries(change).map(([key, value]) => [`${prefix}${key}`, value])));
  const filters = columns.filter(({ filter }) => filter);
  const wanted = {
    text: at('q'),
    sort: at('sort'),
    chosen: Object.fromEntries(filters.map(({ key }) => [key, at(`f.${key}`)])),
  };
  const shown = rowsShown(rows, columns, wanted);
  const box = usePickBoxes(shown, rowKey, picking);
  if (rows.length === 0) return <Empty title={empty} next={emptyNext} action={actions} />;

  const seen = columns.filter(({ hidden }) => !hidden);
  const pages = Math.max(1, Math.ceil(shown.length / pageLength));
  const page = Math.min(pages, Math.max(1, Number(at('page')) || 1));
  const save = async () => download(`${name}.xlsx`, await workbookOf(name, sheetOf(shown, columns), note));
  return (
    <div>
      <div className={`${css['bar']} no-print`}>
        <TextInput
          type="search"
          className={css['search']}
          size="sm"
          aria-label={t('ui.table.search', { name })}
          placeholder={t('ui.table.searchShort')}
          leftSection={<IconSearch size={17} aria-hidden />}
          rightSection={
            at('q') && (
              <ActionIcon
                size={30}
                aria-label={t('ui.table.clear')}
                onClick={() => set({ q: undefined, page: undefined })}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            )
          }
          value={at('q')}
          onChange={(event) => set({ q: event.currentTarget.value, page: undefined })}
        />
        {filters.map((column) => (
          <NativeSelect
            key={column.key}
            size="sm"
            aria-label={column.title}
            value={at(`f.${column.key}`)}
            onChange={(event) => set({ [`f.${column.key}`]: event.currentTarget.value, page: undefined })}
            data={[
              { value: '', label: t('ui.table.all', { column: column.title }) },
              ...valuesOf(rows, column).map((value) => ({ value, label: value })),
            ]}
          />
        ))}
        <div className={css['ends']}>
          {actions}
          <ActionIcon size={36} aria-label={t('ui.table.print')} onClick={() => window.print()}>
            <IconPrinter size={19} stroke={1.7} aria-hidden />
          </ActionIcon>
          <Button
            size="sm"
            variant="default"
            leftSection={<IconDownload size={17} stroke={1.7} aria-hidden />}
            onClick={() => void save()}
          >
            {t('ui.table.export')}
          </Button>
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard */}
      <section className={css['scroll']} aria-label={name} tabIndex={0}>
        <table className={css['table']}>
          <thead>
            <tr>
              {picking && (
                <PickAll label={t('ui.table.pickShown')} keys={shown.map(rowKey)} picking={picking} />
              )}
              {seen.map((column) => (
                <SortHeading
                  key={column.key}
                  title={column.title}
                  align={column.align}
                  sorts={{ key: column.key, sort: wanted.sort, choose: (sort) => set({ sort }) }}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.slice((page - 1) * pageLength, page * pageLength).map((row) => (
              <tr key={rowKey(row)}>
                {box(row)}
                {seen.map((column) => (
                  <td key={column.key} data-align={column.align} data-title={column.title}>
                    {column.cell ? column.cell(row) : column.value(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {shown.length === 0 && <Empty title={t('ui.table.none')} next={t('ui.table.noneNext')} />}
      <div className={`${css['foot']} no-print`}>
        <span role="status">
          {shown.length === rows.length
            ? t('ui.table.count', { all: rows.length })
            : t('ui.table.countOf', { shown: shown.length, all: rows.length })}
        </span>
        {pages > 1 && (
          <nav className={css['pages']} aria-label={t('ui.table.pages', { name })}>
            <Button
              size="sm"
              variant="default"
              disabled={page === 1}
              onClick={() => set({ page: String(page - 1) })}
            >
              {t('ui.table.before')}
            </Button>
            <span>{t('ui.table.page', { page, pages })}</span>
            <Button
              size="sm"
              variant="default"
              disabled={page === pages}
              onClick={() => set({ page: String(page + 1) })}
            >
              {t('ui.table.after')}
            </Button>
          </nav>
        )}
      </div>
    </div>
  );
}

function valuesOf<Row>(rows: readonly Row[], column: Column<Row>): string[] {
  const values = new Set(rows.map((row) => String(column.value(row) ?? '')));
  values.delete('');
  return [...values].sort((one, other) => one.localeCompare(other, 'zh-Hant', { numeric: true }));
}
