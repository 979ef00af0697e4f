import { Button, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type CallError, call } from '../../platform/call.ts';
import { ClauseTag } from '../../platform/ui/ClauseTag.tsx';
import { Fields, Quiet } from '../../platform/ui/Fields.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import type { TrayEntry } from '../../platform/ui/tray/entry.ts';
import { Standing } from '../../platform/ui/tray/Standing.tsx';
import { sendNow } from '../../platform/ui/tray/tray.ts';
import { isOpen } from '../../platform/ui/tray/useEntryOf.ts';
import { useWords } from '../../platform/ui/words.ts';
import type { Refusal } from '../../regulation/refusal.ts';
import { handInPerformance } from '../contract.ts';
import { FieldInput } from './FieldInput.tsx';
import { FormFiles } from './FormFiles.tsx';
import type { Detail } from './OnePerformance.tsx';
import { OtherDraft } from './OtherDraft.tsx';
import { type Form, useForm } from './useForm.ts';

interface PerformanceFormParts {
  detail: Detail;
  /** What lies in the tray for it. */
  entry: TrayEntry | undefined;
  onReceived(): void;
}

/**
 * The form of whichever category: its fields, the description, a link, files. With files the tray hands it in; without,
 * it is received here and now. Without an open window it is only a draft.
 */
export function PerformanceForm({ detail, entry, onReceived }: PerformanceFormParts) {
  const { t } = useWords();
  const form = useForm(detail, entry);
  const { draft } = form;
  const [tried, setTried] = useState(false);
  const { busy, error, handIn: handInNow } = useHandIn(detail, onReceived);
  const shown = useRef<HTMLFormElement>(null);
  const mayHandIn = detail.may.includes('hand-in');
  const again = detail.versions.length > 0;
  const writable = !busy && (entry === undefined || isOpen(entry));

  const handIn = async () => {
    setTried(true);
    if (form.wrong) {
      // After the marks are drawn: the first field that is wrong.
      setTimeout(() => shown.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    if (!draft.other && (await draft.flush())) await handInNow(form, entry);
  };
  return (
    <form
      ref={shown}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (mayHandIn && writable) void handIn();
      }}
    >
      <Section
        title={t(
          !mayHandIn
            ? 'performances.form.draft'
            : again
              ? 'performances.form.again'
              : 'performances.form.title',
        )}
        aside={draft.kept ? t('performances.form.kept') : undefined}
      >
        <Inputs form={form} detail={detail} tried={tried} disabled={!writable} />
        <FormFiles form={form} detail={detail} entry={entry} disabled={!writable} />
        {mayHandIn && (
          <Quiet>
            <ClauseTag clause={detail.limits.document.clause} />{' '}
            {t('performances.form.grace', { minutes: detail.graceMinutes })}
          </Quiet>
        )}
        {draft.error && <Refused error={draft.error} />}
        {draft.other && <OtherDraft form={form} other={draft.other} licences={detail.licences} />}
        {error && <Refused error={error} again={() => void handIn()} />}
        {entry && <Standing entry={entry} again={() => void handIn()} />}
        {mayHandIn && (writable || busy) && (
          <Button
            type="submit"
            size="lg"
            fullWidth
            mt="lg"
            loading={busy}
            disabled={draft.other !== undefined}
          >
            {t(again ? 'performances.form.sendAgain' : 'performances.form.send')}
          </Button>
        )}
      </Section>
    </form>
  );
}

/** By the tray where bytes are to travel; else at once. */
function useHandIn(detail: Detail, onReceived: () => void) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const handIn = async ({ written }: Form, entry: TrayEntry | undefined) => {
    setError(null);
    // It has followed every letter.
    if (entry) return sendNow(entry.id);
    setBusy(true);
    try {
      const { fields, description, link, keep } = written;
      const body = { fields: { ...fields }, description, link, keep: [...keep] };
      await call(handInPerformance, { params: { performanceId: detail.performanceId }, body });
      await client.invalidateQueries();
      onReceived();
    } catch (failed) {
      setError(failed as CallError);
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, handIn };
}

interface InputsParts {
  form: Form;
  detail: Detail;
  tried: boolean;
  disabled: boolean;
}

function Inputs({ form, detail, tried, disabled }: InputsParts) {
  const { t, language } = useWords();
  const { category, written, write, problems, length } = form;
  const { max } = detail.limits.description;
  // What is still empty is marked only once it was to be sent.
  const wordsOf = (refusal: Refusal | undefined, value: string) =>
    refusal && (tried || value !== '')
      ? t(`refusal.${refusal.refused}.what`, titled(refusal.facts))
      : undefined;
  /** The sentence names fields as they are called here. */
  const titled = (facts: Refusal['facts']) =>
    Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => {
        const field = category.fields.find(({ key }) => key === fact);
        return [name, (name === 'filled' || name === 'earlier') && field ? field.title[language] : fact];
      }),
    );
  return (
    <>
      <Fields>
        {category.fields.map((field) => {
          const value = written.fields[field.key] ?? '';
          return (
            <FieldInput
              key={field.key}
              field={field}
              value={value}
              licence={detail.licences[value]}
              schoolYear={form.schoolYear}
              error={wordsOf(problems.get(field.key), value)}
              disabled={disabled}
              onChange={(text) => write({ fields: { ...written.fields, [field.key]: text } })}
            />
          );
        })}
      </Fields>
      <Textarea
        autosize
        minRows={2}
        mt="md"
        withAsterisk
        aria-required
        label={t('performances.form.description')}
        description={t('performances.form.counted', { length, max })}
        error={
          length > max
            ? t('performances.form.tooLong', { over: length - max })
            : tried && length === 0
              ? t('performances.form.noDescription')
              : undefined
        }
        disabled={disabled}
        value={written.description}
        onChange={(event) => write({ description: event.currentTarget.value })}
      />
      <TextInput
        mt="md"
        type="url"
        inputMode="url"
        label={t('performances.form.link')}
        description={t('performances.form.linkHint')}
        error={wordsOf(problems.get('link'), written.link)}
        disabled={disabled}
        value={written.link}
        onChange={(event) => write({ link: event.currentTarget.value })}
      />
    </>
  );
}
