import { Button, FileInput, Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useAct } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Fields, Quiet } from '../../platform/ui/Fields.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Progress } from '../../platform/ui/Progress.tsx';
import { useGo } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { changeCounselling, type counsellingForm, detachFile, recordCounselling } from '../contract.ts';
import { type Category, categories, counsellingLengths } from '../counselling.ts';
import { PickStudents } from './PickStudents.tsx';
import { BeginWith, KeepAsTemplate } from './Templates.tsx';
import { useAttaching } from './useAttaching.ts';

export type Form = AnswerOf<typeof counsellingForm>;

export interface Draft {
  registrationIds: string[];
  category: Category;
  topic: string;
  place: string;
  heldOn: string;
  heldFrom: string;
  heldTo: string;
  content: string;
  privateNote: string;
  followUp: string;
  followUpDue: string;
}

export function blankRecord(today: string): Draft {
  return {
    ...{ registrationIds: [], category: 'courses', topic: '', place: '', heldOn: today, heldFrom: '' },
    ...{ heldTo: '', content: '', privateNote: '', followUp: '', followUpDue: '' },
  };
}

interface RecordFormParts {
  form: Form;
  start: Draft;
  /** The record that is changed, with its attachments. */
  changes?: { recordId: string; files: { fileId: string; name: string }[] };
}

/** A conversation as it is written down: who, what, what the student will read, what follows. */
export function RecordForm({ form, start, changes }: RecordFormParts) {
  const { t } = useWords();
  const go = useGo();
  const [draft, setDraft] = useState(start);
  const [files, setFiles] = useState<File[]>([]);
  const [reason, setReason] = useState('');
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const record = useAct(recordCounselling);
  const change = useAct(changeCounselling);
  const attaching = useAttaching();
  const busy = record.isPending || change.isPending || attaching.sending !== null;

  const sendFiles = async (recordId: string) => {
    if (!(await attaching.attach(recordId, files))) return;
    say(t('counselling.form.saved'));
    go({ to: '/counselling/records/$recordId', params: { recordId } });
  };
  const save = () => {
    const { heldFrom, heldTo, followUpDue } = draft;
    const times = { heldFrom: heldFrom || null, heldTo: heldTo || null, followUpDue: followUpDue || null };
    const body = { ...draft, ...times };
    const recordId = changes?.recordId ?? attaching.recordId;
    if (recordId)
      change.mutate(
        { params: { recordId }, body: { ...body, reason } },
        { onSuccess: () => void sendFiles(recordId) },
      );
    else record.mutate({ body }, { onSuccess: (made) => void sendFiles(made.recordId) });
  };
  const error = record.error ?? change.error;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {!changes && <BeginWith form={form} take={set} />}
      <PickStudents
        form={form}
        chosen={draft.registrationIds}
        choose={(ids) => set({ registrationIds: ids })}
      />
      <What draft={draft} set={set} today={form.today} />
      <Section title={t('counselling.record.files')}>
        {changes && <Attached recordId={changes.recordId} files={changes.files} />}
        <FileInput
          multiple
          clearable
          clearButtonProps={{ 'aria-label': t('counselling.form.clear') }}
          label={t('counselling.form.files')}
          description={t('counselling.form.filesHint', {
            endings: form.files.endings.map((ending) => ending.toUpperCase()).join('、'),
            megabytes: form.files.maxBytes / 1024 / 1024,
            most: form.files.most,
          })}
          accept={form.files.endings.map((ending) => `.${ending}`).join(',')}
          value={files}
          onChange={setFiles}
        />
      </Section>
      {changes && (
        <TextInput
          mt="md"
          maxLength={counsellingLengths.reason}
          label={t('counselling.form.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {attaching.sending && (
        <Progress
          label={t('counselling.form.sending', { name: attaching.sending.name })}
          value={attaching.sending.share}
        />
      )}
      {attaching.error && (
        <>
          <p>{t('counselling.form.notSent')}</p>
          <Refused error={attaching.error} />
        </>
      )}
      {error && <Refused error={error} />}
      <Group mt="lg">
        <Button type="submit" loading={busy} disabled={draft.registrationIds.length === 0}>
          {t('counselling.form.save')}
        </Button>
      </Group>
      {!changes && <KeepAsTemplate draft={draft} />}
    </form>
  );
}

function What({ draft, set, today }: { draft: Draft; set(change: Partial<Draft>): void; today: string }) {
  const { t } = useWords();
  const text = (field: 'topic' | 'place' | 'content' | 'privateNote' | 'followUp', hint?: ReactNode) => ({
    label: t(`counselling.form.${field}`),
    description: hint,
    maxLength: counsellingLengths[field],
    value: draft[field],
    onChange: (event: { currentTarget: { value: string } }) => set({ [field]: event.currentTarget.value }),
  });
  const when = (field: 'heldOn' | 'heldFrom' | 'heldTo' | 'followUpDue') => ({
    label: t(`counselling.form.${field}`),
    value: draft[field],
    onChange: (event: { currentTarget: { value: string } }) => set({ [field]: event.currentTarget.value }),
  });
  return (
    <Section title={t('counselling.form.what')}>
      <Fields>
        <NativeSelect
          label={t('counselling.form.category')}
          value={draft.category}
          onChange={(event) => set({ category: event.currentTarget.value as Category })}
          data={categories.map((value) => ({ value, label: t(`counselling.category.${value}`) }))}
        />
        <TextInput required {...text('topic')} />
        <TextInput required {...text('place')} />
      </Fields>
      <Fields>
        <TextInput required type="date" max={today} {...when('heldOn')} />
        <TextInput type="time" {...when('heldFrom')} />
        <TextInput type="time" {...when('heldTo')} />
      </Fields>
      <Quiet>{t('counselling.form.shown')}</Quiet>
      <Textarea required minRows={5} {...text('content')} />
      <Textarea mt="md" {...text('privateNote', t('counselling.form.privateNoteHint'))} />
      <Textarea mt="md" minRows={2} {...text('followUp', t('counselling.form.followUpHint'))} />
      {draft.followUp.trim() !== '' && <TextInput mt="md" type="date" {...when('followUpDue')} />}
    </Section>
  );
}

function Attached({ recordId, files }: { recordId: string; files: { fileId: string; name: string }[] }) {
  const { t } = useWords();
  const act = useAct(detachFile);
  return (
    <>
      <Rows>
        {files.map(({ fileId, name }) => (
          <Row
            key={fileId}
            title={name}
            end={
              <Button
                size="sm"
                variant="subtle"
                loading={act.isPending}
                onClick={() => act.mutate({ params: { recordId, fileId } })}
              >
                {t('counselling.form.remove', { name })}
              </Button>
            }
          />
        ))}
      </Rows>
      {act.error && <Refused error={act.error} />}
    </>
  );
}
