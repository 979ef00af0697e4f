import { IconPlus } from '@tabler/icons-react';
import { TermFilter, termKey, useTerm } from '../../calendar/screens/TermFilter.tsx';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { counsellingRecords } from '../contract.ts';

type Line = AnswerOf<typeof counsellingRecords>['records'][number];

/** The conversations of a semester, of all counselling teachers. */
export function Records() {
  const { t } = useWords();
  const answer = useAnswer(counsellingRecords, { query: useTerm() });
  const query = answer.data ? { term: termKey(answer.data) } : undefined;
  return (
    <Page
      wide
      title={t('counselling.list.title')}
      lead={t('counselling.list.lead')}
      back={{ to: '/counselling', query, label: t('counselling.to.overview') }}
      actions={
        <Go
          to="/counselling/new"
          button="filled"
          size="sm"
          leftSection={<IconPlus size={18} stroke={1.7} aria-hidden />}
        >
          {t('counselling.to.new')}
        </Go>
      }
    >
      <Answer of={answer}>
        {({ records, semesters, schoolYear, semester }) => (
          <>
            <TermFilter term={{ schoolYear, semester }} semesters={semesters} />
            <DataTable<Line>
              name={t('counselling.list.title')}
              note={t('counselling.report.inside')}
              rows={records}
              rowKey={({ recordId }) => recordId}
              empty={t('counselling.list.none')}
              emptyNext={t('counselling.list.noneNext')}
              columns={[
                {
                  key: 'heldOn',
                  title: t('counselling.list.heldOn'),
                  value: ({ heldOn }) => heldOn,
                  cell: ({ heldOn }) => <DateLine day={heldOn} />,
                },
                {
                  key: 'topic',
                  title: t('counselling.list.topic'),
                  value: ({ topic }) => topic,
                  cell: ({ recordId, topic }) => (
                    <Go to="/counselling/records/$recordId" params={{ recordId }}>
                      {topic}
                    </Go>
                  ),
                },
                {
                  key: 'category',
                  title: t('counselling.list.category'),
                  value: ({ category }) => t(`counselling.category.${category}`),
                  filter: true,
                },
                {
                  key: 'classes',
                  title: t('counselling.list.classes'),
                  value: ({ classes }) => classes.join('、'),
                  filter: true,
                },
                {
                  key: 'students',
                  title: t('counselling.list.students'),
                  value: ({ students }) => students,
                  align: 'end',
                },
                {
                  key: 'names',
                  title: t('counselling.list.names'),
                  value: ({ names }) => names.join('、'),
                  cell: ({ names }) =>
                    names.length > 3
                      ? t('counselling.coverage.more', {
                          names: names.slice(0, 3).join('、'),
                          count: names.length,
                        })
                      : names.join('、'),
                },
                {
                  key: 'counsellor',
                  title: t('counselling.list.counsellor'),
                  value: ({ counsellor }) => counsellor,
                  filter: true,
                },
                {
                  key: 'state',
                  title: t('counselling.list.state'),
                  value: ({ withdrawn }) =>
                    t(withdrawn ? 'counselling.list.withdrawn' : 'counselling.list.standing'),
                  cell: ({ withdrawn }) =>
                    withdrawn ? (
                      <Status kind="frozen">{t('counselling.list.withdrawn')}</Status>
                    ) : (
                      <Status kind="done">{t('counselling.list.standing')}</Status>
                    ),
                  filter: true,
                },
              ]}
            />
          </>
        )}
      </Answer>
    </Page>
  );
}
