import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { Go, usePlace } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { performancesOfClass } from '../office-contract.ts';

type Found = AnswerOf<typeof performancesOfClass>;
type StudentLine = Found['students'][number];

/** One class: who handed in how many, who nothing yet. */
export function OneClass() {
  const { params } = usePlace<{ classId: string }>();
  const answer = useAnswer(performancesOfClass, { params });
  return <Answer of={answer}>{(found) => <Students found={found} />}</Answer>;
}

function Students({ found }: { found: Found }) {
  const { t } = useWords();
  const { name, schoolYear, students, may } = found;
  const without = students.filter(({ performances }) => performances === 0).length;
  const stateOf = ({ performances }: StudentLine) =>
    t(performances > 0 ? 'performances.class.some' : 'performances.class.nothing');
  return (
    <Page
      wide
      title={t('performances.class.title', { name })}
      lead={t('performances.class.lead', { schoolYear, all: students.length, without })}
      back={{
        to: '/performances/classes',
        query: { year: String(schoolYear) },
        label: t('performances.classes.title'),
      }}
    >
      <DataTable<StudentLine>
        name={t('performances.class.title', { name })}
        rows={students}
        rowKey={({ registrationId }) => registrationId}
        empty={t('performances.class.none')}
        columns={[
          { key: 'seat', title: t('performances.class.seat'), value: ({ seat }) => seat, align: 'end' },
          { key: 'number', title: t('performances.class.number'), value: ({ number }) => number },
          {
            key: 'name',
            title: t('performances.class.name'),
            value: (student) => student.name,
            cell: ({ registrationId, name: student }) =>
              may.includes('open') ? (
                <Go to="/performances/students/$registrationId" params={{ registrationId }}>
                  {student}
                </Go>
              ) : (
                student
              ),
          },
          {
            key: 'performances',
            title: t('performances.class.performances'),
            value: ({ performances }) => performances,
            align: 'end',
          },
          {
            key: 'state',
            title: t('performances.class.state'),
            value: stateOf,
            cell: (line) => <Status kind={line.performances > 0 ? 'done' : 'draft'}>{stateOf(line)}</Status>,
            filter: true,
          },
          {
            key: 'handedInAt',
            title: t('performances.class.latest'),
            value: ({ handedInAt }) => handedInAt,
            cell: ({ handedInAt }) => handedInAt && <DateLine at={handedInAt} />,
          },
        ]}
      />
    </Page>
  );
}
