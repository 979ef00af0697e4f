import { NativeSelect } from '@mantine/core';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { Go, usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { selectionClasses } from '../contract.ts';
import { useRoundName } from './round-name.ts';

type Seen = AnswerOf<typeof selectionClasses>;
type ClassLine = Seen['classes'][number];

/** How many students of each class have selected. Nobody has to (國5); no order but the classes' own. */
export function Classes() {
  const { t } = useWords();
  const { query } = usePlace();
  const { round: roundId } = query;
  const answer = useAnswer(selectionClasses, { query: roundId ? { roundId } : {} });
  return (
    <Page wide title={t('selection.watch.title')} lead={t('selection.watch.lead')}>
      <Answer of={answer}>
        {(seen) => (
          <>
            <RoundFilter seen={seen} />
            <Lines seen={seen} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function RoundFilter({ seen }: { seen: Seen }) {
  const { t } = useWords();
  const nameOf = useRoundName();
  const { setQuery } = usePlace();
  if (seen.rounds.length < 2) return null;
  return (
    <NativeSelect
      label={t('selection.watch.round')}
      mb="md"
      value={seen.roundId ?? ''}
      onChange={(event) => setQuery({ round: event.currentTarget.value, page: undefined })}
      data={seen.rounds.map((round) => ({ value: round.roundId, label: nameOf(round) }))}
    />
  );
}

function Lines({ seen: { roundId, classes } }: { seen: Seen }) {
  const { t } = useWords();
  const count = (key: 'students' | 'having' | 'outcomes' | 'performances') => ({
    key,
    title: t(`selection.watch.${key}`),
    value: (line: ClassLine) => line[key],
    align: 'end' as const,
  });
  return (
    <DataTable<ClassLine>
      name={t('selection.watch.title')}
      rows={classes}
      rowKey={({ classId }) => classId}
      empty={t('selection.watch.none')}
      emptyNext={t('selection.watch.noneNext')}
      columns={[
        {
          key: 'name',
          title: t('selection.watch.class'),
          value: ({ name }) => name,
          cell: ({ classId, name }) => (
            <Go to="/selection/$roundId/classes/$classId" params={{ roundId: roundId ?? '', classId }}>
              {name}
            </Go>
          ),
        },
        {
          key: 'division',
          title: t('selection.watch.divisionTitle'),
          value: ({ division }) => t(`selection.watch.division.${division}`),
          filter: true,
        },
        { key: 'grade', title: t('selection.watch.grade'), value: ({ grade }) => grade, filter: true },
        count('students'),
        count('having'),
        {
          key: 'without',
          title: t('selection.watch.without'),
          value: ({ students, having }) => students - having,
          align: 'end',
        },
        count('outcomes'),
        count('performances'),
      ]}
    />
  );
}
