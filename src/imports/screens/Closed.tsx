import type { ReactNode } from 'react';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Facts, Section } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { BadRows } from './BadRows.tsx';
import type { Shown } from './OneImport.tsx';

/** What an import did, and the hash by which the ledger knows it. */
export function Closed({ shown }: { shown: Shown }) {
  const { t } = useWords();
  const { counts, leftOut, closedAt, differenceSha256, openedBy } = shown;
  return (
    <>
      <Section title={t('imports.closed.title')}>
        <Facts
          items={[
            [t('imports.history.state'), t(`imports.state.${shown.state}`)],
            [t('imports.history.by'), openedBy ?? t('imports.history.house')],
            [t('imports.closed.at'), closedAt ? <DateLine key="at" at={closedAt} /> : ''],
            ...(differenceSha256
              ? [
                  [t('imports.closed.hash'), <code key="hash">{differenceSha256}</code>] as [
                    string,
                    ReactNode,
                  ],
                ]
              : []),
          ]}
        />
        {counts && (
          <DataTable
            name={t('imports.closed.title')}
            prefix="c."
            rows={counts}
            rowKey={({ sheet }) => sheet}
            empty={t('imports.part.nothing')}
            columns={[
              {
                key: 'sheet',
                title: t('imports.badRows.sheet'),
                value: ({ sheet }) => t(`imports.sheet.${sheet}`),
              },
              { key: 'rows', title: t('imports.closed.rows'), value: ({ rows }) => rows, align: 'end' },
              { key: 'added', title: t('imports.count.added'), value: ({ added }) => added, align: 'end' },
              {
                key: 'changed',
                title: t('imports.count.changed'),
                value: ({ changed }) => changed,
                align: 'end',
              },
              {
                key: 'removed',
                title: t('imports.count.removed'),
                value: ({ removed }) => removed,
                align: 'end',
              },
              { key: 'same', title: t('imports.count.same'), value: ({ same }) => same, align: 'end' },
              {
                key: 'leftOut',
                title: t('imports.count.leftOut'),
                value: (row) => row.leftOut,
                align: 'end',
              },
            ]}
          />
        )}
      </Section>
      {leftOut && leftOut.length > 0 && <BadRows lines={leftOut} total={leftOut.length} leftOut />}
    </>
  );
}
