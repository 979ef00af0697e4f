import { NativeSelect } from '@mantine/core';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Filter } from '../../platform/ui/Fields.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { Go, usePlace } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { coursePlan } from '../contract.ts';

type Found = AnswerOf<typeof coursePlan>;
type Scope = NonNullable<Found['shown']>;

const keyOf = ({ division, entrySchoolYear, fieldGroup, programme }: Scope) =>
  `${division}/${entrySchoolYear}/${fieldGroup}/${programme}`;

/** 課程計畫 by entry year and programme, and whether each course is given this year. */
export function Plan() {
  const { t } = useWords();
  const { query } = usePlace();
  const [division, entrySchoolYear, fieldGroup, programme] = (query['plan'] ?? '').split('/');
  const asked =
    (division === 'day' || division === 'continuing') && entrySchoolYear
      ? { division, entrySchoolYear: Number(entrySchoolYear), fieldGroup, programme }
      : {};
  const answer = useAnswer(coursePlan, { query: asked as { division?: 'day' | 'continuing' } });
  return (
    <Page
      wide
      title={t('courses.plan.title')}
      lead={t('courses.plan.lead')}
      back={{ to: '/courses', label: t('courses.title') }}
    >
      <Answer of={answer} lines={8}>
        {(found) =>
          found.shown ? (
            <Lines found={found} shown={found.shown} />
          ) : (
            <Empty title={t('courses.plan.none')} next={t('courses.plan.noneNext')} />
          )
        }
      </Answer>
    </Page>
  );
}

function Lines({ found, shown }: { found: Found; shown: Scope }) {
  const { t } = useWords();
  const { setQuery } = usePlace();
  return (
    <>
      <Filter>
        <NativeSelect
          label={t('courses.plan.which')}
          value={keyOf(shown)}
          onChange={(event) => setQuery({ plan: event.currentTarget.value })}
          data={found.plans.map((plan) => ({
            value: keyOf(plan),
            label: t('courses.plan.choice', { ...plan, division: t(`courses.division.${plan.division}`) }),
          }))}
        />
      </Filter>
      <DataTable
        name={t('courses.plan.lines')}
        rows={found.lines}
        rowKey={(row) => `${row.code}/${row.grade}/${row.semester}`}
        empty={t('courses.plan.none')}
        columns={[
          {
            key: 'semester',
            title: t('courses.plan.semester'),
            value: (row) => `${row.grade}-${row.semester}`,
            filter: true,
          },
          { key: 'course', title: t('courses.column.course'), value: (row) => row.courseName },
          {
            key: 'code',
            title: t('courses.column.code'),
            value: (row) => row.code,
            cell: (row) => (
              <Go to="/course-codes" query={{ code: row.code }}>
                {row.code}
              </Go>
            ),
          },
          { key: 'credits', title: t('courses.column.credits'), value: (row) => row.credits, align: 'end' },
          {
            key: 'given',
            title: t('courses.plan.given'),
            value: (row) => row.given,
            cell: (row) =>
              row.given > 0 ? (
                t('courses.plan.givenCount', { count: row.given })
              ) : (
                <Status kind="draft">{t('courses.plan.notGiven')}</Status>
              ),
          },
        ]}
      />
    </>
  );
}
