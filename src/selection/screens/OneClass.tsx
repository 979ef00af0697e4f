import { Button } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { addressOf, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { selectionOfClass, selectionSlips } from '../contract.ts';
import { useRoundName } from './round-name.ts';

type Found = AnswerOf<typeof selectionOfClass>;
type Line = Found['students'][number];

const has = ({ outcomes, performances }: Line) => outcomes + performances > 0;

/** One class by seat: who has not selected yet; of the others how many, never what. */
export function OneClass() {
  const { params } = usePlace<{ roundId: string; classId: string }>();
  const answer = useAnswer(selectionOfClass, { params });
  return <Answer of={answer}>{(found) => <Students found={found} classId={params.classId} />}</Answer>;
}

function Students({ found, classId }: { found: Found; classId: string }) {
  const { t, language } = useWords();
  const nameOf = useRoundName();
  const { round, name, students, may } = found;
  const { roundId } = round;
  const without = students.filter((line) => !has(line)).length;
  const stateOf = (line: Line) => t(has(line) ? 'selection.watch.some' : 'selection.watch.nothing');
  const title = t('selection.watch.ofClass', { name });
  return (
    <Page
      wide
      title={title}
      lead={t('selection.watch.classLead', { round: nameOf(round), all: students.length, without })}
      back={{ to: '/selection/classes', query: { round: roundId }, label: t('selection.watch.title') }}
      actions={
        may.includes('print') && (
          <Button
            size="sm"
            variant="default"
            component="a"
            href={addressOf(selectionSlips, { params: { roundId, classId }, query: { language } })}
            leftSection={<IconFileTypePdf size={18} stroke={1.7} aria-hidden />}
          >
            {t('selection.watch.slips')}
          </Button>
        )
      }
    >
      <DataTable<Line>
        name={title}
        rows={students}
        rowKey={({ registrationId }) => registrationId}
        empty={t('selection.watch.none')}
        columns={[
          { key: 'seat', title: t('selection.watch.seat'), value: ({ seat }) => seat, align: 'end' },
          { key: 'number', title: t('selection.watch.number'), value: ({ number }) => number },
          { key: 'name', title: t('selection.watch.name'), value: (line) => line.name },
          {
            key: 'state',
            title: t('selection.watch.state'),
            value: stateOf,
            cell: (line) => <Status kind={has(line) ? 'done' : 'draft'}>{stateOf(line)}</Status>,
            filter: true,
          },
          {
            key: 'outcomes',
            title: t('selection.watch.outcomes'),
            value: ({ outcomes }) => outcomes,
            align: 'end',
          },
          {
            key: 'performances',
            title: t('selection.watch.performances'),
            value: ({ performances }) => performances,
            align: 'end',
          },
        ]}
      />
    </Page>
  );
}
