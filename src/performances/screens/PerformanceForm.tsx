import { Button, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ChooseFile } from '../../outcomes/screens/ChooseFile.tsx';
import type { CallError } from '../../platform/call.ts';
import { ClauseTag } from '../../platform/ui/ClauseTag.tsx';
import { Fields, Quiet } from '../../platform/ui/Fields.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { Refusal } from '../../regulation/refusal.ts';
import { FieldInput } from './FieldInput.tsx';
import type { Detail } from './OnePerformance.tsx';
import { performanceWays } from './performanceWays.ts';
import { SendingProgress } from './SendingProgress.tsx';
import { type Sent, sendUpload } from './sending.ts';
import { slots, useForm } from './useForm.ts';

/** The form of whichever category: its fields, the description, a link, files. Without an open window only a draft. */
export function PerformanceForm({ detail, onDone }: { detail: Detail; onDone(): void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const form = useForm(detail);
  const [tried, setTried] = useState(false);
  const [progress, setProgress] = useState<Sent | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const shown = useRef<HTMLFormElement>(null);
  const mayHandIn = detail.may.includes('hand-in');
  const again = detail.versions.length > 0;

  const handIn = async () => {
    setTried(true);
    setError(null);
    if (form.wrong) {
      // After the marks are drawn: the first field that is wrong.
      setTimeout(() => shown.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    form.cancelSaving();
    try {
      const { written, keep, chosen } = form;
      await sendUpload(performanceWays(detail.performanceId, written, keep), chosen, setProgress);
      say(t('performances.said.received'));
      await client.invalidateQueries();
      onDone();
    } catch (failed) {
      setError(failed as CallError);
    } finally {
      setProgress(null);
    }
  };
  return (
    <form
      ref={shown}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (mayHandIn) void handIn();
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
        aside={form.kept ? t('performances.form.kept') : undefined}
      >
        <Inputs form={form} detail={detail} tried={tried} disabled={progress !== null} />
        {form.savingError && <Refused error={form.savingError} />}
        {error && <Refused error={error} again={() => void handIn()} />}
        {progress ? (
          <SendingProgress progress={progress} />
        ) : (
          mayHandIn && (
            <Button type="submit" size="lg" fullWidth mt="lg">
              {t(again ? 'performances.form.sendAgain' : 'performances.form.send')}
            </Button>
          )
        )}
      </Section>
    </form>
  );
}

interface InputsParts {
  form: ReturnType<typeof useForm>;
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
      {slots.map((slot) => (
        <ChooseFile
          key={slot}
          slot={slot}
          limits={detail.limits[slot]}
          file={form.files[slot]}
          disabled={disabled}
          onChange={(file) => form.choose(slot, file)}
        />
      ))}
      <KeptFiles form={form} detail={detail} disabled={disabled} />
      {detail.may.includes('hand-in') && (
        <Quiet>
          <ClauseTag clause={detail.limits.document.clause} />{' '}
          {t('performances.form.grace', { minutes: detail.graceMinutes })}
        </Quiet>
      )}
    </>
  );
}

/** Files of the version before stay unless they are replaced or taken out. */
function KeptFiles({ form, detail, disabled }: Omit<InputsParts, 'tried'>) {
  const { t } = useWords();
  const kept = (detail.versions[0]?.files ?? []).filter(({ slot }) => form.keep.includes(slot));
  if (kept.length === 0) return null;
  return (
    <Rows label={t('performances.form.keptFiles')}>
      {kept.map(({ slot, name }) => (
        <Row
          key={slot}
          title={name}
          detail={t('performances.form.stays')}
          end={
            <Button
              size="sm"
              variant="subtle"
              disabled={disabled}
              aria-label={t('performances.form.dropNamed', { name })}
              onClick={() => form.drop(slot)}
            >
              {t('performances.form.drop')}
            </Button>
          }
        />
      ))}
    </Rows>
  );
}
