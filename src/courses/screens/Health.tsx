import type { ReactNode } from 'react';
import { TermFilter, useTerm } from '../../calendar/screens/TermFilter.tsx';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Page, Section } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Status, type StatusKind } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { courseHealth } from '../contract.ts';

type Check = AnswerOf<typeof courseHealth>['checks'][number];
type Finding = Check['findings'][number];

const signs: Record<Finding['weight'], StatusKind> = { blocks: 'wrong', warns: 'attention', note: 'draft' };

/** What the pre-check would refuse, per office, while there is time to mend it. */
export function Health() {
  const { t } = useWords();
  const term = useTerm();
  const answer = useAnswer(courseHealth, { query: term });
  return (
    <Page
      wide
      title={t('courses.health.title')}
      lead={t('courses.health.lead')}
      back={{ to: '/courses', label: t('courses.title') }}
    >
      <Answer of={answer} lines={8}>
        {(found) => (
          <>
            <TermFilter term={found} semesters={found.semesters} />
            {found.checks.map((check) => (
              <Division key={check.division} check={check} />
            ))}
          </>
        )}
      </Answer>
    </Page>
  );
}

function Division({ check }: { check: Check }) {
  const { t } = useWords();
  const { division, findings, opens, closes, clause } = check;
  const name = t('courses.health.findings', { division: t(`courses.division.${division}`) });
  return (
    <Section title={name} aside={t('courses.health.checked', { count: check.offerings })}>
      {closes && <Due opens={opens} closes={closes} what={t('courses.health.opens')} clause={clause} />}
      <Findings name={name} findings={findings} />
    </Section>
  );
}

/** Most urgent first, as they come; exported as they are seen. */
function Findings({ name, findings }: { name: string; findings: readonly Finding[] }) {
  const { t } = useWords();
  const said = ({ key, facts }: Finding, part: 'title' | 'detail' | 'mend') =>
    t(`courses.health.finding.${key}.${part}`, facts);
  return (
    <DataTable
      name={name}
      prefix={`${findings[0]?.division}.`}
      rows={findings}
      rowKey={(row) => `${row.key}/${row.offeringId}/${row.code}/${row.facts['cohort']}`}
      empty={t('courses.health.clean')}
      emptyNext={t('courses.health.cleanNext')}
      columns={[
        {
          key: 'weight',
          title: t('courses.health.column.weight'),
          value: (row) => t(`courses.health.weight.${row.weight}`),
          filter: true,
          cell: (row) => <Status kind={signs[row.weight]}>{t(`courses.health.weight.${row.weight}`)}</Status>,
        },
        {
          key: 'finding',
          title: t('courses.health.column.finding'),
          value: (row) => said(row, 'title'),
          filter: true,
        },
        {
          key: 'course',
          title: t('courses.health.column.course'),
          value: (row) => row.name,
          cell: (row) => <Mend finding={row}>{row.name}</Mend>,
        },
        { key: 'group', title: t('courses.column.group'), value: (row) => row.group },
        { key: 'grade', title: t('courses.column.grade'), value: (row) => row.grade, align: 'end' },
        { key: 'code', title: t('courses.column.code'), value: (row) => row.code },
        {
          key: 'students',
          title: t('courses.health.column.students'),
          value: (row) => row.students,
          align: 'end',
        },
        {
          key: 'mend',
          title: t('courses.health.column.mend'),
          value: (row) => `${said(row, 'detail')} ${said(row, 'mend')}`,
        },
      ]}
    />
  );
}

/** Where it can be looked at and mended: the offering, or the plan that asks for one. */
function Mend({ finding, children }: { finding: Finding; children: ReactNode }) {
  const { offeringId, division, facts } = finding;
  return offeringId ? (
    <Go to="/courses/$offeringId" params={{ offeringId }}>
      {children}
    </Go>
  ) : (
    <Go to="/course-plan" query={{ plan: planOf(division, facts) }}>
      {children}
    </Go>
  );
}

function planOf(division: string, facts: Finding['facts']): string {
  const [fieldGroup = '', programme = ''] = String(facts['cohort'] ?? '').split('-');
  return `${division}/${facts['entered']}/${fieldGroup}/${programme}`;
}
