import { IconList } from '@tabler/icons-react';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { performanceClasses } from '../office-contract.ts';
import { useYear, YearFilter } from './YearFilter.tsx';

type ClassLine = AnswerOf<typeof performanceClasses>['classes'][number];

/** How many students of each class handed in, and how much. Nobody has to (國5). */
export function Classes() {
  const { t } = useWords();
  const answer = useAnswer(performanceClasses, { query: useYear() });
  const opens = (answer.data?.opens.length ?? 0) > 0;
  return (
    <Page
      wide
      title={t('performances.classes.title')}
      lead={t('performances.classes.lead')}
      actions={
        opens && (
          <Go
            to="/performances/list"
            query={{ year: String(answer.data?.schoolYear ?? '') }}
            button="default"
            size="sm"
            leftSection={<IconList size={18} stroke={1.7} aria-hidden />}
          >
            {t('performances.list.title')}
          </Go>
        )
      }
    >
      <Answer of={answer}>
        {({ schoolYear, schoolYears, classes }) => (
          <>
            <YearFilter schoolYear={schoolYear} known={schoolYears} />
            <DataTable<ClassLine>
              name={t('performances.classes.title')}
              rows={classes}
              rowKey={({ classId }) => classId}
              empty={t('performances.classes.none')}
              emptyNext={t('performances.classes.noneNext')}
              columns={[
                {
                  key: 'name',
                  title: t('performances.classes.class'),
                  value: ({ name }) => name,
                  cell: ({ classId, name }) => (
                    <Go to="/performances/classes/$classId" params={{ classId }}>
                      {name}
                    </Go>
                  ),
                },
                {
                  key: 'division',
                  title: t('performances.classes.division'),
                  value: ({ division }) => t(`performances.division.${division}`),
                  filter: true,
                },
                {
                  key: 'grade',
                  title: t('performances.classes.grade'),
                  value: ({ grade }) => grade,
                  filter: true,
                },
                {
                  key: 'students',
                  title: t('performances.classes.students'),
                  value: ({ students }) => students,
                  align: 'end',
                },
                {
                  key: 'having',
                  title: t('performances.classes.having'),
                  value: ({ having }) => having,
                  align: 'end',
                },
                {
                  key: 'without',
                  title: t('performances.classes.without'),
                  value: ({ students, having }) => students - having,
                  align: 'end',
                },
                {
                  key: 'performances',
                  title: t('performances.classes.performances'),
                  value: ({ performances }) => performances,
                  align: 'end',
                },
              ]}
            />
          </>
        )}
      </Answer>
    </Page>
  );
}
