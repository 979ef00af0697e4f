import { Button, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { calendarDates, enterDate, previewDate } from '../contract.ts';
import { keyText } from './keyText.ts';

type Known = AnswerOf<typeof calendarDates>;

/** 教務主任 enters the dates everything else hangs on, and sees what moves before it moves. */
export function Dates() {
  const { t } = useWords();
  const answer = useAnswer(calendarDates, { query: {} });
  return (
    <Page title={t('calendar.dates.title')} lead={t('calendar.dates.lead')}>
      <Answer of={answer}>
        {(known) => (
          <>
            <EnterDate known={known} />
            <Section title={t('calendar.dates.entered', { year: known.schoolYear })}>
              {known.dates.length === 0 ? (
                <Empty title={t('calendar.dates.none')} />
              ) : (
                <Rows>
                  {known.dates.map(({ eventId, name, on, at, schoolYear: _year, ...key }) => (
                    <Row
                      key={eventId}
                      title={t(`calendar.event.${name.replace('.', '-')}`)}
                      detail={keyText(t, key)}
                      end={on ? <DateLine day={on} /> : at ? <DateLine at={at} /> : undefined}
                    />
                  ))}
                </Rows>
              )}
            </Section>
          </>
        )}
      </Answer>
    </Page>
  );
}

function EnterDate({ known }: { known: Known }) {
  const { t } = useWords();
  const [name, setName] = useState('closingCeremony');
  const [semester, setSemester] = useState('1');
  const [band, setBand] = useState('one-two');
  const [batch, setBatch] = useState(1);
  const [on, setOn] = useState('');
  const preview = useAct(previewDate);
  const enter = useAct(enterDate);
  const byRound = known.roundEvents.includes(name);
  const { schoolYear } = known;
  const key = byRound
    ? { schoolYear, gradeBand: band as 'one-two' | 'three', batch }
    : { schoolYear, semester: Number(semester) as 1 | 2 };
  const body = { name, key, on };
  const ask = (day: string) => {
    setOn(day);
    if (/^\d{4}-\d\d-\d\d$/.test(day)) preview.mutate({ body: { name, key, on: day } });
  };
  const options = [...known.semesterEvents, ...known.roundEvents].map((event) => ({
    value: event,
    label: t(`calendar.event.${event.replace('.', '-')}`),
  }));
  return (
    <Section title={t('calendar.dates.enter')}>
      <Select
        label={t('calendar.dates.event')}
        allowDeselect={false}
        data={options}
        value={name}
        onChange={(value) => setName(value ?? name)}
      />
      {byRound ? (
        <Group grow>
          <Select
            label={t('calendar.dates.band')}
            allowDeselect={false}
            data={(['one-two', 'three'] as const).map((value) => ({
              value,
              label: t(`calendar.key.${value}`),
            }))}
            value={band}
            onChange={(value) => setBand(value ?? band)}
          />
          <NumberInput
            label={t('calendar.dates.batch')}
            min={1}
            max={9}
            value={batch}
            onChange={(value) => setBatch(Number(value) || 1)}
          />
        </Group>
      ) : (
        <Select
          label={t('calendar.dates.semester')}
          allowDeselect={false}
          data={['1', '2'].map((value) => ({
            value,
            label: t('calendar.key.semester', { semester: value }),
          }))}
          value={semester}
          onChange={(value) => setSemester(value ?? semester)}
        />
      )}
      <TextInput
        type="date"
        label={t('calendar.dates.day')}
        value={on}
        onChange={(event) => ask(event.currentTarget.value)}
      />
      {on !== '' && preview.data && (
        <Section title={t('calendar.dates.moves')}>
          {preview.data.moves.length === 0 ? (
            <p>{t('calendar.dates.movesNothing')}</p>
          ) : (
            <Rows>
              {preview.data.moves.map((move) => (
                <Row
                  key={`${move.of} ${JSON.stringify(move.key)}`}
                  title={t(`calendar.window.${move.of.replace('.', '-')}.title`)}
                  detail={keyText(t, move.key)}
                  end={
                    <span>
                      {move.before.closes ? <DateLine at={move.before.closes} /> : '–'} →{' '}
                      {move.after.closes ? <DateLine at={move.after.closes} /> : '–'}
                    </span>
                  }
                />
              ))}
            </Rows>
          )}
        </Section>
      )}
      {(preview.error ?? enter.error) && (
        <Refused error={preview.error ?? enter.error ?? { refused: 'unknown', clause: '', facts: {} }} />
      )}
      <Group mt="md">
        <Button
          disabled={on === ''}
          loading={enter.isPending}
          onClick={() => enter.mutate({ body }, { onSuccess: () => say(t('calendar.dates.said')) })}
        >
          {t('calendar.dates.save')}
        </Button>
      </Group>
    </Section>
  );
}
