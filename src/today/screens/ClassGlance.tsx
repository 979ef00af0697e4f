import { SegmentedControl } from '@mantine/core';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Facts, Section } from '../../platform/ui/Page.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { classGlance } from '../contract.ts';
import { type Attention, attentions } from '../overview.ts';

type Known = AnswerOf<typeof classGlance>;
type Student = Known['students'][number];

/** One class: how many, who has nothing yet, whom to speak to; to be printed as it stands. */
export function ClassGlance({ classId }: { classId: string }) {
  const { t } = useWords();
  const { query, setQuery } = usePlace();
  const asked = Number(query['semester']);
  const semester = asked === 1 || asked === 2 ? asked : undefined;
  const answer = useAnswer(classGlance, { params: { classId }, query: { semester } });
  return (
    <Answer of={answer}>
      {(known) => (
        <Section
          title={t('glance.class', { name: known.class.name })}
          aside={t('today.semester', { schoolYear: known.class.schoolYear, semester: known.semester })}
          actions={
            <SegmentedControl
              aria-label={t('overview.semester')}
              value={String(known.semester)}
              onChange={(chosen) => setQuery({ semester: chosen })}
              data={['1', '2'].map((value) => ({ value, label: t('glance.semester', { semester: value }) }))}
            />
          }
        >
          <Summary students={known.students} />
          <Students known={known} />
        </Section>
      )}
    </Answer>
  );
}

function Summary({ students }: { students: Student[] }) {
  const { t } = useWords();
  const named = (attention: Attention) =>
    students.filter((student) => student.attention.includes(attention)).map(({ name }) => name);
  const found = attentions.map((attention) => [attention, named(attention)] as const);
  return (
    <Facts
      items={found
        .filter(([, names]) => names.length > 0)
        .map(([attention, names]) => [
          t(`glance.attention.${attention}`),
          t('glance.names', { count: names.length, names: names.join(t('glance.between')) }),
        ])}
    />
  );
}

/** Counselling has its own column. */
const besides = (attention: readonly Attention[]) => attention.filter((one) => one !== 'not-counselled');

function Students({ known }: { known: Known }) {
  const { t } = useWords();
  const counted = (
    key: 'subjects' | 'uploaded' | 'certified' | 'returned' | 'waiting' | 'selected' | 'posts',
  ) => ({
    key,
    title: t(`glance.column.${key}`),
    value: (student: Student) => student[key],
    align: 'end' as const,
  });
  const knowsCounselling = known.students.some(({ counselled }) => counselled !== null);
  return (
    <DataTable
      name={t('glance.class', { name: known.class.name })}
      rows={known.students}
      rowKey={({ registrationId }) => registrationId}
      empty={t('glance.empty')}
      emptyNext={t('glance.emptyNext')}
      columns={[
        { key: 'seat', title: t('glance.column.seat'), value: ({ seat }) => seat, align: 'end' },
        { key: 'number', title: t('glance.column.number'), value: ({ number }) => number },
        { key: 'name', title: t('glance.column.name'), value: ({ name }) => name },
        counted('subjects'),
        counted('uploaded'),
        counted('waiting'),
        counted('returned'),
        counted('certified'),
        counted('selected'),
        counted('posts'),
        ...(knowsCounselling
          ? [
              {
                key: 'counselled',
                title: t('glance.column.counselled'),
                value: ({ counselled }: Student) => t(counselled ? 'glance.yes' : 'glance.no'),
                filter: true as const,
              },
            ]
          : []),
        {
          key: 'attention',
          title: t('glance.column.attention'),
          value: ({ attention }) =>
            besides(attention)
              .map((one) => t(`glance.attention.${one}`))
              .join(t('glance.between')),
          cell: ({ attention }) => (
            <div>
              {besides(attention).map((one) => (
                <div key={one}>
                  <Status kind={one === 'returned' || one === 'unanswered' ? 'attention' : 'waiting'}>
                    {t(`glance.attention.${one}`)}
                  </Status>
                </div>
              ))}
            </div>
          ),
        },
      ]}
    />
  );
}
