import { Button } from '@mantine/core';
import { IconInbox, IconPlus } from '@tabler/icons-react';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Count } from '../../platform/ui/Count.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Go, useGo } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { categoryOf } from '../category.ts';
import { myPerformances, takePostOver } from '../contract.ts';
import { PerformanceStatus } from './PerformanceStatus.tsx';

type Mine = AnswerOf<typeof myPerformances>;

/** The student's own: what is in, what is left this year, until when, and which posts the school knows already. */
export function MyPerformances() {
  const { t } = useWords();
  const answer = useAnswer(myPerformances);
  return (
    <Page
      title={t('performances.title')}
      lead={t('performances.lead')}
      actions={
        <>
          <Go
            to="/tray"
            query={{ to: 'performances' }}
            button="light"
            leftSection={<IconInbox size={18} stroke={1.8} aria-hidden />}
          >
            {t('ui.tray.several')}
          </Go>
          <Go
            to="/performances/new"
            button="filled"
            leftSection={<IconPlus size={18} stroke={2} aria-hidden />}
          >
            {t('performances.new')}
          </Go>
        </>
      }
    >
      <Answer of={answer}>
        {(mine) => (
          <>
            <Due {...mine.window} what={t('performances.window', { schoolYear: mine.schoolYear })} />
            <Listed mine={mine} />
            {mine.offered.length > 0 && <Offered mine={mine} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

/** Drafts first, then each school year; this one with its count. */
function Listed({ mine }: { mine: Mine }) {
  const { t } = useWords();
  const drafts = mine.performances.filter(({ schoolYear }) => schoolYear === null);
  const handedIn = mine.performances.filter(({ schoolYear }) => schoolYear !== null);
  const years = Map.groupBy(handedIn, ({ schoolYear }) => schoolYear ?? 0);
  const [quota] = mine.quotas;
  return (
    <>
      {drafts.length > 0 && (
        <Section title={t('performances.drafts')}>
          <Lines performances={drafts} label={t('performances.drafts')} />
        </Section>
      )}
      <Section
        title={t('performances.schoolYear', { schoolYear: mine.schoolYear })}
        aside={quota && <Count of={quota.used} max={quota.max} label={t('performances.counted')} />}
      >
        {years.has(mine.schoolYear) ? (
          <Lines
            performances={years.get(mine.schoolYear) ?? []}
            label={t('performances.schoolYear', { schoolYear: mine.schoolYear })}
          />
        ) : (
          <Empty title={t('performances.none')} next={t('performances.noneNext')} />
        )}
      </Section>
      {[...years]
        .filter(([schoolYear]) => schoolYear !== mine.schoolYear)
        .map(([schoolYear, performances]) => (
          <Section key={schoolYear} title={t('performances.schoolYear', { schoolYear })}>
            <Lines performances={performances} label={t('performances.schoolYear', { schoolYear })} />
          </Section>
        ))}
    </>
  );
}

function Lines({ performances, label }: { performances: Mine['performances']; label: string }) {
  const { t, language } = useWords();
  return (
    <Rows label={label}>
      {performances.map(({ performanceId, category, name, state, handedInAt, files, fromCadre }) => (
        <Row
          key={performanceId}
          title={
            <Go to="/performances/$performanceId" params={{ performanceId }}>
              {name || t('performances.unnamed')}
            </Go>
          }
          detail={[
            categoryOf(category).title[language],
            ...files.map((file) => file.name),
            ...(fromCadre ? [t('performances.fromSchool')] : []),
          ].join(' · ')}
          end={
            <>
              {handedInAt && <DateLine at={handedInAt} />}
              <PerformanceStatus state={state} />
            </>
          }
        />
      ))}
    </Rows>
  );
}

/** What the school recorded of the student's posts: one touch makes a draft with everything in it. */
function Offered({ mine }: { mine: Mine }) {
  const { t } = useWords();
  const go = useGo();
  const take = useAct(takePostOver);
  return (
    <Section title={t('performances.offered.title')}>
      <Quiet>{t('performances.offered.lead')}</Quiet>
      <Rows label={t('performances.offered.title')}>
        {mine.offered.map((post) => (
          <Row
            key={post.postId}
            title={t('performances.offered.post', { ...post })}
            detail={
              <>
                {t('performances.offered.term', { ...post })} · <DateLine day={post.startsOn} /> –{' '}
                <DateLine day={post.endsOn} />
              </>
            }
            end={
              <Button
                size="sm"
                variant="light"
                loading={take.isPending && take.variables?.body.postId === post.postId}
                aria-label={t('performances.offered.takeNamed', { ...post })}
                onClick={() =>
                  take.mutate(
                    { body: { postId: post.postId } },
                    {
                      onSuccess: ({ performanceId }) =>
                        go({ to: '/performances/$performanceId', params: { performanceId } }),
                    },
                  )
                }
              >
                {t('performances.offered.take')}
              </Button>
            }
          />
        ))}
      </Rows>
      {take.error && <Refused error={take.error} />}
    </Section>
  );
}
