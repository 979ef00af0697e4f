import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Row } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status, type StatusKind } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { endAppointment, type listDeputies } from '../appointment-contract.ts';

type Appointment = AnswerOf<typeof listDeputies>['deputies'][number];

const signs: Record<Appointment['state'], StatusKind> = {
  coming: 'waiting',
  current: 'done',
  ended: 'frozen',
  revoked: 'frozen',
};

export function AppointmentRow({ appointment: one }: { appointment: Appointment }) {
  const { t } = useWords();
  const [ending, setEnding] = useState(false);
  const covers = one.offering
    ? `${one.offering.course} ${one.offering.groupName}`
    : t('accounts.deputies.allOfferings');
  const office = [
    one.division && t(`accounts.division.${one.division}`),
    t(`accounts.office.${one.office}`),
    one.className,
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <Row
      title={
        one.deputyFor
          ? t('accounts.deputies.covers', { deputy: one.person.name, absent: one.deputyFor.name })
          : one.person.name
      }
      detail={
        <>
          {one.deputyFor ? covers : office}
          <br />
          <DateLine day={one.startsOn} /> –{' '}
          {one.endsOn ? <DateLine day={one.endsOn} /> : t('accounts.offices.openEnd')}
          {one.reason && ` · ${one.reason}`}
        </>
      }
      end={
        <>
          <Status kind={signs[one.state]}>{t(`accounts.state.${one.state}`)}</Status>
          {one.may.includes('end') && (
            <Button size="sm" variant="default" onClick={() => setEnding(true)}>
              {t('accounts.end.button')}
            </Button>
          )}
        </>
      }
    >
      {ending && <End appointmentId={one.id} onClose={() => setEnding(false)} />}
    </Row>
  );
}

function End({ appointmentId, onClose }: { appointmentId: string; onClose(): void }) {
  const { t } = useWords();
  const [endsOn, setEndsOn] = useState('');
  const [reason, setReason] = useState('');
  const act = useAct(endAppointment);
  return (
    <Ask
      opened
      danger
      title={t('accounts.end.title')}
      confirm={t('accounts.end.button')}
      busy={act.isPending}
      disabled={reason.trim() === ''}
      onClose={onClose}
      onConfirm={() =>
        act.mutate(
          { params: { appointmentId }, body: { endsOn: endsOn || null, reason } },
          {
            onSuccess: () => {
              say(t('accounts.end.done'));
              onClose();
            },
          },
        )
      }
    >
      <Stack>
        <TextInput
          type="date"
          label={t('accounts.end.when')}
          value={endsOn}
          onChange={(event) => setEndsOn(event.currentTarget.value)}
        />
        <TextInput
          label={t('accounts.end.reason')}
          required
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {act.error && <Refused error={act.error} />}
      </Stack>
    </Ask>
  );
}
