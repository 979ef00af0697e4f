import { Group } from '@mantine/core';
import { IconList, IconPlus } from '@tabler/icons-react';
import { TermFilter, termKey, useTerm } from '../../calendar/screens/TermFilter.tsx';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { counsellingCoverage } from '../contract.ts';

type Seen = AnswerOf<typeof counsellingCoverage>;
type ClassLine = Seen['classes'][number];

/** Who has been seen this semester, class by class, until when, and what waits to be followed up. */
export function Coverage() {
  const { t } = useWords();
  const answer = useAnswer(counsellingCoverage, { query: useTerm() });
  return (
    <Page
      wide
      title={t('counselling.title')}
      lead={t('counselling.lead', { count: answer.data?.atLeast ?? 1 })}
      actions={answer.data?.keeps && <Ways term={termKey(answer.data)} />}
    >
      <Answer of={answer}>
        {(seen) => (
          <>
            <TermFilter term={seen} semesters={seen.semesters} />
            <Deadlines seen={seen} />
            <FollowUps seen={seen} />
            <Classes seen={seen} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Ways({ term }: { term: string }) {
  const { t } = useWords();
  const icon = { size: 18, stroke: 1.7, 'aria-hidden': true } as const;
  return (
    <Group gap="xs">
      <Go
        to="/counselling/records"
        query={{ term }}
        button="default"
        size="sm"
        leftSection={<IconList {...icon} />}
      >
        {t('counselling.to.records')}
      </Go>
      <Go to="/counselling/new" button="filled" size="sm" leftSection={<IconPlus {...icon} />}>
        {t('counselling.to.new')}
      </Go>
    </Group>
  );
}

/** One countdown where the divisions have the same end, as they usually do. */
function Deadlines({ seen }: { seen: Seen }) {
  const { t } = useWords();
  const ends = new Map(seen.windows.map((window) => [window.closes, window]));
  return [...ends.values()].map(({ division, closes, clause }) => (
    <Due
      key={division}
      opens={null}
      closes={closes}
      clause={clause}
      what={
        ends.size > 1 ? t('counselling.due', { division: t(`counselling.division.${division}`) }) : undefined
      }
    />
  ));
}

function FollowUps({ seen }: { seen: Seen }) {
  const { t } = useWords();
  if (seen.followUps.length === 0) return null;
  return (
    <Section
      title={t('counselling.followUps.title')}
      aside={t('counselling.followUps.count', { count: seen.followUps.length })}
    >
      <Rows>
        {seen.followUps.map(({ recordId, topic, followUp, due, overdue }) => (
          <Row
            key={recordId}
            title={
              <Go to="/counselling/records/$recordId" params={{ recordId }}>
                {topic}
              </Go>
            }
            detail={followUp}
            end={
              <>
                {overdue && <Status kind="attention">{t('counselling.followUps.overdue')}</Status>}
                {due && <DateLine day={due} />}
              </>
            }
          />
        ))}
      </Rows>
    </Section>
  );
}

function Classes({ seen }: { seen: Seen }) {
  const { t } = useWords();
  const { classes } = seen;
  const all = classes.reduce((sum, { students }) => sum + students, 0);
  const done = classes.reduce((sum, one) => sum + one.seen, 0);
  const both = new Set(classes.map(({ division }) => division)).size > 1;
  return (
    <Section
      title={t('counselling.coverage.title')}
      aside={t('counselling.coverage.done', { all, seen: done })}
    >
      <DataTable<ClassLine>
        name={t('counselling.coverage.title')}
        note={t('counselling.report.inside')}
        rows={classes}
        rowKey={({ classId }) => classId}
        empty={t('counselling.coverage.empty')}
        emptyNext={t('counselling.coverage.emptyNext')}
        columns={[
          {
            key: 'name',
            title: t('counselling.coverage.class'),
            value: ({ name }) => name,
            cell: ({ classId, name }) => (
              <Go to="/counselling/classes/$classId" params={{ classId }} query={{ term: termKey(seen) }}>
                {name}
              </Go>
            ),
          },
          ...(both
            ? [
                {
                  key: 'division',
                  title: t('counselling.coverage.division'),
                  value: ({ division }: ClassLine) => t(`counselling.division.${division}`),
                  filter: true as const,
                },
              ]
            : []),
          { key: 'grade', title: t('counselling.coverage.grade'), value: ({ grade }) => grade, filter: true },
          {
            key: 'students',
            title: t('counselling.coverage.students'),
            value: ({ students }) => students,
            align: 'end',
          },
          { key: 'seen', title: t('counselling.coverage.seen'), value: (line) => line.seen, align: 'end' },
          {
            key: 'state',
            title: t('counselling.coverage.state'),
            value: (line) => t(`counselling.coverage.${stateOf(line)}`),
            cell: (line) => (
              <Status kind={signs[stateOf(line)]}>{t(`counselling.coverage.${stateOf(line)}`)}</Status>
            ),
            filter: true,
          },
          {
            key: 'missing',
            title: t('counselling.coverage.names'),
            value: ({ missing }) => missing.map(({ name }) => name).join('、'),
            cell: ({ missing }) => <Names names={missing.map(({ name }) => name)} />,
          },
        ]}
      />
    </Section>
  );
}

const signs = { whole: 'done', some: 'waiting', none: 'draft' } as const;

function stateOf({ seen, students }: ClassLine): keyof typeof signs {
  return seen === students ? 'whole' : seen > 0 ? 'some' : 'none';
}

const shownNames = 5;

function Names({ names }: { names: string[] }) {
  const { t } = useWords();
  const text = names.slice(0, shownNames).join('、');
  return names.length > shownNames
    ? t('counselling.coverage.more', { names: text, count: names.length })
    : text;
}
