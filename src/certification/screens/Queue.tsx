import { SegmentedControl } from '@mantine/core';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
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
  return (
    <Page title={t('certification.queue.title')} lead={t('certification.queue.lead')}>
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
            {courses.map((course) => (
              <CourseSection key={course.offeringId} course={course} state={state} />
            ))}
          </>
        )}
      </Answer>
    </Page>
  );
}

function CourseSection({ course, state }: { course: Course; state: State }) {
  const { t } = useWords();
  return (
    <Section
      title={t('certification.queue.course', { subject: course.subject, group: course.group })}
      aside={course.deputyFor ? t('certification.queue.asDeputy') : undefined}
    >
      <Due inline opens={course.opens} closes={course.closes} clause={course.clause} />
      {course.items.length === 0 ? (
        <Empty title={t(`certification.queue.none.${state}`)} />
      ) : (
        <Rows>
          {course.items.map((item) => (
            <Row
              key={item.outcomeId}
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
                  <Status kind={item.state === 'certified' ? 'done' : item.state}>
                    {item.state === 'waiting' && item.afterReturn
                      ? t('certification.state.again')
                      : t(`certification.state.${item.state}`)}
                  </Status>
                  <DateLine at={item.handedInAt} />
                </>
              }
            />
          ))}
        </Rows>
      )}
    </Section>
  );
}
