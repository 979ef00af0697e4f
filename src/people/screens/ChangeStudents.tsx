import { useState } from 'react';
import { isReason, Reason } from '../../history/screens/Reason.tsx';
import { useAct } from '../../platform/call.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { changeStudents, previewChange } from '../contract.ts';
import type { FieldKey } from '../register.ts';
import { ChangePreview, type Preview } from './ChangePreview.tsx';
import type { Choices } from './Filters.tsx';
import { ManyFields } from './ManyFields.tsx';
import { OneFields } from './OneFields.tsx';
import type { OneStudent } from './StudentFacts.tsx';

export type Typed = Partial<Record<FieldKey, string>>;

export interface FieldsParts {
  choices: Choices;
  typed: Typed;
  wrong: Preview['wrong'];
  onTyped(typed: Typed): void;
}

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
  const [preview, setPreview] = useState<Preview>();
  const [reason, setReason] = useState('');
  const look = useAct(previewChange);
  const change = useAct(changeStudents);
  const wish = { registrationIds: students.map(({ registrationId }) => registrationId), values: typed };
  const wrong = preview?.wrong ?? [];
  const looked = preview && wrong.length === 0 && !preview.refusal ? preview : undefined;
  const confirm = () => {
    if (!looked) return look.mutate({ body: wish }, { onSuccess: setPreview });
    change.mutate(
      { body: { ...wish, reason, seen: looked.seen } },
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
  const given = { choices, typed, wrong, onTyped: edit };
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
        looked ? t('people.change.confirm', { count: looked.students.length }) : t('people.change.preview')
      }
      busy={look.isPending || change.isPending}
      disabled={looked ? looked.students.length === 0 || !isReason(reason) : Object.keys(typed).length === 0}
      onConfirm={confirm}
      onClose={onClose}
    >
      {looked ? (
        <>
          <ChangePreview preview={looked} onBack={() => setPreview(undefined)} />
          {looked.students.length > 0 && <Reason reason={reason} onReason={setReason} />}
        </>
      ) : standing ? (
        <OneFields student={standing} {...given} />
      ) : (
        <ManyFields {...given} />
      )}
      {preview?.refusal && <Refused error={preview.refusal} />}
      {wrong.length > 0 && (
        <Refused error={{ refused: 'register-unreadable', clause: '產7', facts: { count: wrong.length } }} />
      )}
      {error && <Refused error={error} />}
    </Ask>
  );
}
