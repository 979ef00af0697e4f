import { IconAbc, IconListDetails, IconStethoscope } from '@tabler/icons-react';
import { TermFilter, useTerm } from '../../calendar/screens/TermFilter.tsx';
import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { listOfferings } from '../contract.ts';

/** What is given in a semester: searched, filtered, opened to be corrected. */
export function Offerings() {
  const { t } = useWords();
  const term = useTerm();
  const answer = useAnswer(listOfferings, { query: term });
  return (
    <Page wide title={t('courses.title')} lead={t('courses.lead')} actions={<Ways />}>
      <Answer of={answer} lines={8}>
        {(found) => (
          <>
            <TermFilter term={found} semesters={found.semesters} />
            <DataTable
              name={t('courses.title')}
              rows={found.offerings}
              rowKey={(row) => row.offeringId}
              empty={t('courses.none')}
              emptyNext={t('courses.noneNext')}
              columns={[
                {
                  key: 'division',
                  title: t('courses.column.division'),
                  value: (row) => t(`courses.division.${row.division}`),
                  filter: true,
                },
                {
                  key: 'grade',
                  title: t('courses.column.grade'),
                  value: (row) => row.grade,
                  filter: true,
                  align: 'end',
                },
                { key: 'group', title: t('courses.column.group'), value: (row) => row.group, filter: true },
                {
                  key: 'course',
                  title: t('courses.column.course'),
                  value: (row) => row.name,
                  cell: (row) => (
                    <Go to="/courses/$offeringId" params={{ offeringId: row.offeringId }}>
                      {row.name}
                    </Go>
                  ),
                },
                { key: 'code', title: t('courses.column.code'), value: (row) => row.code },
                {
                  key: 'teachers',
                  title: t('courses.column.teachers'),
                  value: (row) => row.teachers.join('、'),
                  cell: (row) =>
                    row.teachers.length > 0 ? (
                      row.teachers.join('、')
                    ) : (
                      <Status kind="attention">{t('courses.noTeacher')}</Status>
                    ),
                },
                {
                  key: 'credits',
                  title: t('courses.column.credits'),
                  value: (row) => row.credits,
                  align: 'end',
                },
                {
                  key: 'takers',
                  title: t('courses.column.takers'),
                  value: (row) => row.takers,
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

function Ways() {
  const { t } = useWords();
  return (
    <>
      <Go
        to="/course-check"
        button="light"
        size="sm"
        leftSection={<IconStethoscope size={18} stroke={1.7} aria-hidden />}
      >
        {t('courses.links.health')}
      </Go>
      <Go
        to="/course-plan"
        button="default"
        size="sm"
        leftSection={<IconListDetails size={18} stroke={1.7} aria-hidden />}
      >
        {t('courses.links.plan')}
      </Go>
      <Go
        to="/course-codes"
        button="default"
        size="sm"
        leftSection={<IconAbc size={18} stroke={1.7} aria-hidden />}
      >
        {t('courses.links.code')}
      </Go>
    </>
  );
}
