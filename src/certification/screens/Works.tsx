import { Button } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { instantText } from '../../calendar/written.ts';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import type { Column } from '../../platform/ui/table.ts';
import { type Language, useWords } from '../../platform/ui/words.ts';
import type { Chosen, WorkState } from '../filter.ts';
import { BatchBar } from './BatchBar.tsx';
import { addressOf, courseName, studentName, type Work } from './works.ts';

interface WorksParts {
  works: readonly Work[];
  chosen: Chosen & { state: WorkState };
}

/** The works chosen, to be opened one by one or picked and decided on together. */
export function Works({ works, chosen }: WorksParts) {
  const { t, language } = useWords();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const pick = (keys: string[], on: boolean) =>
    setPicked((before) => {
      const after = new Set(before);
      for (const key of keys) on ? after.add(key) : after.delete(key);
      return after;
    });
  const waiting = chosen.state === 'waiting';
  // What has been decided meanwhile is no longer here to be picked.
  const here = works.filter(({ outcomeId }) => picked.has(outcomeId));
  return (
    <>
      <DataTable
        name={t('certification.queue.listed', { state: t(`certification.state.${chosen.state}`) })}
        rows={works}
        columns={columnsOf(t, language, chosen)}
        rowKey={({ outcomeId }) => outcomeId}
        empty={t(`certification.queue.none.${chosen.state}`)}
        emptyNext={waiting ? t('certification.queue.noneNext') : undefined}
        picking={waiting ? { picked, pick, nameOf: (work) => nameOf(t, work) } : undefined}
        actions={
          waiting &&
          works.length > 0 && (
            <Button
              size="sm"
              variant="default"
              onClick={() =>
                pick(
                  works.map(({ outcomeId }) => outcomeId),
                  true,
                )
              }
            >
              {t('certification.batch.pickAll', { count: works.length })}
            </Button>
          )
        }
      />
      {here.length > 0 && <BatchBar works={here} onDone={() => setPicked(new Set())} />}
    </>
  );
}

function columnsOf(t: TFunction, language: Language, chosen: WorksParts['chosen']): Column<Work>[] {
  const decided = chosen.state === 'certified' || chosen.state === 'returned';
  const said = (at: string | undefined) => (at ? instantText(new Date(at), language) : '');
  return [
    {
      key: 'student',
      title: t('certification.column.student'),
      value: (work) => studentName(t, work.student),
      cell: (work) => (
        <Go to="/certification/$outcomeId" params={{ outcomeId: work.outcomeId }} query={addressOf(chosen)}>
          {studentName(t, work.student)}
        </Go>
      ),
    },
    {
      key: 'course',
      title: t('certification.facet.course'),
      value: ({ course }) => courseName(t, course),
    },
    {
      key: 'description',
      title: t('certification.decide.description'),
      value: ({ description }) => description,
    },
    {
      key: 'handedIn',
      title: t('certification.decide.handedIn'),
      value: ({ handedInAt }) => said(handedInAt),
      cell: ({ handedInAt }) => <DateLine at={handedInAt} />,
    },
    decided
      ? {
          key: 'decided',
          title: t('certification.column.decided'),
          value: ({ decided: made }) =>
            made && t('certification.column.by', { by: made.by, at: said(made.at) }),
        }
      : {
          key: 'note',
          title: t('certification.column.note'),
          value: (work) => noteOf(t, work),
          cell: (work) => <Note work={work} />,
        },
  ];
}

function Note({ work }: { work: Work }) {
  const { t } = useWords();
  const note = noteOf(t, work);
  return (work.afterReturn || work.late) && note ? <Status kind="attention">{note}</Status> : note;
}

function noteOf(t: TFunction, { state, late, afterReturn, opened }: Work): string {
  if (state !== 'waiting') return '';
  if (late) return t('outcomes.late.mark');
  if (afterReturn) return t('certification.state.again');
  return opened ? '' : t('certification.state.unopened');
}

function nameOf(t: TFunction, work: Work): string {
  return t('certification.batch.one', {
    student: studentName(t, work.student),
    course: courseName(t, work.course),
  });
}
