import { Button, Group, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { History } from '../../history/screens/History.tsx';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Ask } from '../../platform/ui/Ask.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Filter } from '../../platform/ui/Fields.tsx';
import { Facts, Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Person } from '../../platform/ui/Person.tsx';
import { Go, usePlace } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { counsellingRecord, finishFollowUp, withdrawCounselling } from '../contract.ts';
import { counsellingLengths } from '../counselling.ts';
import { Attachments } from './Attachments.tsx';

export type Record = AnswerOf<typeof counsellingRecord>;

/** One conversation with everything in it, for the counselling teachers. */
export function OneRecord() {
  const { params } = usePlace<{ recordId: string }>();
  const answer = useAnswer(counsellingRecord, { params });
  return <Answer of={answer}>{(record) => <Whole record={record} />}</Answer>;
}

function Whole({ record }: { record: Record }) {
  const { t } = useWords();
  return (
    <Page
      title={record.topic}
      lead={<DateLine day={record.heldOn} />}
      back={{ to: '/counselling/records', label: t('counselling.to.records') }}
      actions={<Acts record={record} />}
    >
      {record.withdrawn && (
        <Status kind="frozen">
          {t('counselling.record.withdrawnAt', { reason: record.withdrawn.reason })}
        </Status>
      )}
      {record.may.includes('change') && (
        <Due inline opens={null} closes={record.window.closes} clause={record.window.clause} />
      )}
      <Facts
        items={[
          [t('counselling.record.category'), t(`counselling.category.${record.category}`)],
          [t('counselling.record.place'), record.place],
          ...(record.heldFrom
            ? ([[t('counselling.record.time'), timeOf(record)]] as [string, string][])
            : []),
          [t('counselling.record.counsellor'), record.counsellor],
        ]}
      />
      <Words title={t('counselling.record.content')} text={record.content} />
      {record.privateNote && <Words title={t('counselling.record.privateNote')} text={record.privateNote} />}
      {record.followUp && <FollowUp record={record} />}
      {record.files.length > 0 && (
        <Section title={t('counselling.record.files')}>
          <Attachments recordId={record.recordId} files={record.files} />
        </Section>
      )}
      <Section
        title={t('counselling.record.students')}
        aside={t('counselling.form.count', { count: record.students.length })}
      >
        <Rows>
          {record.students.map(({ registrationId, name, className, seat, number }) => (
            <Row
              key={registrationId}
              title={<Person name={name} detail={[className, seat, number].filter(Boolean).join(' ')} />}
            />
          ))}
        </Rows>
      </Section>
      <Past record={record} />
    </Page>
  );
}

export function timeOf({ heldFrom, heldTo }: { heldFrom: string | null; heldTo: string | null }): string {
  return [heldFrom, heldTo].filter(Boolean).join('–');
}

function Words({ title, text }: { title: string; text: string }) {
  return (
    <Section title={title}>
      {text.split('\n').map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a text that does not change here
        <p key={at}>{line}</p>
      ))}
    </Section>
  );
}

function FollowUp({ record }: { record: Record }) {
  const { t } = useWords();
  const act = useAct(finishFollowUp);
  const done = record.followUpDoneOn !== null;
  const finish = () =>
    act.mutate(
      { params: { recordId: record.recordId }, body: { done: !done } },
      { onSuccess: () => say(t('counselling.record.doneSaid')) },
    );
  return (
    <Section title={t('counselling.record.followUp')}>
      <Rows>
        <Row
          title={record.followUp}
          detail={
            record.followUpDue && (
              <>
                {t('counselling.record.followUpDue')} <DateLine day={record.followUpDue} />
              </>
            )
          }
          end={
            <>
              {record.followUpDoneOn && (
                <Status kind="done">
                  {t('counselling.record.doneOn')} <DateLine day={record.followUpDoneOn} />
                </Status>
              )}
              {record.may.includes('followUp') && (
                <Button size="sm" variant="default" loading={act.isPending} onClick={finish}>
                  {t(done ? 'counselling.record.undone' : 'counselling.record.done')}
                </Button>
              )}
            </>
          }
        />
      </Rows>
      {act.error && <Refused error={act.error} />}
    </Section>
  );
}

function Acts({ record }: { record: Record }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const act = useAct(withdrawCounselling);
  const { recordId } = record;
  if (!record.may.includes('change')) return null;
  const withdraw = () =>
    act.mutate(
      { params: { recordId }, body: { reason } },
      {
        onSuccess: () => {
          say(t('counselling.record.withdrew'));
          setAsking(false);
        },
      },
    );
  return (
    <Group gap="xs">
      <Go to="/counselling/records/$recordId/change" params={{ recordId }} button="default" size="sm">
        {t('counselling.record.change')}
      </Go>
      <Button size="sm" variant="default" onClick={() => setAsking(true)}>
        {t('counselling.record.withdraw')}
      </Button>
      <Ask
        opened={asking}
        danger
        title={t('counselling.record.withdrawTitle')}
        confirm={t('counselling.record.withdraw')}
        busy={act.isPending}
        disabled={reason.trim() === ''}
        onClose={() => setAsking(false)}
        onConfirm={withdraw}
      >
        <p>{t('counselling.record.withdrawAbout')}</p>
        <Textarea
          required
          maxLength={counsellingLengths.reason}
          label={t('counselling.record.withdrawReason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {act.error && <Refused error={act.error} />}
      </Ask>
    </Group>
  );
}

/** What changed stands in each student's own history. */
function Past({ record }: { record: Record }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState(record.students[0]?.registrationId ?? '');
  return (
    <Section title={t('counselling.record.history')}>
      {record.students.length > 1 && (
        <Filter>
          <NativeSelect
            label={t('counselling.record.historyOf')}
            value={chosen}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={record.students.map(({ registrationId, name }) => ({ value: registrationId, label: name }))}
          />
        </Filter>
      )}
      {chosen && <History registrationId={chosen} topic="counselling" />}
    </Section>
  );
}
