import { Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { endAppointment } from '../appointment-contract.ts';

interface EndParts {
  appointment: { id: string; person: { name: string }; endsOn: string | null };
  today: string;
  onClose(): void;
}

/** Ends an appointment at once or gives it another last day; always with a reason. */
export function EndAppointment({ appointment, today, onClose }: EndParts) {
  const { t } = useWords();
  const end = useAct(endAppointment);
  const [when, setWhen] = useState('now');
  const [day, setDay] = useState(appointment.endsOn ?? today);
  const [reason, setReason] = useState('');
  return (
    <Ask
      opened
      title={t('accounts.appointment.endTitle', { name: appointment.person.name })}
      confirm={t('accounts.appointment.end')}
      danger
      busy={end.isPending}
      disabled={reason.trim() === '' || (when === 'day' && day === '')}
      onClose={onClose}
      onConfirm={() =>
        end.mutate(
          {
            params: { appointmentId: appointment.id },
            body: { endsOn: when === 'now' ? null : day, reason },
          },
          {
            onSuccess: () => {
              say(t('accounts.appointment.endDone', { name: appointment.person.name }));
              onClose();
            },
          },
        )
      }
    >
      <Stack>
        <Radio.Group label={t('accounts.appointment.when')} value={when} onChange={setWhen}>
          <Stack gap="xs" mt="xs">
            <Radio value="now" label={t('accounts.appointment.now')} />
            <Radio value="day" label={t('accounts.appointment.afterDay')} />
          </Stack>
        </Radio.Group>
        {when === 'day' && (
          <TextInput
            type="date"
            label={t('accounts.appointment.lastDay')}
            min={today}
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
        )}
        <TextInput
          label={t('accounts.appointment.reason')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
      {end.error && <Refused error={end.error} />}
    </Ask>
  );
}
