import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { semesterOf } from '../../calendar/day.ts';
import { dayText } from '../../calendar/written.ts';
import { Reason } from '../../history/screens/Reason.tsx';
import { RefusedError, useAct } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Fields } from '../../platform/ui/Fields.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { isAhead, needs, noDetails, type StatusDetails, type StatusKind } from '../status.ts';
import { enterStatus, previewStatus, type studentStatus } from '../status-contract.ts';

type Known = AnswerOf<typeof studentStatus>;
type Effects = AnswerOf<typeof previewStatus>['effects'];

interface Wanted {
  kind: StatusKind | '';
  on: string;
  reason: string;
  details: StatusDetails;
}

/** First what it would do, then doing it: the effects shown are those of what is about to be entered. */
export function EnterStatus({ known }: { known: Known }) {
  const { t, language } = useWords();
  const blank: Wanted = { kind: '', on: known.today, reason: '', details: noDetails };
  const [wanted, setWanted] = useState(blank);
  const preview = useAct(previewStatus);
  const enter = useAct(enterStatus);
  const params = { registrationId: known.student.registrationId };
  const change = (part: Partial<Wanted>) => {
    setWanted({ ...wanted, ...part });
    preview.reset();
    enter.reset();
  };
  const { kind } = wanted;
  const refusal = preview.data?.refusal;
  const error = preview.error ?? enter.error ?? (refusal ? new RefusedError(refusal) : null);
  const ready = preview.data !== undefined && !refusal;
  const takesEffectOn = preview.data?.takesEffectOn;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (kind === '') return;
        const body = { ...wanted, kind };
        if (!ready) preview.mutate({ params, body });
        else
          enter.mutate(
            { params, body },
            {
              onSuccess: ({ takesEffectOn: on }) => {
                const said = { kind: t(`status.kind.${kind}`), day: on && dayText(on, language) };
                say(on ? t('status.announced', said) : t('status.entered', said));
                setWanted(blank);
                preview.reset();
              },
            },
          );
      }}
    >
      <Fields>
        <NativeSelect
          label={t('status.which')}
          value={kind}
          onChange={(event) =>
            change({ kind: event.currentTarget.value as Wanted['kind'], details: noDetails })
          }
          data={[
            { value: '', label: t('status.choose') },
            ...known.kinds.map((value) => ({ value, label: t(`status.kind.${value}`) })),
          ]}
        />
        <TextInput
          type="date"
          label={t('status.day')}
          required
          value={wanted.on}
          onChange={(event) => {
            const on = event.currentTarget.value;
            // A class belongs to its school year.
            change({ on, details: { ...wanted.details, classId: null } });
          }}
        />
        {kind !== '' && <Details known={known} kind={kind} wanted={wanted} change={change} />}
      </Fields>
      <Reason reason={wanted.reason} onReason={(reason) => change({ reason })} />
      {preview.data && <Would effects={preview.data.effects} />}
      {ready && takesEffectOn && (
        <p>
          <Status kind="later">{t('status.ahead', { day: dayText(takesEffectOn, language) })}</Status>
        </p>
      )}
      {error && <Refused error={error} />}
      <Button type="submit" mt="md" disabled={kind === ''} loading={preview.isPending || enter.isPending}>
        {!ready ? t('status.preview') : takesEffectOn ? t('status.announce') : t('status.enter')}
      </Button>
    </form>
  );
}

interface DetailsParts {
  known: Known;
  kind: StatusKind;
  wanted: Wanted;
  change(part: Partial<Wanted>): void;
}

/** Only what this kind of change needs. */
function Details({ known, kind, wanted, change }: DetailsParts) {
  const { t } = useWords();
  const { details } = wanted;
  const { schoolYear } = semesterOf(isAhead(wanted.on, known.today) ? wanted.on : known.today);
  const set = (part: Partial<StatusDetails>) => change({ details: { ...details, ...part } });
  const typed = (detail: 'otherSchool' | 'fieldGroup' | 'programme' | 'visitCode', length: number) => (
    <TextInput
      key={detail}
      label={t(`status.detail.${detail}`)}
      required
      maxLength={length}
      value={details[detail] ?? ''}
      onChange={(event) => set({ [detail]: event.currentTarget.value.trim().toUpperCase() || null })}
    />
  );
  const asked = needs[kind];
  return (
    <>
      {asked.includes('otherSchool') && typed('otherSchool', 6)}
      {asked.includes('fieldGroup') && typed('fieldGroup', 2)}
      {asked.includes('programme') && typed('programme', 3)}
      {asked.includes('visitCode') && typed('visitCode', 2)}
      {asked.includes('until') && (
        <TextInput
          type="date"
          label={t('status.detail.until')}
          required
          value={details.until ?? ''}
          onChange={(event) => set({ until: event.currentTarget.value || null })}
        />
      )}
      {asked.includes('classId') && (
        <>
          <NativeSelect
            label={t('status.detail.classId')}
            required
            value={details.classId ?? ''}
            onChange={(event) => set({ classId: event.currentTarget.value || null })}
            data={[
              { value: '', label: t('status.choose') },
              ...known.classes
                .filter((one) => one.schoolYear === schoolYear)
                .map(({ classId, name }) => ({ value: classId, label: name })),
            ]}
          />
          <NumberInput
            label={t('status.detail.seat')}
            min={1}
            max={99}
            value={details.seat ?? ''}
            onChange={(seat) => set({ seat: typeof seat === 'number' ? seat : null })}
          />
        </>
      )}
    </>
  );
}

export function Would({ effects }: { effects: Effects }) {
  const { t } = useWords();
  return (
    <Section title={t('status.would')}>
      <Rows label={t('status.would')}>
        {effects.map(({ touches, key, count }) => (
          <Row
            key={key}
            title={t(`status.touches.${touches}`)}
            detail={t(`status.effect.${key}`, { count })}
          />
        ))}
      </Rows>
    </Section>
  );
}
