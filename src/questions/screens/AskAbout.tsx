import { Button, Textarea } from '@mantine/core';
import { IconMessageQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { useViewer } from '../../accounts/screens/viewer.ts';
import { useAct, useAnswer } from '../../platform/call.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { askQuestion, myQuestions } from '../contract.ts';
import { type QuestionTopic, questionLength } from '../question.ts';

interface AskAboutParts {
  topic: QuestionTopic;
  /** An enrolment, a post, a counselling record; in the register a field's name. */
  recordId: string;
  /** The record in words, as the office will read it. */
  label: string;
  registrationId: string;
}

/** Beside one's own record: "this is not right", or how the question stands. Nobody else sees it. */
export function AskAbout(about: AskAboutParts) {
  const { registrations } = useViewer();
  const own = registrations.some(({ id }) => id === about.registrationId);
  return own ? <OwnRecord {...about} /> : null;
}

function OwnRecord(about: AskAboutParts) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const asked = useAnswer(myQuestions);
  const latest = asked.data?.questions.find(
    ({ topic, recordId }) => topic === about.topic && recordId === about.recordId,
  );
  if (latest && !latest.answer) return <Status kind="waiting">{t('questions.waiting')}</Status>;
  return (
    <>
      {latest?.answer && <Status kind="done">{t(`questions.verdict.${latest.answer.verdict}`)}</Status>}
      <Button
        size="sm"
        variant="subtle"
        className="no-print"
        leftSection={<IconMessageQuestion size={18} stroke={1.7} aria-hidden />}
        aria-label={t('questions.askAbout', { label: about.label })}
        onClick={() => setAsking(true)}
      >
        {t('questions.ask')}
      </Button>
      {asking && <AskNow about={about} onClose={() => setAsking(false)} />}
    </>
  );
}

function AskNow({ about, onClose }: { about: AskAboutParts; onClose(): void }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const ask = useAct(askQuestion);
  const send = () =>
    ask.mutate(
      { body: { ...about, text } },
      {
        onSuccess: () => {
          say(t('questions.sent'));
          onClose();
        },
      },
    );
  return (
    <Ask
      opened
      title={t('questions.askTitle')}
      confirm={t('questions.send')}
      busy={ask.isPending}
      disabled={text.trim() === ''}
      onClose={onClose}
      onConfirm={send}
    >
      <p>{about.label}</p>
      <Textarea
        required
        data-autofocus
        maxLength={questionLength.max}
        label={t('questions.what')}
        description={t('questions.whatHint', { max: questionLength.max })}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {ask.error && <Refused error={ask.error} />}
    </Ask>
  );
}
