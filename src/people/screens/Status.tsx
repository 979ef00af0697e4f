import { Button } from '@mantine/core';
import { useState } from 'react';
import { dayText } from '../../calendar/written.ts';
import { History } from '../../history/screens/History.tsx';
import { isReason, Reason } from '../../history/screens/Reason.tsx';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status as State } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { correctStatus, studentStatus, withdrawStatus } from '../status-contract.ts';
import { EnterStatus } from './EnterStatus.tsx';
import { StatusDocuments } from './StatusDocuments.tsx';

type Known = AnswerOf<typeof studentStatus>;
type Event = Known['events'][number];

/** 學籍異動 of one student: how they stand, what can be entered, what was entered. */
export function Status() {
  const { t } = useWords();
  const { params } = usePlace();
  const registrationId = params['registrationId'] ?? '';
  const answer = useAnswer(studentStatus, { params: { registrationId } });
  return (
    <Page
      title={t('status.title')}
      lead={answer.data && t('status.lead', answer.data.student)}
      back={{
        to: '/register/$registrationId',
        params: { registrationId },
        label: t('status.back'),
      }}
    >
      <Answer of={answer}>{(known) => <Whole known={known} />}</Answer>
    </Page>
  );
}

function Whole({ known }: { known: Known }) {
  const { t } = useWords();
  return (
    <>
      <Section title={t('status.now')} aside={t(`status.standing.${known.standing}`)}>
        {known.kinds.length > 0 && <EnterStatus known={known} />}
      </Section>
      <Section title={t('status.events')}>
        <StatusEvents known={known} />
      </Section>
      <Section title={t('history.title')}>
        <History registrationId={known.student.registrationId} topic="status" />
      </Section>
    </>
  );
}

/** Every event, corrected ones too: nothing is overwritten. */
export function StatusEvents({ known }: { known: Known }) {
  const { t } = useWords();
  if (known.events.length === 0) return <Empty title={t('status.empty')} next={t('status.emptyNext')} />;
  return (
    <Rows label={t('status.events')}>
      {known.events.map((event) => (
        <EventRow key={event.eventId} event={event} />
      ))}
    </Rows>
  );
}

function EventRow({ event }: { event: Event }) {
  const { t, language } = useWords();
  const { details } = event;
  const said = [
    details.otherSchool && t('status.said.otherSchool', { code: details.otherSchool }),
    details.className && t('status.said.class', { name: details.className, seat: details.seat ?? '–' }),
    details.programme && t('status.said.programme', { group: details.fieldGroup, code: details.programme }),
    details.until && t('status.said.until', { day: dayText(details.until, language) }),
    event.endedEnrolments > 0 && t('status.said.ended', { count: event.endedEnrolments }),
    t('status.said.reason', { reason: event.reason }),
  ];
  return (
    <Row
      title={t('status.on', { kind: t(`status.kind.${event.kind}`), day: dayText(event.on, language) })}
      detail={said.filter(Boolean).join(t('status.between'))}
      end={<End event={event} />}
    >
      {event.refusal && event.state === 'refused' && <Refused error={event.refusal} />}
      <StatusDocuments event={event} />
    </Row>
  );
}

/** How an event stands, and what can be done about it. */
function End({ event }: { event: Event }) {
  const { t, language } = useWords();
  const day = dayText(event.on, language);
  const reason = event.revoked?.reason;
  const takeBack = event.may.includes('withdraw') && <TakeBack event={event} by="withdraw" />;
  switch (event.state) {
    case 'corrected':
      return <State kind="wrong">{t('status.revoked', { reason })}</State>;
    case 'withdrawn':
      return <State kind="wrong">{t('status.withdrawn', { reason })}</State>;
    case 'announced':
      return (
        <>
          <State kind="later">{t('status.takesEffect', { day })}</State>
          {takeBack}
        </>
      );
    case 'refused':
      return (
        <>
          <State kind="attention">{t('status.notApplied', { day })}</State>
          {takeBack}
        </>
      );
    case 'in-force':
      return event.may.includes('correct') && <TakeBack event={event} by="correct" />;
  }
}

const takings = { correct: correctStatus, withdraw: withdrawStatus } as const;

/** Before its day an event is withdrawn, afterwards it is corrected; either with a reason, and both stay. */
function TakeBack({ event, by }: { event: Event; by: keyof typeof takings }) {
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const act = useAct<(typeof takings)[keyof typeof takings]>(takings[by]);
  return (
    <>
      <Button size="sm" variant="default" onClick={() => setAsked(true)}>
        {t(`status.${by}`)}
      </Button>
      <Ask
        opened={asked}
        title={t(`status.${by}Title`, { kind: t(`status.kind.${event.kind}`) })}
        confirm={t(`status.${by}`)}
        busy={act.isPending}
        disabled={!isReason(reason)}
        onClose={() => setAsked(false)}
        onConfirm={() =>
          act.mutate(
            { params: { eventId: event.eventId }, body: { reason } },
            { onSuccess: () => setAsked(false) },
          )
        }
      >
        {t(`status.${by}Says`, { count: event.endedEnrolments })}
        <Reason reason={reason} onReason={setReason} />
        {act.error && <Refused error={act.error} />}
      </Ask>
    </>
  );
}
