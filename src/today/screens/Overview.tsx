import { TermFilter, useTerm } from '../../calendar/screens/TermFilter.tsx';
import type { Term } from '../../calendar/term.ts';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Meter } from '../../platform/ui/Meter.tsx';
import { Facts, Page, Section } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { divisionOverview } from '../contract.ts';
import { measures, total } from '../overview.ts';

type Known = AnswerOf<typeof divisionOverview>;

/** What is complete and what is missing: the whole first, then class by class; the semester lives in the address. */
export function Overview() {
  const { t } = useWords();
  const answer = useAnswer(divisionOverview, { query: useTerm() });
  return (
    <Page wide title={t('overview.title')} lead={t('overview.lead')}>
      <Answer of={answer}>
        {(known) => (
          <>
            <TermFilter term={known} semesters={terms(known)} />
            <Whole known={known} />
            <ByClass known={known} />
          </>
        )}
      </Answer>
    </Page>
  );
}

/** Three years back: who is at the school now began no earlier. */
function terms({ schoolYear, semester }: Known): Term[] {
  const next = schoolYear * 2 + semester;
  return Array.from({ length: 7 }, (_, back) => next - back).map((at) => ({
    schoolYear: Math.floor(at / 2),
    semester: at % 2 === 0 ? 1 : 2,
  }));
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
