import { Quiet } from '../../platform/ui/Fields.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { OneStudent } from './StudentFacts.tsx';

type Taken = OneStudent['courses'][number];

/** What the student takes, semester by semester, and how many works they handed in for it. */
export function Courses({ student }: { student: OneStudent }) {
  const { t } = useWords();
  const semesters = [...Map.groupBy(student.courses, semesterOf)];
  return (
    <Section title={t('people.courses.title')} aside={handedIn(student.courses)}>
      {semesters.length === 0 && <Quiet>{t('people.courses.none')}</Quiet>}
      {semesters.map(([semester, taken]) => (
        <details key={semester} open={semester === semesters[0]?.[0]}>
          <summary>
            {semester} · {t('people.courses.count', { count: taken.length })}
          </summary>
          <Rows label={semester}>
            {taken.map((course) => (
              <Course
                key={`${course.courseCode} ${course.group} ${course.kind}`}
                course={course}
                student={student}
              />
            ))}
          </Rows>
        </details>
      ))}
    </Section>
  );

  function semesterOf({ schoolYear, semester }: Taken): string {
    return t('people.semester', { schoolYear, semester });
  }

  function handedIn(courses: readonly Taken[]): string {
    const sum = (of: 'handedIn' | 'certified' | 'selected') => courses.reduce((all, one) => all + one[of], 0);
    return t('people.courses.outcomes', {
      handedIn: sum('handedIn'),
      certified: sum('certified'),
      selected: sum('selected'),
    });
  }
}

function Course({ course, student }: { course: Taken; student: OneStudent }) {
  const { t } = useWords();
  const credits = t(student.division === 'day' ? 'people.courses.credits' : 'people.courses.periods', {
    credits: course.credits,
  });
  return (
    <Row
      title={course.name}
      detail={[course.courseCode, course.group, credits, course.teachers.join('、')]
        .filter(Boolean)
        .join(' · ')}
      end={
        <>
          {course.kind !== 'ordinary' && <Status kind="later">{t(`submission.kind.${course.kind}`)}</Status>}
          {course.ended && <Status kind="frozen">{t('people.courses.ended')}</Status>}
          {course.handedIn > 0 && (
            <span>
              {t('people.courses.works', { handedIn: course.handedIn, certified: course.certified })}
            </span>
          )}
        </>
      }
    />
  );
}
