import { Group } from '@mantine/core';
import { IconArrowForwardUp, IconList, IconListDetails } from '@tabler/icons-react';
import { TermFilter, termKey, useTerm } from '../../calendar/screens/TermFilter.tsx';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Page, Section } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import type { Column } from '../../platform/ui/table.ts';
import { useWords } from '../../platform/ui/words.ts';
import { cadreOverview } from '../contract.ts';

type Seen = AnswerOf<typeof cadreOverview>;
type ClassLine = Seen['classes'][number];
type UnitLine = Seen['units'][number];

/** A semester's cadre by unit: who has everything, who lacks what, and the way to each grid. */
export function Overview() {
  const { t } = useWords();
  const term = useTerm();
  const answer = useAnswer(cadreOverview, { query: term });
  return (
    <Page
      wide
      title={t('cadre.title')}
      lead={t('cadre.lead')}
      actions={answer.data && <Ways seen={answer.data} />}
    >
      <Answer of={answer}>
        {(seen) => (
          <>
            <TermFilter term={seen} semesters={seen.semesters} />
            <Classes seen={seen} />
            {(seen.keeps.length > 0 || seen.units.length > 0) && <Units seen={seen} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

function Ways({ seen }: { seen: Seen }) {
  const { t } = useWords();
  const query = { term: termKey(seen) };
  const icon = { size: 18, stroke: 1.7, 'aria-hidden': true } as const;
  return (
    <Group gap="xs">
      <Go to="/cadre/posts" query={query} button="default" size="sm" leftSection={<IconList {...icon} />}>
        {t('cadre.to.list')}
      </Go>
      {seen.keeps.length > 0 && (
        <>
          <Go
            to="/cadre/carry-over"
            query={query}
            button="default"
            size="sm"
            leftSection={<IconArrowForwardUp {...icon} />}
          >
            {t('cadre.to.carry')}
          </Go>
          <Go to="/cadre/lists" button="default" size="sm" leftSection={<IconListDetails {...icon} />}>
            {t('cadre.to.lists')}
          </Go>
        </>
      )}
    </Group>
  );
}

function Classes({ seen }: { seen: Seen }) {
  const { t } = useWords();
  const whole = seen.classes.filter(({ missing, findings }) => missing.length + findings === 0).length;
  const columns: Column<ClassLine>[] = [
    ...unitColumns<ClassLine>(seen, 'class', t),
    { key: 'grade', title: t('cadre.overview.grade'), value: ({ grade }) => grade, filter: true },
    { key: 'students', title: t('cadre.overview.students'), value: ({ students }) => students, align: 'end' },
    { key: 'posts', title: t('cadre.overview.posts'), value: ({ posts }) => posts, align: 'end' },
    {
      key: 'state',
      title: t('cadre.overview.state'),
      value: ({ posts, missing, findings }) =>
        findings > 0
          ? t('cadre.overview.findings', { count: findings })
          : posts === 0
            ? t('cadre.overview.none')
            : missing.length > 0
              ? t('cadre.overview.lacks', { count: missing.length })
              : t('cadre.overview.whole'),
      cell: (line) => <ClassState line={line} />,
      filter: true,
    },
    {
      key: 'missing',
      title: t('cadre.overview.missing'),
      value: ({ posts, missing }) => (posts === 0 ? '' : missing.join('、')),
    },
  ];
  return (
    <Section
      title={t('cadre.overview.classes')}
      aside={t('cadre.overview.completed', { whole, all: seen.classes.length })}
    >
      <DataTable
        name={t('cadre.overview.classes')}
        rows={seen.classes}
        columns={columns}
        rowKey={({ unitId }) => unitId}
        empty={t('cadre.overview.noClasses')}
        emptyNext={t('cadre.overview.noClassesNext')}
      />
    </Section>
  );
}

function ClassState({ line: { posts, missing, findings } }: { line: ClassLine }) {
  const { t } = useWords();
  if (findings > 0) return <Status kind="wrong">{t('cadre.overview.findings', { count: findings })}</Status>;
  if (posts === 0) return <Status kind="draft">{t('cadre.overview.none')}</Status>;
  return missing.length > 0 ? (
    <Status kind="attention">{t('cadre.overview.lacks', { count: missing.length })}</Status>
  ) : (
    <Status kind="done">{t('cadre.overview.whole')}</Status>
  );
}

function Units({ seen }: { seen: Seen }) {
  const { t } = useWords();
  return (['club', 'school'] as const).map((level) => {
    const title = t(level === 'club' ? 'cadre.overview.clubs' : 'cadre.overview.school');
    const units = seen.units.filter((unit) => unit.level === level);
    const columns: Column<UnitLine>[] = [
      ...unitColumns<UnitLine>(seen, level, t),
      { key: 'posts', title: t('cadre.overview.posts'), value: ({ posts }) => posts, align: 'end' },
      {
        key: 'state',
        title: t('cadre.overview.state'),
        value: ({ posts, retired, findings }) =>
          findings > 0
            ? t('cadre.overview.findings', { count: findings })
            : t(`cadre.overview.${retired ? 'retired' : posts > 0 ? 'some' : 'none'}`),
        filter: true,
      },
    ];
    return (
      <Section key={level} title={title}>
        <DataTable
          name={title}
          prefix={level}
          rows={units}
          columns={columns}
          rowKey={({ unitId }) => unitId}
          empty={t('cadre.overview.noUnits')}
          emptyNext={seen.keeps.length > 0 ? t('cadre.overview.noUnitsNext') : undefined}
        />
      </Section>
    );
  });
}

/** The unit with its way in: to its grid for who keeps it, to its list for who looks. */
function unitColumns<Line extends { unitId: string; name: string; division: 'day' | 'continuing' }>(
  seen: Seen,
  level: 'class' | 'club' | 'school',
  t: ReturnType<typeof useWords>['t'],
): Column<Line>[] {
  const term = termKey(seen);
  const both = new Set([...seen.classes, ...seen.units].map(({ division }) => division)).size > 1;
  const division: Column<Line> = {
    key: 'division',
    title: t('cadre.overview.division'),
    value: (line) => t(`cadre.division.${line.division}`),
    filter: true,
  };
  return [
    {
      key: 'name',
      title: t('cadre.overview.name'),
      value: ({ name }) => name,
      cell: ({ unitId, name, division: own }) =>
        seen.keeps.includes(own) ? (
          <Go to="/cadre/units/$level/$unitId" params={{ level, unitId }} query={{ term }}>
            {name}
          </Go>
        ) : (
          <Go to="/cadre/posts" query={{ term, 'f.unit': name }}>
            {name}
          </Go>
        ),
    },
    ...(both ? [division] : []),
  ];
}
