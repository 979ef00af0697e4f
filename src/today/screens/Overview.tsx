import { NativeSelect } from '@mantine/core';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Filter } from '../../platform/ui/Fields.tsx';
import { Meter } from '../../platform/ui/Meter.tsx';
import { Facts, Page, Section } from '../../platform/ui/Page.tsx';
import { Go, usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { divisionOverview } from '../contract.ts';
import { measures, total } from '../overview.ts';

type Known = AnswerOf<typeof divisionOverview>;

/** What is complete and what is missing: the whole first, then class by class; the semester lives in the address. */
export function Overview() {
  const { t } = useWords();
  const { query, setQuery } = usePlace();
  const [schoolYear, semester] = (query['term'] ?? '').split('-').map(Number);
  const answer = useAnswer(divisionOverview, {
    query: schoolYear && semester ? { schoolYear, semester: semester as 1 | 2 } : {},
  });
  return (
    <Page wide title={t('overview.title')} lead={t('overview.lead')}>
      <Answer of={answer}>
        {(known) => (
          <>
            <Filter>
              <NativeSelect
                label={t('overview.semester')}
                value={`${known.schoolYear}-${known.semester}`}
                onChange={(event) => setQuery({ term: event.currentTarget.value })}
                data={terms(known).map(([year, of]) => ({
                  value: `${year}-${of}`,
                  label: t('today.semester', { schoolYear: year, semester: of }),
                }))}
              />
            </Filter>
            <Whole known={known} />
            <ByClass known={known} />
          </>
        )}
      </Answer>
    </Page>
  );
}

/** Three years back: who is at the school now began no earlier. */
function terms({ schoolYear, semester }: Known): [number, number][] {
  const last = schoolYear * 2 + semester - 1;
  return Array.from({ length: 7 }, (_, back) => last + 1 - back).map((at) => [
    Math.floor(at / 2),
    (at % 2) + 1,
  ]);
}

function Whole({ known }: { known: Known }) {
  const { t } = useWords();
  if (known.classes.length === 0) return null;
  return (
    <Section title={t('overview.whole')} aside={t('overview.students', { count: studentsOf(known) })}>
      <Facts
        items={measures.map((measure) => [
          t(`overview.measure.${measure}`),
          <Meter key={measure} {...total(known.classes.map((one) => one.measures[measure]))} />,
        ])}
      />
    </Section>
  );
}

function studentsOf({ classes }: Known): number {
  return classes.reduce((sum, { students }) => sum + students, 0);
}

function ByClass({ known }: { known: Known }) {
  const { t } = useWords();
  return (
    <DataTable
      name={t('overview.byClass')}
      rows={known.classes}
      rowKey={({ classId }) => classId}
      empty={t('overview.empty')}
      emptyNext={t('overview.emptyNext')}
      columns={[
        {
          key: 'class',
          title: t('overview.class'),
          value: ({ name }) => name,
          cell: ({ classId, name, may }) =>
            may.includes('open') ? (
              <Go to="/classes/$classId" params={{ classId }} query={{ semester: String(known.semester) }}>
                {name}
              </Go>
            ) : (
              name
            ),
        },
        {
          key: 'division',
          title: t('overview.division'),
          value: ({ division }) => t(`today.division.${division}`),
          filter: true,
        },
        { key: 'grade', title: t('overview.grade'), value: ({ grade }) => grade, filter: true },
        { key: 'students', title: t('overview.count'), value: ({ students }) => students, align: 'end' },
        ...measures.flatMap((measure) => [
          {
            key: measure,
            title: t(`overview.measure.${measure}`),
            value: (row: Known['classes'][number]) => row.measures[measure].done,
            cell: (row: Known['classes'][number]) => <Meter {...row.measures[measure]} />,
          },
          {
            key: `${measure}-of`,
            title: t('overview.outOf', { measure: t(`overview.measure.${measure}`) }),
            value: (row: Known['classes'][number]) => row.measures[measure].of,
            hidden: true as const,
          },
        ]),
      ]}
    />
  );
}
