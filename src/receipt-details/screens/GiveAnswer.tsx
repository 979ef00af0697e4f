import { Button, Select, Stack, Textarea } from '@mantine/core';
import { IconCheck, IconMessageQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { textLimits } from '../answer.ts';
import { answerReceipt } from '../contract.ts';
import type { Confirmation } from './Mine.tsx';

/** Two clear choices: all of it is right, or something is not. */
export function GiveAnswer({ one }: { one: Confirmation }) {
  const { t } = useWords();
  const [doubting, setDoubting] = useState(false);
  const answer = useAct(answerReceipt);
  const params = { importId: one.importId };
  const takesBack = one.state === 'doubt-open';
  return (
    <>
      <Stack gap="sm" mt="lg" className="no-print">
        <Button
          size="lg"
          fullWidth
          loading={answer.isPending}
          disabled={one.state === 'correct'}
          leftSection={<IconCheck size={22} aria-hidden />}
          onClick={() =>
            answer.mutate(
              { params, body: { answer: 'correct' } },
              { onSuccess: () => say(t('receiptDetails.mine.thanks')) },
            )
          }
        >
          {t(takesBack ? 'receiptDetails.mine.correctAfterAll' : 'receiptDetails.mine.correct')}
        </Button>
        <Button
          size="lg"
          fullWidth
          variant="default"
          leftSection={<IconMessageQuestion size={22} aria-hidden />}
          onClick={() => setDoubting(true)}
        >
          {t('receiptDetails.mine.doubt')}
        </Button>
      </Stack>
      {answer.error && <Refused error={answer.error} />}
      {doubting && <RaiseDoubt one={one} onClose={() => setDoubting(false)} />}
    </>
  );
}

function RaiseDoubt({ one, onClose }: { one: Confirmation; onClose(): void }) {
  const { t } = useWords();
  const [lineId, setLineId] = useState('');
  const [doubt, setDoubt] = useState('');
  const answer = useAct(answerReceipt);
  const lines = one.lines.map((line, index) => ({
    value: line.lineId,
    label: t('receiptDetails.mine.lineChoice', {
      number: index + 1,
      subject: line.subject,
      description: [...(line.received?.description ?? line.submitted?.description ?? '')]
        .slice(0, 20)
        .join(''),
    }),
  }));
  return (
    <Ask
      opened
      title={t('receiptDetails.mine.doubt')}
      confirm={t('receiptDetails.mine.send')}
      busy={answer.isPending}
      disabled={doubt.trim() === ''}
      onClose={onClose}
      onConfirm={() =>
        answer.mutate(
          {
            params: { importId: one.importId },
            body: { answer: 'doubt', doubt, lineId: lineId || undefined },
          },
          {
            onSuccess: () => {
              say(t('receiptDetails.mine.sent'));
              onClose();
            },
          },
        )
      }
    >
      <Select
        label={t('receiptDetails.mine.which')}
        allowDeselect={false}
        value={lineId}
        onChange={(value) => setLineId(value ?? '')}
        data={[{ value: '', label: t('receiptDetails.mine.whichAll') }, ...lines]}
      />
      <Textarea
        required
        mt="md"
        autosize
        minRows={3}
        maxLength={textLimits.doubt}
        label={t('receiptDetails.mine.what')}
        description={t('receiptDetails.mine.whatHint')}
        value={doubt}
        onChange={(event) => setDoubt(event.currentTarget.value)}
      />
      {answer.error && <Refused error={answer.error} />}
    </Ask>
  );
}
