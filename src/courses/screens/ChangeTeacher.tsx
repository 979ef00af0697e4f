import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Reason } from '../../history/screens/Reason.tsx';
import { useAct } from '../../platform/call.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { addTeacher, removeTeacher } from '../contract.ts';

export function AddTeacher({ offeringId, onClose }: { offeringId: string; onClose(): void }) {
  const { t } = useWords();
  const [staffCode, setStaffCode] = useState('');
  const [reason, setReason] = useState('');
  const add = useAct(addTeacher);
  const done = () => {
    say(t('courses.one.teacherAdded'));
    onClose();
  };
  return (
    <Ask
      opened
      title={t('courses.one.addTeacher')}
      confirm={t('courses.one.add')}
      busy={add.isPending}
      disabled={staffCode.trim() === '' || reason.trim() === ''}
      onClose={onClose}
      onConfirm={() =>
        add.mutate({ params: { offeringId }, body: { staffCode, reason } }, { onSuccess: done })
      }
    >
      <TextInput
        required
        data-autofocus
        label={t('courses.one.staffCode')}
        maxLength={20}
        value={staffCode}
        onChange={(event) => setStaffCode(event.currentTarget.value)}
      />
      <Reason reason={reason} onReason={setReason} />
      {add.error && <Refused error={add.error} />}
    </Ask>
  );
}

interface EndTeacherParts {
  offeringId: string;
  teacher: { personId: string; name: string };
}

export function EndTeacher({ offeringId, teacher: { personId, name } }: EndTeacherParts) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const remove = useAct(removeTeacher);
  const done = () => {
    say(t('courses.one.teacherRemoved'));
    setAsking(false);
  };
  return (
    <>
      <Button
        size="sm"
        variant="subtle"
        aria-label={t('courses.one.removeTeacherNamed', { name })}
        onClick={() => setAsking(true)}
      >
        {t('courses.one.removeTeacher')}
      </Button>
      <Ask
        opened={asking}
        title={t('courses.one.removeTeacherNamed', { name })}
        confirm={t('courses.one.removeTeacher')}
        danger
        busy={remove.isPending}
        disabled={reason.trim() === ''}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          remove.mutate({ params: { offeringId, personId }, query: { reason } }, { onSuccess: done })
        }
      >
        <p>{t('courses.one.removeTeacherAbout', { name })}</p>
        <Reason reason={reason} onReason={setReason} />
        {remove.error && <Refused error={remove.error} />}
      </Ask>
    </>
  );
}
