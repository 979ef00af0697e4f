import { SegmentedControl } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { dayOf, semesterOf } from '../../calendar/day.ts';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { useNow } from '../../platform/ui/clock.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Go, usePlace } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { certificationQueue } from '../contract.ts';

type Course = AnswerOf<typeof certificationQueue>['courses'][number];
type State = 'waiting' | 'certified' | 'returned';

const states: readonly State[] = ['waiting', 'returned', 'certified'];

/** What waits for the teacher, course by course; the filter lives in the address. */
export function Queue() {
  const { t } = useWords();
  const { query, setQuery } = usePlace();
  const state = states.find((one) => one === query['state']) ?? 'waiting';
  const answer = useAnswer(certificationQueue, { query: { state } });
  const [first] =
    (state === 'waiting' ? answer.data?.courses : undefined)?.flatMap(({ items }) => items) ?? [];
  return (
    <Page
      title={t('certification.queue.title')}
      lead={t('certification.queue.lead')}
      actions={first && <StartWith outcomeId={first.outcomeId} />}
    >
      <Answer of={answer}>
        {({ courses }) => (
          <>
            <SegmentedControl
              fullWidth
              aria-label={t('certification.queue.filter')}
              value={state}
              onChange={(chosen) => setQuery({ state: chosen })}
              data={states.map((one) => ({
                value: one,
                label: t('certification.queue.filterOption', {
                  state: t(`certification.state.${one}`),
                  count: courses.reduce((sum, course) => sum + course[one], 0),
                }),
              }))}
            />
            {courses.length === 0 && (
              <Empty
                title={t('certification.queue.noCourses')}
                next={t('certification.queue.noCoursesNext')}
              />
            )}
            <Works courses={courses} state={state} />
          </>
        )}
      </Answer>
    </Page>
  );
}

/** Into the work at once: the first that waits, then the next by key or button. */
function StartWith({ outcomeId }: { outcomeId: string }) {
  const { t } = useWords();
  return (
    <Go
      to="/certification/$outcomeId"
      params={{ outcomeId }}
      button="filled"
      leftSection={<IconChecklist size={20} stroke={1.7} aria-hidden />}
    >
      {t('certification.queue.start')}
    </Go>
  );
}

/** Courses with something to see, each with its works; the others by name only. */
function Works({ courses, state }: { courses: readonly Course[]; state: State }) {
  const { t } = useWords();
  const isNow = useIsNow();
  const filled = courses.filter(({ items }) => items.length > 0);
  const others = courses.filter((course) => course.items.length === 0 && isNow(course));
  if (courses.length > 0 && filled.length === 0) {
    return (
      <Empty
        title={t(`certification.queue.none.${state}`)}
        next={state === 'waiting' ? t('certification.queue.noneNext') : undefined}
      />
    );
  }
  return (
    <>
      {filled.map((course) => (
        <CourseSection key={course.offeringId} course={course} />
      ))}
      {filled.length > 0 && others.length > 0 && (
        <Section title={t('certification.queue.others')}>
          <Quiet>
            {[...new Set(others.map((course) => nameOf(t, course)))].join(t('certification.queue.between'))}
          </Quiet>
        </Section>
      )}
    </>
  );
}

function CourseSection({ course }: { course: Course }) {
  const { t } = useWords();
  const isNow = useIsNow();
  const aside = [
    isNow(course) ? '' : t('certification.queue.semester', { year: course.schoolYear, of: course.semester }),
    t('certification.queue.count', { count: course.items.length }),
    course.deputyFor ? t('certification.queue.asDeputy') : '',
  ];
  return (
    <Section title={nameOf(t, course)} aside={aside.filter(Boolean).join(' · ')}>
      <Due inline opens={course.opens} closes={course.closes} clause={course.clause} />
      <Rows label={nameOf(t, course)}>
        {course.items.map((item) => (
          <Work key={item.outcomeId} item={item} />
        ))}
      </Rows>
    </Section>
  );
}

function Work({ item }: { item: Course['items'][number] }) {
  const { t } = useWords();
  const again = item.state === 'waiting' && item.afterReturn;
  return (
    <Row
      title={
        <Go to="/certification/$outcomeId" params={{ outcomeId: item.outcomeId }}>
          {t('certification.studentLine', {
            className: item.student.className,
            seat: item.student.seat ?? '–',
            name: item.student.name,
          })}
        </Go>
      }
      detail={item.description}
      end={
        <>
          {again && <Status kind="attention">{t('certification.state.again')}</Status>}
          <DateLine at={item.handedInAt} />
        </>
      }
    />
  );
}

/** Whether a course is one of this semester: only of the others is it said which. */
function useIsNow(): (course: Course) => boolean {
  const current = semesterOf(dayOf(useNow(60_000)));
  return ({ schoolYear, semester }) => schoolYear === current.schoolYear && semester === current.semester;
}

function nameOf(t: TFunction, { subject, group }: Course): string {
  return t('certification.queue.course', { subject, group });
}
