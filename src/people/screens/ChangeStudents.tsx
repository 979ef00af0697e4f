import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { changeStudents, previewChange } from '../contract.ts';
import type { FieldKey } from '../register.ts';
import { ChangePreview } from './ChangePreview.tsx';
import type { Choices } from './Filters.tsx';
import { ManyFields } from './ManyFields.tsx';
import { OneFields } from './OneFields.tsx';
import { isReason, Reason } from './Reason.tsx';
import type { OneStudent } from './StudentFacts.tsx';

export type Typed = Partial<Record<FieldKey, string>>;

interface ChangeStudentsParts {
  students: readonly { registrationId: string; label: string }[];
  /** The one student, when all fields are offered; otherwise one field for all of them. */
  standing?: OneStudent;
  choices: Choices;
  onDone?(): void;
  onClose(): void;
}

/** First what is to change, then what that does to whom, then the reason: nothing is written before it. */
export function ChangeStudents({ students, standing, choices, onDone, onClose }: ChangeStudentsParts) {
  const { t } = useWords();
  const [typed, setTyped] = useState<Typed>({});
  const [preview, setPreview] = useState<AnswerOf<typeof previewChange>>();
  const [reason, setReason] = useState('');
  const look = useAct(previewChange);
  const change = useAct(changeStudents);
  const wish = { registrationIds: students.map(({ registrationId }) => registrationId), values: typed };
  const ready = preview !== undefined && preview.students.length > 0;
  const confirm = () => {
    if (!ready) return look.mutate({ body: wish }, { onSuccess: setPreview });
    change.mutate(
      { body: { ...wish, reason, seen: preview.seen } },
      {
        onSuccess: ({ changed }) => {
          say(t('people.change.said', { count: changed }));
          onDone?.();
          onClose();
        },
      },
    );
  };
  const edit = (next: Typed) => {
    setTyped(next);
    setPreview(undefined);
  };
  const error = look.error ?? change.error;
  return (
    <Ask
      opened
      wide
      title={
        standing
          ? t('people.change.titleOne', { student: standing.name })
          : t('people.change.titleMany', { count: students.length })
      }
      confirm={
        ready ? t('people.change.confirm', { count: preview.students.length }) : t('people.change.preview')
      }
      busy={look.isPending || change.isPending}
      disabled={Object.keys(typed).length === 0 || (ready && !isReason(reason))}
      onConfirm={confirm}
      onClose={onClose}
    >
      {standing ? (
        <OneFields student={standing} choices={choices} typed={typed} onTyped={edit} />
      ) : (
        <ManyFields choices={choices} typed={typed} onTyped={edit} />
      )}
      {preview && <ChangePreview preview={preview} />}
      {ready && <Reason reason={reason} onReason={setReason} />}
      {error && <Refused error={error} />}
    </Ask>
  );
}
