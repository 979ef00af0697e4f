import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { signOffReceipt } from '../contract.ts';
import type { OneTask } from './Task.tsx';

interface SignOffParts {
  task: OneTask;
  counts: NonNullable<OneTask['counts']>;
  progress: NonNullable<OneTask['progress']>;
}

/** The division's office confirms (六(三)); what still stands in the way is said before the button. */
export function SignOff({ task, counts, progress }: SignOffParts) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const signOff = useAct(signOffReceipt);
  const differences = counts.changed + counts.missing + counts.extra;
  if (task.signOff) {
    return task.signOff.note ? (
      <Section title={t('receiptDetails.signOff.title')}>
        <p>{task.signOff.note}</p>
      </Section>
    ) : null;
  }
  return (
    <Section title={t('receiptDetails.signOff.title')}>
      <p>{t('receiptDetails.signOff.lead')}</p>
      {task.awaitsReissue && (
        <p>
          <Status kind="attention">{t('receiptDetails.signOff.awaitsReissue')}</Status>{' '}
          <Go to="/submission/tasks/$taskId" params={{ taskId: task.taskId }}>
            {t('receiptDetails.signOff.toPackage')}
          </Go>
        </p>
      )}
      {task.may.includes('signOff') && (
        <Button onClick={() => setAsking(true)}>{t('receiptDetails.signOff.button')}</Button>
      )}
      {task.cannotSignOff && <Refused error={task.cannotSignOff} />}
      <Ask
        opened={asking}
        title={t('receiptDetails.signOff.button')}
        confirm={t('receiptDetails.signOff.button')}
        busy={signOff.isPending}
        disabled={differences > 0 && note.trim() === ''}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          signOff.mutate(
            { params: { taskId: task.taskId }, body: { note } },
            {
              onSuccess: () => {
                say(t('receiptDetails.signOff.said'));
                setAsking(false);
              },
            },
          )
        }
      >
        <p>{t('receiptDetails.progressLine', progress)}</p>
        <Textarea
          autosize
          minRows={2}
          required={differences > 0}
          label={t('receiptDetails.signOff.note')}
          description={t('receiptDetails.signOff.noteHint', { differences })}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {signOff.error && <Refused error={signOff.error} />}
      </Ask>
    </Section>
  );
}
