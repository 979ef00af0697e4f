import { NativeSelect } from '@mantine/core';
import { useViewer } from '../../accounts/screens/viewer.ts';
import { dayOf, semesterOf } from '../../calendar/day.ts';
import { TermFilter, useTerm } from '../../calendar/screens/TermFilter.tsx';
import { type Term, termBefore } from '../../calendar/term.ts';
import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Filter } from '../../platform/ui/Fields.tsx';
import { Page, Section } from '../../platform/ui/Page.tsx';
import { Go, usePlace } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { groupings } from '../progress.ts';
import { classProgress, courseProgress, divisionProgress } from '../progress-contract.ts';
import { ProgressCourses, ProgressGroups } from './ProgressGroups.tsx';
import { ProgressLines } from './ProgressLines.tsx';
import css from './progress.module.css';

/** How far things are against time: of the divisions, of one's own courses, or of one's own class. */
export function ProgressPage() {
  const { t } = useWords();
  const { view, appointments } = useViewer();
  const classIds = appointments.flatMap(({ office, classId }) =>
    office === 'homeroom' && classId ? [classId] : [],
  );
  return (
    <Page wide title={t('progress.title')} lead={t('progress.lead')}>
      {view.as === 'teacher' && <OfCourses />}
      {view.office === 'homeroom' && classIds.map((classId) => <OfClass key={classId} classId={classId} />)}
      {view.as === 'office' && view.office !== 'homeroom' && <OfDivisions />}
    </Page>
  );
}

function OfDivisions() {
  const { t } = useWords();
  const { query, setQuery } = usePlace();
  const division =
    query['division'] === 'day' || query['division'] === 'continuing' ? query['division'] : undefined;
  const by = groupings.find((one) => one === query['by']);
  const answer = useAnswer(divisionProgress, { query: { ...useTerm(), division, by } });
  return (
    <Answer of={answer}>
      {(known) => (
        <>
          <div className={css['filters']}>
            <TermFilter term={known} semesters={semestersUpTo(known.now)} />
            {known.divisions.length > 1 && (
              <Filter>
                <NativeSelect
                  label={t('overview.division')}
                  value={division ?? ''}
                  onChange={(event) => setQuery({ division: event.currentTarget.value || undefined })}
                  data={[
                    { value: '', label: t('progress.both') },
                    ...known.divisions.map((value) => ({ value, label: t(`today.division.${value}`) })),
                  ]}
                />
              </Filter>
            )}
          </div>
          <ProgressLines known={known} counted="students" />
          <ProgressGroups known={known} />
        </>
      )}
    </Answer>
  );
}

function OfCourses() {
  const { t } = useWords();
  const answer = useAnswer(courseProgress, { query: useTerm() });
  return (
    <Answer of={answer}>
      {(known) => (
        <>
          <div className={css['filters']}>
            <TermFilter term={known} semesters={semestersUpTo(known.now)} />
          </div>
          {known.courses.length === 0 ? (
            <Empty title={t('progress.noCourses')} next={t('progress.noCoursesNext')} />
          ) : (
            <>
              <ProgressLines known={known} counted="enrolments" />
              <ProgressCourses courses={known.courses} />
            </>
          )}
        </>
      )}
    </Answer>
  );
}

function OfClass({ classId }: { classId: string }) {
  const { t } = useWords();
  const answer = useAnswer(classProgress, { params: { classId }, query: { semester: useTerm().semester } });
  return (
    <Answer of={answer}>
      {(known) => (
        <Section
          title={known.name}
          aside={t('today.semester', known)}
          actions={
            <Go to="/class" query={{ semester: String(known.semester) }}>
              {t('progress.students')}
            </Go>
          }
        >
          <TermFilter term={known} semesters={semestersOf(known)} />
          <ProgressLines known={known} counted="students" prefix={`${classId}.`} />
        </Section>
      )}
    </Answer>
  );
}

/** A class is one of its school year. */
function semestersOf({ schoolYear }: Term): Term[] {
  return [
    { schoolYear, semester: 2 },
    { schoolYear, semester: 1 },
  ];
}

/** Three years back: who is at the school now began no earlier. */
function semestersUpTo(now: string): Term[] {
  const present = semesterOf(dayOf(new Date(now)));
  return Array.from({ length: 5 }).reduce<Term[]>(
    (terms) => [...terms, termBefore(terms.at(-1) ?? present)],
    [present],
  );
}
