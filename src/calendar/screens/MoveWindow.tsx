import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { moveWindow } from '../contract.ts';
import { addDays, dayOf, startOf } from '../day.ts';
import type { Scheduled } from './Schedule.tsx';

/** Moves one window away from its rule, with a reason that everybody can read. Both days count whole. */
export function MoveWindow({ window, onClose }: { window: Scheduled; onClose(): void }) {
  const { t } = useWords();
  const [opens, setOpens] = useState(window.opens ? dayOf(new Date(window.opens)) : '');
  const [last, setLast] = useState(window.closes ? addDays(dayOf(new Date(window.closes)), -1) : '');
  const [reason, setReason] = useState('');
  const move = useAct(moveWindow);
  const confirm = () =>
    move.mutate(
      {
        body: {
          of: window.of,
          key: window.key,
          opens: opens ? startOf(opens).toISOString() : null,
          closes: startOf(addDays(last, 1)).toISOString(),
          reason,
        },
      },
      {
        onSuccess: () => {
          say(t('calendar.move.said'));
          onClose();
        },
      },
    );
  return (
    <Ask
      opened
      title={t('calendar.move.title')}
      confirm={t('calendar.move.button')}
      busy={move.isPending}
      disabled={reason.trim() === '' || last === ''}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('calendar.move.lead')}</p>
      <TextInput
        type="date"
        label={t('calendar.move.opens')}
        value={opens}
        onChange={(event) => setOpens(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        required
        label={t('calendar.move.last')}
        value={last}
        onChange={(event) => setLast(event.currentTarget.value)}
      />
      <TextInput
        required
        label={t('calendar.move.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {move.error && <Refused error={move.error} />}
    </Ask>
  );
}
