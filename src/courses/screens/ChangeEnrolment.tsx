import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Reason } from '../../history/screens/Reason.tsx';
import { useAct } from '../../platform/call.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { addEnrolment, endEnrolment } from '../contract.ts';
import { type EnrolmentKind, enrolmentKinds } from '../enrolment.ts';

export function AddStudent({ offeringId, onClose }: { offeringId: string; onClose(): void }) {
  const { t } = useWords();
  const [number, setNumber] = useState('');
  const [kind, setKind] = useState<EnrolmentKind>('ordinary');
  const [reason, setReason] = useState('');
  const add = useAct(addEnrolment);
  const done = () => {
    say(t('courses.one.enrolled'));
    onClose();
  };
  return (
    <Ask
      opened
      title={t('courses.one.addStudent')}
      confirm={t('courses.one.enrol')}
      busy={add.isPending}
      disabled={number.trim() === '' || reason.trim() === ''}
      onClose={onClose}
      onConfirm={() =>
        add.mutate({ params: { offeringId }, body: { number, kind, reason } }, { onSuccess: done })
      }
    >
      <TextInput
        required
        data-autofocus
        label={t('courses.one.number')}
        maxLength={20}
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <NativeSelect
        mt="md"
        label={t('courses.one.kindLabel')}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as EnrolmentKind)}
        data={enrolmentKinds.map((one) => ({ value: one, label: t(`courses.kind.${one}`) }))}
      />
      <Reason reason={reason} onReason={setReason} />
      {add.error && <Refused error={add.error} />}
    </Ask>
  );
}

export function EndEnrolment({ enrolment }: { enrolment: { enrolmentId: string; name: string } }) {
  const { t } = useWords();
  const { enrolmentId, name } = enrolment;
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const end = useAct(endEnrolment);
  const done = () => {
    say(t('courses.one.ended'));
    setAsking(false);
  };
  return (
    <>
      <Button
        size="sm"
        variant="subtle"
        aria-label={t('courses.one.endNamed', { name })}
        onClick={() => setAsking(true)}
      >
        {t('courses.one.end')}
      </Button>
      <Ask
        opened={asking}
        title={t('courses.one.endNamed', { name })}
        confirm={t('courses.one.end')}
        danger
        busy={end.isPending}
        disabled={reason.trim() === ''}
        onClose={() => setAsking(false)}
        onConfirm={() => end.mutate({ params: { enrolmentId }, query: { reason } }, { onSuccess: done })}
      >
        <p>{t('courses.one.endAbout', { name })}</p>
        <Reason reason={reason} onReason={setReason} />
        {end.error && <Refused error={end.error} />}
      </Ask>
    </>
  );
}
