import { dayOf, semesterOf } from '../../calendar/day.ts';
import { dayText } from '../../calendar/written.ts';
import { useNow } from '../../platform/ui/clock.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { type Course, courseName } from './works.ts';

/** Each course with its window, who teaches it with whom, and in whose place one decides. */
export function Courses({ courses }: { courses: readonly Course[] }) {
  const { t } = useWords();
  const now = semesterOf(dayOf(useNow(60_000)));
  const isNow = ({ schoolYear, semester }: Course) =>
    schoolYear === now.schoolYear && semester === now.semester;
  const shown = courses.filter((course) => isNow(course) || course.waiting > 0);
  if (shown.length === 0) return null;
  return (
    <Section title={t('certification.courses.title')}>
      <Rows label={t('certification.courses.title')}>
        {shown.map((course) => (
          <OneCourse key={course.offeringId} course={course} isNow={isNow(course)} />
        ))}
      </Rows>
    </Section>
  );
}

function OneCourse({ course, isNow }: { course: Course; isNow: boolean }) {
  const { t, language } = useWords();
  const { deputyFor, teachers, schoolYear, semester } = course;
  const said = [
    isNow ? '' : t('certification.queue.semester', { year: schoolYear, of: semester }),
    deputyFor &&
      t(deputyFor.until ? 'certification.courses.deputyUntil' : 'certification.courses.deputy', {
        name: deputyFor.name,
        until: deputyFor.until ? dayText(deputyFor.until, language) : '',
      }),
    !deputyFor && teachers.length > 1
      ? t('certification.courses.together', { names: teachers.join(t('certification.queue.between')) })
      : '',
  ];
  return (
    <Row
      title={
        <Go to="/certification" query={{ course: course.offeringId }}>
          {courseName(t, course)}
        </Go>
      }
      detail={said.filter(Boolean).join(' · ') || undefined}
      end={t('certification.courses.counts', {
        waiting: course.waiting,
        certified: course.certified,
        returned: course.returned,
      })}
    >
      <Due inline opens={course.opens} closes={course.closes} clause={course.clause} />
    </Row>
  );
}
