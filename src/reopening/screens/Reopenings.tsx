import { Button, TextInput } from '@mantine/core';
import { IconClockHour4 } from '@tabler/icons-react';
import { useState } from 'react';
import { TermFilter, termKey, useTerm } from '../../calendar/screens/TermFilter.tsx';
import { instantText } from '../../calendar/written.ts';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Ask } from '../../platform/ui/Ask.tsx';
import { useNow } from '../../platform/ui/clock.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { endReopening, reopenings } from '../contract.ts';

type Reopened = AnswerOf<typeof reopenings>['reopenings'][number];

/** What the office opened again in a semester: for whom, why, until when, and what came in by it. */
export function Reopenings() {
  const { t } = useWords();
  const answer = useAnswer(reopenings, { query: useTerm() });
  const [ending, setEnding] = useState<Reopened>();
  const term = answer.data && termKey(answer.data);
  return (
    <Page
      wide
      title={t('reopening.title')}
      lead={t('reopening.lead')}
      actions={
        <Go
          to="/reopenings/new"
          query={term ? { term } : undefined}
          button="filled"
          leftSection={<IconClockHour4 size={18} stroke={1.7} aria-hidden />}
        >
          {t('reopening.start')}
        </Go>
      }
    >
      <Answer of={answer}>
        {(found) => (
          <>
            <TermFilter term={found} semesters={found.semesters} />
            <Listed reopened={found.reopenings} onEnd={setEnding} />
          </>
        )}
      </Answer>
      {ending && <EndDialog reopened={ending} onClose={() => setEnding(undefined)} />}
    </Page>
  );
}

function Listed({ reopened, onEnd }: { reopened: Reopened[]; onEnd(one: Reopened): void }) {
  const { t, language } = useWords();
  const now = useNow();
  const instant = (at: string) => instantText(new Date(at), language);
  const between = t('reopening.between');
  const students = (one: Reopened) =>
    one.students.map((student) => t('reopening.student', { ...student })).join(between);
  const stateOf = ({ ended, closes }: Reopened) =>
    ended
      ? t('reopening.state.ended', { reason: ended.reason })
      : t(now < new Date(closes) ? 'reopening.state.open' : 'reopening.state.over');
  return (
    <DataTable<Reopened>
      name={t('reopening.list')}
      rows={reopened}
      rowKey={({ reopeningId }) => reopeningId}
      empty={t('reopening.none')}
      emptyNext={t('reopening.noneNext')}
      columns={[
        {
          key: 'students',
          title: t('reopening.column.students'),
          value: students,
          cell: ({ students: named }) =>
            named.map((student) => (
              <div key={student.registrationId}>
                <Go to="/register/$registrationId" params={{ registrationId: student.registrationId }}>
                  {t('reopening.student', { ...student })}
                </Go>
              </div>
            )),
        },
        {
          key: 'courses',
          title: t('reopening.column.courses'),
          value: ({ courses }) => courses.map(({ name }) => name).join(between) || t('reopening.every'),
        },
        { key: 'reason', title: t('reopening.column.reason'), value: ({ reason }) => reason },
        {
          key: 'closes',
          title: t('reopening.column.closes'),
          value: ({ closes }) => instant(closes),
          cell: ({ closes }) => <DateLine closes={closes} />,
        },
        {
          key: 'handedIn',
          title: t('reopening.column.handedIn'),
          value: (one) => one.students.reduce((sum, { handedIn }) => sum + handedIn, 0),
          align: 'end',
        },
        {
          key: 'state',
          title: t('reopening.column.state'),
          value: stateOf,
          cell: (one) => (
            <>
              <Status kind={one.may.includes('end') ? 'waiting' : 'done'}>{stateOf(one)}</Status>
              {one.may.includes('end') && (
                <Button
                  size="sm"
                  variant="default"
                  aria-label={t('reopening.end.of', { students: students(one) })}
                  onClick={() => onEnd(one)}
                >
                  {t('reopening.end.button')}
                </Button>
              )}
            </>
          ),
        },
        { key: 'by', title: t('reopening.column.by'), value: ({ madeBy }) => madeBy },
        {
          key: 'madeAt',
          title: t('reopening.column.madeAt'),
          value: ({ madeAt }) => instant(madeAt),
          cell: ({ madeAt }) => <DateLine at={madeAt} />,
        },
      ]}
    />
  );
}

function EndDialog({ reopened, onClose }: { reopened: Reopened; onClose(): void }) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const end = useAct(endReopening);
  return (
    <Ask
      opened
      danger
      title={t('reopening.end.title')}
      confirm={t('reopening.end.button')}
      busy={end.isPending}
      disabled={reason.trim() === ''}
      onClose={onClose}
      onConfirm={() =>
        end.mutate(
          { params: { reopeningId: reopened.reopeningId }, body: { reason } },
          {
            onSuccess: () => {
              say(t('reopening.end.said'));
              onClose();
            },
          },
        )
      }
    >
      <p>{t('reopening.end.lead')}</p>
      <TextInput
        required
        label={t('reopening.end.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {end.error && <Refused error={end.error} />}
    </Ask>
  );
}
