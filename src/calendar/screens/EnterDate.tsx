import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Fields, Quiet } from '../../platform/ui/Fields.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { enterDate, previewDate } from '../contract.ts';
import type { Known } from './Dates.tsx';
import { keyText } from './keyText.ts';

type Moves = AnswerOf<typeof previewDate>['moves'];

const first = {
  name: 'closingCeremony',
  semester: '1' as '1' | '2',
  /** '': a semester's event that all grades share. */
  gradeBand: '' as '' | 'one-two' | 'three',
  batch: 1,
  division: '' as '' | 'day' | 'continuing',
  on: '',
};

/** One date, what it is about, and what would move with it; nothing moves before it is kept. */
export function EnterDate({ known }: { known: Known }) {
  const { t } = useWords();
  const [wanted, setWanted] = useState(first);
  const preview = useAct(previewDate);
  const enter = useAct(enterDate);
  const change = (part: Partial<typeof first>) => {
    const next = { ...wanted, ...part };
    setWanted(next);
    enter.reset();
    if (next.on === '') preview.reset();
    else preview.mutate({ body: wishOf(known, next) });
  };
  const error = preview.error ?? enter.error;
  return (
    <Section title={t('calendar.dates.enter')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          enter.mutate(
            { body: wishOf(known, wanted) },
            {
              onSuccess: () => {
                say(t('calendar.dates.said'));
                setWanted({ ...wanted, on: '' });
                preview.reset();
              },
            },
          );
        }}
      >
        <WhichDate known={known} wanted={wanted} change={change} />
        {preview.data && <WouldMove moves={preview.data.moves} />}
        {error && <Refused error={error} />}
        <Button type="submit" disabled={wanted.on === ''} loading={enter.isPending}>
          {t('calendar.dates.save')}
        </Button>
      </form>
    </Section>
  );
}

function wishOf(known: Known, { name, semester, gradeBand, batch, division, on }: typeof first) {
  const { schoolYear } = known;
  const key = known.roundEvents.includes(name)
    ? { gradeBand: gradeBand || ('one-two' as const), batch }
    : { gradeBand: gradeBand || undefined, semester: Number(semester) as 1 | 2 };
  return { name, key: { schoolYear, division: division || undefined, ...key }, on };
}

interface WhichDateParts {
  known: Known;
  wanted: typeof first;
  change(part: Partial<typeof first>): void;
}

/** The event and its key: a semester's, or a round's, for both divisions or for one. */
function WhichDate({ known, wanted, change }: WhichDateParts) {
  const { t } = useWords();
  const chosen = (key: Exclude<keyof typeof first, 'batch'>) => ({
    label: t(`calendar.dates.${key}`),
    value: wanted[key],
    onChange: (event: { currentTarget: { value: string } }) => change({ [key]: event.currentTarget.value }),
  });
  const named = (prefix: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`calendar.${prefix}.${value.replace('.', '-')}`) }));
  return (
    <Fields>
      <NativeSelect
        {...chosen('name')}
        data={named('event', [...known.semesterEvents, ...known.roundEvents])}
      />
      {known.roundEvents.includes(wanted.name) ? (
        <>
          <NativeSelect {...chosen('gradeBand')} data={named('key', ['one-two', 'three'])} />
          <NumberInput
            label={t('calendar.dates.batch')}
            min={1}
            max={9}
            value={wanted.batch}
            onChange={(value) => change({ batch: Number(value) || 1 })}
          />
        </>
      ) : (
        <>
          <NativeSelect
            {...chosen('semester')}
            data={['1', '2'].map((value) => ({
              value,
              label: t('calendar.key.semester', { semester: value }),
            }))}
          />
          <NativeSelect
            {...chosen('gradeBand')}
            data={[
              { value: '', label: t('calendar.dates.allGrades') },
              ...named('key', ['one-two', 'three']),
            ]}
          />
        </>
      )}
      <NativeSelect
        {...chosen('division')}
        data={[
          { value: '', label: t('calendar.dates.bothDivisions') },
          ...named('key', ['day', 'continuing']),
        ]}
      />
      <TextInput type="date" {...chosen('on')} />
    </Fields>
  );
}

function WouldMove({ moves }: { moves: Moves }) {
  const { t } = useWords();
  if (moves.length === 0) return <Quiet>{t('calendar.dates.movesNothing')}</Quiet>;
  return (
    <Section title={t('calendar.dates.moves')}>
      <Rows>
        {moves.map(({ of, key, before, after }) => (
          <Row
            key={`${of} ${JSON.stringify(key)}`}
            title={t(`calendar.window.${of.replace('.', '-')}.title`)}
            detail={keyText(t, key)}
            end={
              <span>
                {before.closes ? <DateLine closes={before.closes} /> : '–'} →{' '}
                {after.closes ? <DateLine closes={after.closes} /> : '–'}
              </span>
            }
          />
        ))}
      </Rows>
    </Section>
  );
}
