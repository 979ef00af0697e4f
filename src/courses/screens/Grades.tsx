import { TermFilter, useTerm } from '../../calendar/screens/TermFilter.tsx';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { Progress } from '../../platform/ui/Progress.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Status, type StatusKind } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { listOfferings } from '../contract.ts';

type Offering = AnswerOf<typeof listOfferings>['offerings'][number];
type State = 'complete' | 'partly' | 'empty' | 'noTakers';

const signs: Record<State, StatusKind> = {
  complete: 'done',
  partly: 'attention',
  empty: 'waiting',
  noTakers: 'draft',
};

/** How far the grades of a semester are entered, and the way into each course. */
export function Grades() {
  const { t } = useWords();
  const term = useTerm();
  const answer = useAnswer(listOfferings, { query: term });
  return (
    <Page wide title={t('courses.grades.title')} lead={t('courses.grades.lead')}>
      <Answer of={answer} lines={8}>
        {(found) => (
          <>
            <TermFilter term={found} semesters={found.semesters} />
            <Progresses offerings={found.offerings} />
            <List offerings={found.offerings} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Progresses({ offerings }: { offerings: readonly Offering[] }) {
  const { t } = useWords();
  const byDivision = Map.groupBy(offerings, ({ division }) => division);
  return [...byDivision].map(([division, own]) => {
    const takers = own.reduce((sum, one) => sum + one.takers, 0);
    const graded = own.reduce((sum, one) => sum + one.graded, 0);
    const label = t('courses.grades.progressLabel', {
      division: t(`courses.division.${division}`),
      graded,
      takers,
    });
    return <Progress key={division} label={label} value={takers === 0 ? 0 : graded / takers} />;
  });
}

function List({ offerings }: { offerings: readonly Offering[] }) {
  const { t } = useWords();
  return (
    <DataTable
      name={t('courses.grades.title')}
      rows={offerings}
      rowKey={(row) => row.offeringId}
      empty={t('courses.grades.none')}
      emptyNext={t('courses.noneNext')}
      columns={[
        {
          key: 'division',
          title: t('courses.column.division'),
          value: (row) => t(`courses.division.${row.division}`),
          filter: true,
        },
        { key: 'group', title: t('courses.column.group'), value: (row) => row.group, filter: true },
        {
          key: 'course',
          title: t('courses.column.course'),
          value: (row) => row.name,
          cell: (row) => (
            <Go to="/grades/$offeringId" params={{ offeringId: row.offeringId }}>
              {row.name}
            </Go>
          ),
        },
        {
          key: 'teachers',
          title: t('courses.column.teachers'),
          value: (row) => row.teachers.join('、'),
        },
        {
          key: 'graded',
          title: t('courses.column.graded'),
          value: (row) => t('courses.grades.progress', { graded: row.graded, takers: row.takers }),
          align: 'end',
        },
        {
          key: 'state',
          title: t('courses.column.state'),
          value: (row) => t(`courses.grades.${stateOf(row)}`),
          filter: true,
          cell: (row) => <Status kind={signs[stateOf(row)]}>{t(`courses.grades.${stateOf(row)}`)}</Status>,
        },
      ]}
    />
  );
}

function stateOf({ takers, graded }: Offering): State {
  if (takers === 0) return 'noTakers';
  if (graded === 0) return 'empty';
  return graded < takers ? 'partly' : 'complete';
}
