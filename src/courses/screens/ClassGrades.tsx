import { useViewer } from '../../accounts/screens/viewer.ts';
import { TermFilter, useTerm } from '../../calendar/screens/TermFilter.tsx';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Page, Section } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { classGrades } from '../grade-contract.ts';

type Found = AnswerOf<typeof classGrades>;

/** A homeroom teacher's own classes: who failed what, who is still without grades. */
export function ClassGrades() {
  const { t } = useWords();
  const { appointments } = useViewer();
  const own = appointments.flatMap(({ office, classId }) =>
    office === 'homeroom' && classId ? [classId] : [],
  );
  return (
    <Page wide title={t('courses.classNav')} lead={t('courses.class.lead')}>
      {own.length === 0 && <Empty title={t('courses.class.noClass')} />}
      {own.map((classId, nth) => (
        <OneClass key={classId} classId={classId} first={nth === 0} />
      ))}
    </Page>
  );
}

function OneClass({ classId, first }: { classId: string; first: boolean }) {
  const { t } = useWords();
  const { semester } = useTerm();
  const answer = useAnswer(classGrades, { params: { classId }, query: semester ? { semester } : {} });
  return (
    <Answer of={answer} lines={8}>
      {(found) => (
        <>
          {first && <TermFilter term={found} semesters={found.semesters} />}
          <Section title={t('courses.class.title', found)} aside={t('courses.semesterOption', found)}>
            <Students found={found} />
          </Section>
        </>
      )}
    </Answer>
  );
}

function Students({ found }: { found: Found }) {
  const { t } = useWords();
  return (
    <DataTable
      name={t('courses.class.title', found)}
      prefix={`${found.className}.`}
      rows={found.students}
      rowKey={(row) => row.registrationId}
      empty={t('courses.class.none')}
      columns={[
        { key: 'seat', title: t('courses.class.seat'), value: (row) => row.seat, align: 'end' },
        {
          key: 'student',
          title: t('courses.class.student'),
          value: (row) => `${row.name} ${row.number}`,
          cell: (row) => (
            <Go to="/grades/students/$registrationId" params={{ registrationId: row.registrationId }}>
              {row.name}
            </Go>
          ),
        },
        { key: 'passed', title: t('courses.class.passed'), value: (row) => row.passed, align: 'end' },
        { key: 'failed', title: t('courses.class.failed'), value: (row) => row.failed, align: 'end' },
        { key: 'none', title: t('courses.class.missing'), value: (row) => row.none, align: 'end' },
        {
          key: 'failing',
          title: t('courses.class.failing'),
          value: (row) => row.failing.join('、'),
        },
      ]}
    />
  );
}
