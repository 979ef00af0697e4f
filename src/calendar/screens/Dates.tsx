import { NativeSelect } from '@mantine/core';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { useNow } from '../../platform/ui/clock.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Filter } from '../../platform/ui/Fields.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { calendarDates } from '../contract.ts';
import { dayOf, semesterOf } from '../day.ts';
import { EnterDate } from './EnterDate.tsx';
import { keyText } from './keyText.ts';

export type Known = AnswerOf<typeof calendarDates>;

/** 教務主任 enters the dates everything else hangs on, and sees what moves before it moves. */
export function Dates() {
  const { t } = useWords();
  const { query, setQuery } = usePlace();
  const current = semesterOf(dayOf(useNow(60_000))).schoolYear;
  const schoolYear = Number(query['year']) || current;
  const answer = useAnswer(calendarDates, { query: { schoolYear } });
  // A round's dates lie in the year after the one it is about; the next year is prepared in this one.
  const years = [...new Set([current - 1, current, current + 1, schoolYear])].sort();
  return (
    <Page title={t('calendar.dates.title')} lead={t('calendar.dates.lead')}>
      <Filter>
        <NativeSelect
          label={t('calendar.schedule.year')}
          value={String(schoolYear)}
          onChange={(event) => setQuery({ year: event.currentTarget.value })}
          data={years.map((year) => ({
            value: String(year),
            label: t('calendar.schedule.yearOption', { year }),
          }))}
        />
      </Filter>
      <Answer of={answer}>
        {(known) => (
          <>
            <EnterDate key={known.schoolYear} known={known} />
            <Entered known={known} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Entered({ known }: { known: Known }) {
  const { t } = useWords();
  return (
    <Section title={t('calendar.dates.entered', { year: known.schoolYear })}>
      {known.dates.length === 0 ? (
        <Empty title={t('calendar.dates.none')} next={t('calendar.dates.noneNext')} />
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
  );
}
