import { Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { answerQuestion } from '../contract.ts';
import { type QuestionVerdict, questionLength } from '../question.ts';
import type { Asked } from './Questions.tsx';

/** The record was corrected, or it is right after all; either way the student reads why. */
export function Reply({ asked, onClose }: { asked: Asked; onClose(): void }) {
  const { t } = useWords();
  const [verdict, setVerdict] = useState<QuestionVerdict>('corrected');
  const [text, setText] = useState('');
  const answer = useAct(answerQuestion);
  const send = () =>
    answer.mutate(
      { params: { questionId: asked.questionId }, body: { verdict, text } },
      {
        onSuccess: () => {
          say(t('questions.said'));
          onClose();
        },
      },
    );
  return (
    <Ask
      opened
      title={t('questions.replyTo', { name: asked.student.name })}
      confirm={t('questions.send')}
      busy={answer.isPending}
      disabled={text.trim() === ''}
      onClose={onClose}
      onConfirm={send}
    >
      <p>{asked.label}</p>
      <p>{asked.text}</p>
      <Radio.Group
        label={t('questions.found')}
        value={verdict}
        onChange={(value) => setVerdict(value as QuestionVerdict)}
      >
        {(['corrected', 'right'] as const).map((value) => (
          <Radio
            key={value}
            mt="xs"
            value={value}
            label={t(`questions.verdict.${value}`)}
            description={t(`questions.verdictHint.${value}`)}
          />
        ))}
      </Radio.Group>
      <Textarea
        required
        mt="md"
        maxLength={questionLength.max}
        label={t('questions.words')}
        description={t('questions.wordsHint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {answer.error && <Refused error={answer.error} />}
    </Ask>
  );
}
