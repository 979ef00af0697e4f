import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { ClauseTag } from '../../platform/ui/ClauseTag.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Filter, Quiet } from '../../platform/ui/Fields.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { ruleWindowAgain, schedule } from '../contract.ts';
import { parseDateRule } from '../date-rule.ts';
import { keyText } from './keyText.ts';
import { MoveWindow } from './MoveWindow.tsx';

type Answered = AnswerOf<typeof schedule>;
export type Scheduled = Answered['windows'][number];

const order = [
  'outcome.upload',
  'certification',
  'counselling',
  'performance.upload',
  'selection',
  'submission',
  'receiptDetails.confirmation',
] as const;

/** The public schedule: what is open from when until when, and which clause says so. */
export function Schedule() {
  const { t } = useWords();
  const { query, setQuery } = usePlace();
  const schoolYear = query['year'] ? Number(query['year']) : undefined;
  const answer = useAnswer(schedule, { query: { schoolYear } });
  return (
    <Page title={t('calendar.schedule.title')} lead={t('calendar.schedule.lead')}>
      <Answer of={answer}>
        {(found) => (
          <>
            <p className="print-only">{t('calendar.schedule.yearOption', { year: found.schoolYear })}</p>
            <Filter>
              <NativeSelect
                label={t('calendar.schedule.year')}
                value={String(found.schoolYear)}
                onChange={(event) => setQuery({ year: event.currentTarget.value })}
                data={found.schoolYears.map((year) => ({
                  value: String(year),
                  label: t('calendar.schedule.yearOption', { year }),
                }))}
              />
            </Filter>
            {order.map((of) => (
              <WindowSection key={of} of={of} found={found} />
            ))}
          </>
        )}
      </Answer>
    </Page>
  );
}

function WindowSection({ of, found }: { of: Scheduled['of']; found: Answered }) {
  const { t } = useWords();
  const windows = found.windows.filter((window) => window.of === of);
  return (
    <Section
      title={t(`calendar.window.${of.replace('.', '-')}.title`)}
      aside={t(`calendar.window.${of.replace('.', '-')}.who`)}
    >
      {windows.length === 0 ? (
        <Quiet>{t('calendar.schedule.noRound')}</Quiet>
      ) : (
        <Rows>
          {windows.map((window) => (
            <WindowRow key={JSON.stringify(window.key)} window={window} may={found.may.includes('move')} />
          ))}
        </Rows>
      )}
    </Section>
  );
}

/** From when until when, and the clause that says so. */
function Span({ window: { opens, closes, clause } }: { window: Scheduled }) {
  const { t } = useWords();
  return (
    <>
      {opens ? <DateLine at={opens} /> : t('calendar.schedule.noStart')}
      {' – '}
      {closes ? <DateLine closes={closes} /> : t('calendar.schedule.noEnd')} <ClauseTag clause={clause} />
    </>
  );
}

/** No date for all: an event is still to be announced, or every upload has a date of its own. */
function Undated({ window: { missing, from, clause } }: { window: Scheduled }) {
  const { t } = useWords();
  const rule = missing === 'uploaded' ? parseDateRule(from?.closes ?? '') : undefined;
  if (rule) {
    return (
      <>
        {t(`calendar.schedule.perUpload.${rule.unit}`, { count: rule.count })} <ClauseTag clause={clause} />
      </>
    );
  }
  return (
    <Status kind="waiting">
      {t('calendar.schedule.missing', { event: t(`calendar.event.${(missing ?? '').replace('.', '-')}`) })}
    </Status>
  );
}

function WindowRow({ window, may }: { window: Scheduled; may: boolean }) {
  const { t } = useWords();
  const [moving, setMoving] = useState(false);
  const ruleAgain = useAct(ruleWindowAgain);
  return (
    <Row
      title={keyText(t, window.key)}
      detail={window.missing ? <Undated window={window} /> : <Span window={window} />}
      end={
        window.missing ? undefined : (
          <>
            <Due short opens={window.opens} closes={window.closes} />
            {may && (
              <Button size="sm" variant="default" onClick={() => setMoving(true)}>
                {t('calendar.move.button')}
              </Button>
            )}
            {may && window.override && (
              <Button
                size="sm"
                variant="subtle"
                loading={ruleAgain.isPending}
                onClick={() => ruleAgain.mutate({ body: { of: window.of, key: window.key } })}
              >
                {t('calendar.move.back')}
              </Button>
            )}
          </>
        )
      }
    >
      {window.override && window.ruled && (
        <p>
          <Status kind="attention">{t('calendar.schedule.moved', { reason: window.override.reason })}</Status>{' '}
          {t('calendar.schedule.ruled')} <DateLine closes={window.ruled.closes} />
        </p>
      )}
      {ruleAgain.error && <Refused error={ruleAgain.error} />}
      {moving && <MoveWindow window={window} onClose={() => setMoving(false)} />}
    </Row>
  );
}
