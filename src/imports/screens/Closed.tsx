import type { ReactNode } from 'react';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Facts, Section } from '../../platform/ui/Page.tsx';
import { PlainTable } from '../../platform/ui/PlainTable.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { stateKinds } from './History.tsx';
import { Mends } from './Mends.tsx';
import type { Shown } from './OneImport.tsx';
import { useProblem } from './problem.ts';

/** What an import did, and the hash by which the ledger knows it. */
export function Closed({ shown }: { shown: Shown }) {
  const { t } = useWords();
  const { state, counts, leftOut, closedAt, differenceSha256, openedBy, undoneAt, undoneBy } = shown;
  const facts: [string, ReactNode][] = [
    [
      t('imports.history.state'),
      <Status key="state" kind={stateKinds[state]}>
        {t(`imports.state.${state}`)}
      </Status>,
    ],
    [t('imports.history.by'), openedBy ?? t('imports.history.house')],
    [t('imports.closed.at'), closedAt ? <DateLine key="at" at={closedAt} /> : ''],
  ];
  if (undoneAt) {
    facts.push([t('imports.closed.undoneBy'), undoneBy ?? '']);
    facts.push([t('imports.closed.undoneAt'), <DateLine key="undone" at={undoneAt} />]);
  }
  if (differenceSha256) facts.push([t('imports.closed.hash'), <code key="hash">{differenceSha256}</code>]);
  return (
    <>
      <Section title={t('imports.closed.title')}>
        <Facts items={facts} />
        {counts && <Counts counts={counts} />}
      </Section>
      <Mends importId={shown.importId} mends={shown.mends} />
      {leftOut && leftOut.length > 0 && <LeftOut lines={leftOut} />}
    </>
  );
}

const columns = ['rows', 'added', 'changed', 'removed', 'same', 'leftOut'] as const;

function Counts({ counts }: { counts: NonNullable<Shown['counts']> }) {
  const { t, language } = useWords();
  return (
    <PlainTable
      name={t('imports.closed.title')}
      rows={counts}
      rowKey={({ sheet }) => sheet}
      columns={[
        { key: 'sheet', title: t('imports.overview.kind'), cell: ({ sheet }) => t(`imports.sheet.${sheet}`) },
        ...columns.map((key) => ({
          key,
          title: t(`imports.count.${key}`),
          align: 'end' as const,
          cell: (row: NonNullable<Shown['counts']>[number]) => row[key].toLocaleString(language),
        })),
      ]}
    />
  );
}

/** Rows that were wrong and left out by choice. */
function LeftOut({ lines }: { lines: NonNullable<Shown['leftOut']> }) {
  const { t } = useWords();
  const problem = useProblem();
  const rows = lines.map((line, index) => ({ ...line, key: String(index), text: problem(line) }));
  return (
    <Section title={t('imports.leftOut.title')} aside={t('imports.leftOut.count', { count: lines.length })}>
      <DataTable
        name={t('imports.leftOut.title')}
        rows={rows}
        rowKey={({ key }) => key}
        empty={t('imports.leftOut.none')}
        columns={[
          {
            key: 'sheet',
            title: t('imports.list.sheet'),
            value: ({ place }) => t('imports.sheetOf', { workbook: place.workbook, sheet: place.sheet }),
            filter: true,
          },
          { key: 'row', title: t('imports.list.row'), value: ({ place }) => place.row, align: 'end' },
          { key: 'column', title: t('imports.list.column'), value: ({ column }) => column, filter: true },
          { key: 'problem', title: t('imports.list.problem'), value: ({ text }) => text },
        ]}
      />
    </Section>
  );
}
