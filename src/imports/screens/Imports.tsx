import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Facts, Page, Section } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { listImports } from '../contract.ts';
import { BringWorkbooks } from './BringWorkbooks.tsx';

type Listed = AnswerOf<typeof listImports>;

/** Where workbooks come in, and what came in before. */
export function Imports() {
  const { t } = useWords();
  const answer = useAnswer(listImports);
  return (
    <Page title={t('imports.title')} lead={t('imports.lead')} wide>
      <Answer of={answer}>
        {(listed) => (
          <>
            <Section title={t('imports.bring.title')}>
              <MayBring sheets={listed.mayBring} />
              <BringWorkbooks />
            </Section>
            <History imports={listed.imports} />
          </>
        )}
      </Answer>
    </Page>
  );
}

/** Offices and homerooms are read from sheets that are named already. */
const ownSheets = ['staff', 'classes', 'students', 'offerings', 'enrolments'];

function MayBring({ sheets }: { sheets: Listed['mayBring'] }) {
  const { t } = useWords();
  const named = sheets.filter(({ sheet }) => ownSheets.includes(sheet));
  return (
    <Facts
      items={named.map(({ sheet, divisions }) => [
        t(`imports.sheet.${sheet}`),
        divisions.length === 1
          ? t(`imports.ofDivision.${divisions[0]}`, { columns: t(`imports.columns.${sheet}`) })
          : t(`imports.columns.${sheet}`),
      ])}
    />
  );
}

function History({ imports }: { imports: Listed['imports'] }) {
  const { t } = useWords();
  const sum = (row: Listed['imports'][number], what: 'added' | 'changed' | 'removed') =>
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
            value: ({ workbooks }) => workbooks.map(({ name }) => name).join(', '),
          },
          {
            key: 'state',
            title: t('imports.history.state'),
            value: ({ state }) => t(`imports.state.${state}`),
            filter: true,
            cell: ({ state }) => (
              <Status kind={state === 'applied' ? 'done' : 'waiting'}>{t(`imports.state.${state}`)}</Status>
            ),
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
