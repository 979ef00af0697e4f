import { Button, NativeSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { addressOf, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Fields } from '../../platform/ui/Fields.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Go, usePlace } from '../../platform/ui/place.tsx';
import { Status, type StatusKind } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { courseHealth, exportHealth } from '../contract.ts';
import { Term, useTerm } from './Term.tsx';

type Check = AnswerOf<typeof courseHealth>['checks'][number];
type Finding = Check['findings'][number];
type Found = AnswerOf<typeof courseHealth>;

const signs: Record<Finding['weight'], StatusKind> = { blocks: 'wrong', warns: 'attention', note: 'draft' };

/** What the pre-check would refuse, per office, while there is time to mend it. */
export function Health() {
  const { t } = useWords();
  const term = useTerm();
  const answer = useAnswer(courseHealth, { query: term });
  return (
    <Page
      title={t('courses.health.title')}
      lead={t('courses.health.lead')}
      back={{ to: '/courses', label: t('courses.title') }}
    >
      <Answer of={answer} lines={8}>
        {(found) => (
          <>
            <Term shown={found} semesters={found.semesters} />
            {found.checks.map((check) => (
              <Division key={check.division} check={check} term={found} />
            ))}
          </>
        )}
      </Answer>
    </Page>
  );
}

function Division({ check, term }: { check: Check; term: Found }) {
  const { t } = useWords();
  const { query } = usePlace();
  const { division, findings, opens, closes } = check;
  const key = query[`${division}.key`] ?? '';
  const weight = query[`${division}.weight`] ?? '';
  const shown = findings.filter(
    (one) => (key === '' || one.key === key) && (weight === '' || one.weight === weight),
  );
  const name = t('courses.health.findings', { division: t(`courses.division.${division}`) });
  return (
    <Section title={name} aside={t('courses.health.checked', { count: check.offerings })}>
      {closes && <Due opens={opens} closes={closes} what={t('courses.health.opens')} clause={check.clause} />}
      {findings.length === 0 ? (
        <Empty title={t('courses.health.clean')} next={t('courses.health.cleanNext')} />
      ) : (
        <>
          <Choices check={check} term={term} chosen={{ key, weight }} />
          <Rows label={name}>
            {shown.map((finding) => (
              <OneFinding
                key={`${finding.key}/${finding.offeringId}/${finding.code}/${finding.facts['cohort']}`}
                finding={finding}
              />
            ))}
          </Rows>
        </>
      )}
    </Section>
  );
}

interface ChoicesParts {
  check: Check;
  term: Found;
  chosen: { key: string; weight: string };
}

/** What is shown is what is exported. */
function Choices({ check: { division, findings }, term, chosen }: ChoicesParts) {
  const { t } = useWords();
  const { setQuery } = usePlace();
  const all = { value: '', label: t('courses.health.all') };
  const has = <K extends 'key' | 'weight'>(name: K) => [...new Set(findings.map((one) => one[name]))];
  const address = addressOf(exportHealth, {
    query: {
      schoolYear: term.schoolYear,
      semester: term.semester,
      division,
      key: chosen.key || undefined,
      weight: chosen.weight || undefined,
    },
  });
  return (
    <Fields>
      <NativeSelect
        size="sm"
        label={t('courses.health.weights')}
        value={chosen.weight}
        onChange={(event) => setQuery({ [`${division}.weight`]: event.currentTarget.value })}
        data={[all, ...has('weight').map((value) => ({ value, label: t(`courses.health.weight.${value}`) }))]}
      />
      <NativeSelect
        size="sm"
        label={t('courses.health.keys')}
        value={chosen.key}
        onChange={(event) => setQuery({ [`${division}.key`]: event.currentTarget.value })}
        data={[
          all,
          ...has('key').map((value) => ({ value, label: t(`courses.health.finding.${value}.title`) })),
        ]}
      />
      <Button
        component="a"
        href={address}
        download
        size="sm"
        variant="default"
        leftSection={<IconDownload size={17} stroke={1.7} aria-hidden />}
      >
        {t('courses.health.export')}
      </Button>
    </Fields>
  );
}

function OneFinding({ finding }: { finding: Finding }) {
  const { t } = useWords();
  const { key, weight, offeringId, name, group, code, grade, students, facts, division } = finding;
  const said = (part: 'title' | 'detail' | 'mend') => t(`courses.health.finding.${key}.${part}`, facts);
  return (
    <Row
      title={`${said('title')}：${name}${group && `（${group}）`}`}
      detail={
        <>
          {code}　{t('courses.health.cohort', { grade })}　{said('detail')}
        </>
      }
      end={
        <>
          <span>{t('courses.health.students', { count: students })}</span>
          <Status kind={signs[weight]}>{t(`courses.health.weight.${weight}`)}</Status>
        </>
      }
    >
      <p>
        {said('mend')}{' '}
        {offeringId ? (
          <Go to="/courses/$offeringId" params={{ offeringId }}>
            {t('courses.health.open')}
          </Go>
        ) : (
          <Go to="/course-plan" query={{ plan: planOf(division, facts) }}>
            {t('courses.health.openPlan')}
          </Go>
        )}
      </p>
    </Row>
  );
}

function planOf(division: string, facts: Finding['facts']): string {
  const [fieldGroup = '', programme = ''] = String(facts['cohort'] ?? '').split('-');
  return `${division}/${facts['entered']}/${fieldGroup}/${programme}`;
}
