import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { dayOf } from '../../calendar/day.ts';
import { timeText } from '../../calendar/written.ts';
import { useAct } from '../../platform/call.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { useNow } from '../../platform/ui/clock.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { handOver } from '../contract.ts';
import { handOverWays } from '../package.ts';
import type { Made } from './Packages.tsx';

/** Notes that the package went to the central database: when, and how. */
export function HandOver({ made, onClose }: { made: Made; onClose(): void }) {
  const { t } = useWords();
  const now = useNow();
  const [at, setAt] = useState(`${dayOf(now)}T${timeText(now)}`);
  const [how, setHow] = useState<(typeof handOverWays)[number]>('upload-site');
  const hand = useAct(handOver);
  return (
    <Ask
      opened
      title={t('submission.handOver.title', { number: made.number })}
      confirm={t('submission.handOver.button')}
      busy={hand.isPending}
      disabled={at === ''}
      onClose={onClose}
      onConfirm={() =>
        hand.mutate(
          { params: { packageId: made.packageId }, body: { at: instantOf(at, made.builtAt), how } },
          {
            onSuccess: () => {
              say(t('submission.handOver.said'));
              onClose();
            },
          },
        )
      }
    >
      <p>{t('submission.handOver.lead')}</p>
      <TextInput
        type="datetime-local"
        required
        label={t('submission.handOver.at')}
        value={at}
        onChange={(event) => setAt(event.currentTarget.value)}
      />
      <Select
        label={t('submission.handOver.how')}
        allowDeselect={false}
        value={how}
        onChange={(value) => setHow((value as typeof how) ?? how)}
        data={handOverWays.map((value) => ({ value, label: t(`submission.handOver.way.${value}`) }))}
      />
      {hand.error && <Refused error={hand.error} />}
    </Ask>
  );
}

/** The minute in Taipei; within the minute it was built, the moment it was built. */
function instantOf(wallTime: string, builtAt: string | null): string {
  const at = new Date(`${wallTime}:00+08:00`);
  const built = builtAt ? new Date(builtAt) : at;
  const sameMinute = Math.floor(built.getTime() / 60_000) === Math.floor(at.getTime() / 60_000);
  return (sameMinute ? built : at).toISOString();
}
