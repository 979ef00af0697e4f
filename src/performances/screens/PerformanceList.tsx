import { NativeSelect } from '@mantine/core';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { Go, usePlace } from '../../platform/ui/place.tsx';
import type { Column } from '../../platform/ui/table.ts';
import { useWords } from '../../platform/ui/words.ts';
import { type Category, categories, type Field, shownValue } from '../category.ts';
import { performanceList } from '../office-contract.ts';
import { useYear, YearFilter } from './YearFilter.tsx';

type Found = AnswerOf<typeof performanceList>;
type Line = Found['performances'][number];

/** One category of a school year as a table; its columns are the category's fields. */
export function PerformanceList() {
  const { t, language } = useWords();
  const { query, setQuery } = usePlace();
  const [first] = categories;
  const category = categories.find(({ key }) => key === query['category']) ?? first;
  const answer = useAnswer(performanceList, { query: { ...useYear(), category: category?.key ?? '' } });
  return (
    <Page
      wide
      title={t('performances.list.title')}
      lead={t('performances.list.lead')}
      back={{ to: '/performances/classes', label: t('performances.classes.title') }}
    >
      <Answer of={answer}>
        {(found) => (
          <>
            <YearFilter schoolYear={found.schoolYear} known={found.schoolYears}>
              <NativeSelect
                label={t('performances.list.category')}
                value={category?.key ?? ''}
                onChange={(event) => setQuery({ category: event.currentTarget.value })}
                data={categories.map(({ key, title }) => ({ value: key, label: title[language] }))}
              />
            </YearFilter>
            {category && <Table found={found} category={category} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

function Table({ found, category }: { found: Found; category: Category }) {
  const { t, language } = useWords();
  const title = category.title[language];
  return (
    <DataTable<Line>
      key={category.key}
      name={title}
      rows={found.performances}
      rowKey={({ performanceId }) => performanceId}
      empty={t('performances.list.none')}
      columns={[
        {
          key: 'class',
          title: t('performances.list.class'),
          value: ({ className }) => className,
          filter: true,
        },
        { key: 'seat', title: t('performances.list.seat'), value: ({ seat }) => seat, align: 'end' },
        { key: 'studentNumber', title: t('performances.list.number'), value: (line) => line.studentNumber },
        {
          key: 'student',
          title: t('performances.list.student'),
          value: ({ student }) => student,
          cell: ({ registrationId, student }) => (
            <Go to="/performances/students/$registrationId" params={{ registrationId }}>
              {student}
            </Go>
          ),
        },
        ...category.fields.map((field): Column<Line> => {
          return columnOf(field, field.title[language], (line) => cellOf(field, line, found));
        }),
        {
          key: 'description',
          title: t('performances.form.description'),
          value: ({ description }) => description,
        },
        { key: 'link', title: t('performances.form.link'), value: ({ link }) => link },
        {
          key: 'files',
          title: t('performances.list.files'),
          value: ({ files }) => files.map(({ name }) => name).join('、'),
        },
        {
          key: 'handedInAt',
          title: t('performances.list.handedInAt'),
          value: ({ handedInAt }) => handedInAt,
          cell: ({ handedInAt }) => <DateLine at={handedInAt} />,
        },
      ]}
    />
  );

  function cellOf(field: Field, line: Line, { licences }: Found): string | number | null {
    const value = line.fields[field.key] ?? '';
    if (value === '') return null;
    return field.type === 'number'
      ? Number(value)
      : shownValue(field, value, language, (code) => licences[code]);
  }
}

function columnOf(field: Field, title: string, value: Column<Line>['value']): Column<Line> {
  return {
    key: `field-${field.key}`,
    title,
    value,
    ...(field.type === 'day'
      ? {
          cell: ({ fields }: Line) => {
            const day = fields[field.key] ?? '';
            return day === '' ? null : <DateLine day={day} />;
          },
        }
      : {}),
    ...(field.type === 'code' ? { filter: true as const } : {}),
    ...(field.type === 'number' ? { align: 'end' as const } : {}),
  };
}
