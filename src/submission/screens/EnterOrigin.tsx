import { NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { enterOrigin, originOfEnrolment } from '../contract.ts';

type Known = AnswerOf<typeof originOfEnrolment>;
type Field = keyof Known['origin'];

const words: readonly Field[] = ['schoolCode', 'courseCode', 'courseName', 'method'];

/** The original course of a retake, make-up, transfer or visit: only the fields this kind's sheet asks for. */
export function EnterOrigin({ enrolmentId, onClose }: { enrolmentId: string; onClose(): void }) {
  const answer = useAnswer(originOfEnrolment, { params: { enrolmentId } });
  return (
    <Answer of={answer}>
      {(known) => <OriginForm enrolmentId={enrolmentId} known={known} onClose={onClose} />}
    </Answer>
  );
}

function OriginForm({ enrolmentId, known, onClose }: { enrolmentId: string; known: Known; onClose(): void }) {
  const { t } = useWords();
  const [origin, setOrigin] = useState(known.origin);
  const enter = useAct(enterOrigin);
  const needed = known.needed as Field[];
  const set = (field: Field, value: string | number) =>
    setOrigin((before) => ({ ...before, [field]: value === '' ? null : value }));
  return (
    <Ask
      opened
      title={t('submission.origin.title', { student: known.student, subject: known.subject })}
      confirm={t('submission.origin.save')}
      busy={enter.isPending}
      disabled={needed.some((field) => origin[field] === null || origin[field] === '')}
      onClose={onClose}
      onConfirm={() =>
        enter.mutate(
          { params: { enrolmentId }, body: origin },
          {
            onSuccess: () => {
              say(t('submission.origin.said'));
              onClose();
            },
          },
        )
      }
    >
      <p>{t('submission.origin.lead', { kind: t(`submission.kind.${known.kind}`) })}</p>
      {needed.map((field) =>
        words.includes(field) ? (
          <TextInput
            key={field}
            required
            label={t(`submission.origin.field.${field}`)}
            value={String(origin[field] ?? '')}
            onChange={(event) => set(field, event.currentTarget.value)}
          />
        ) : (
          <NumberInput
            key={field}
            required
            label={t(`submission.origin.field.${field}`)}
            value={origin[field] ?? ''}
            onChange={(value) => set(field, value)}
          />
        ),
      )}
      {enter.error && <Refused error={enter.error} />}
    </Ask>
  );
}
