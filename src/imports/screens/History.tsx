import type { AnswerOf } from '../../platform/contract.ts';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Status, type StatusKind } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { listImports } from '../contract.ts';

type Listed = AnswerOf<typeof listImports>['imports'][number];

export const stateKinds: Record<Listed['state'], StatusKind> = {
  open: 'waiting',
  applied: 'done',
  discarded: 'frozen',
  undone: 'returned',
};

/** Imports of the sheets one may bring oneself. */
export function History({ imports }: { imports: readonly Listed[] }) {
  const { t } = useWords();
  const sum = (row: Listed, what: 'added' | 'changed' | 'removed') =>
    row.counts?.reduce((total, part) => total + part[what], 0) ?? null;
  return (
    <Section title={t('imports.history.title')}>
      <DataTable
        name={t('imports.history.title')}
        rows={imports}
        rowKey={({ importId }) => importId}
        empty={t('imports.history.none')}
        emptyNext={t('imports.history.noneNext')}
        columns={[
          {
            key: 'at',
            title: t('imports.history.at'),
            value: ({ openedAt }) => openedAt,
            cell: ({ importId, openedAt }) => (
              <Go to="/imports/$importId" params={{ importId }}>
                <DateLine at={openedAt} />
              </Go>
            ),
          },
          {
            key: 'by',
            title: t('imports.history.by'),
            value: ({ openedBy }) => openedBy ?? t('imports.history.house'),
            filter: true,
          },
          {
            key: 'workbooks',
            title: t('imports.history.workbooks'),
            value: ({ workbooks }) => workbooks.map(({ name }) => name).join(t('imports.comma')),
          },
          {
            key: 'state',
            title: t('imports.history.state'),
            value: ({ state }) => t(`imports.state.${state}`),
            filter: true,
            cell: ({ state }) => <Status kind={stateKinds[state]}>{t(`imports.state.${state}`)}</Status>,
          },
          { key: 'added', title: t('imports.count.added'), value: (row) => sum(row, 'added'), align: 'end' },
          {
            key: 'changed',
            title: t('imports.count.changed'),
            value: (row) => sum(row, 'changed'),
            align: 'end',
          },
          {
            key: 'removed',
            title: t('imports.count.removed'),
            value: (row) => sum(row, 'removed'),
            align: 'end',
          },
        ]}
      />
    </Section>
  );
}
