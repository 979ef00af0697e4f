import { NativeSelect } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { ClauseTag } from '../../platform/ui/ClauseTag.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Filter } from '../../platform/ui/Fields.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { rightsTable } from '../rights-contract.ts';

type Right = AnswerOf<typeof rightsTable>['rights'][number];

/** Who may do what: one table, or what a single office may do; the choice lives in the address. */
export function Rights() {
  const { t } = useWords();
  const answer = useAnswer(rightsTable);
  return (
    <Page wide title={t('rights.title')} lead={t('rights.lead')}>
      <Answer of={answer}>{({ rights }) => <Table rights={rights} />}</Answer>
    </Page>
  );
}

function Table({ rights }: { rights: Right[] }) {
  const { t } = useWords();
  const { query, setQuery } = usePlace();
  const named = rights.map((right) => ({ ...right, holders: holdersOf(t, right) }));
  const everybody = [...new Set(named.flatMap(({ holders }) => holders))];
  const chosen = everybody.find((holder) => holder === query['holder']);
  return (
    <>
      <Filter>
        <NativeSelect
          label={t('rights.of')}
          value={chosen ?? ''}
          onChange={(event) => setQuery({ holder: event.currentTarget.value || undefined })}
          data={[
            { value: '', label: t('rights.everybody') },
            ...everybody.map((value) => ({ value, label: value })),
          ]}
        />
      </Filter>
      <DataTable
        name={t('rights.title')}
        rows={named.filter(({ holders }) => !chosen || holders.includes(chosen))}
        rowKey={({ key }) => key}
        empty={t('rights.none')}
        columns={[
          { key: 'right', title: t('rights.right'), value: ({ key }) => t(`rights.can.${key}`) },
          {
            key: 'holders',
            title: t('rights.holders'),
            value: ({ holders }) => holders.join(t('rights.between')),
          },
          {
            key: 'clause',
            title: t('rights.clause'),
            value: ({ clause }) => clause,
            cell: ({ clause }) => <ClauseTag clause={clause} />,
          },
        ]}
      />
    </>
  );
}

function holdersOf(t: TFunction, { relations, offices }: Right): string[] {
  const holders = [
    ...relations.map((relation) => t(`rights.relation.${relation}`)),
    ...offices.map(({ office, division }) => {
      const title = t(`accounts.office.${office}`);
      return division
        ? t('rights.inDivision', { office: title, division: t(`accounts.division.${division}`) })
        : title;
    }),
  ];
  // An office may be responsible for several acts of one right.
  return [...new Set(holders)];
}
