import { IconUpload } from '@tabler/icons-react';
import { certificationReminders } from '../../certification/reminder-contract.ts';
import { myCourses } from '../../outcomes/contract.ts';
import { myPerformances } from '../../performances/contract.ts';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { useNow } from '../../platform/ui/clock.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { myQuestions } from '../../questions/contract.ts';
import { myReceiptDetails } from '../../receipt-details/contract.ts';
import { mySelections } from '../../selection/contract.ts';
import { studentMatters, tallyOf } from '../student-matters.ts';
import { Matters } from './Matters.tsx';
import css from './today.module.css';

/** Is it in? Is it certified? How many are left? Until when? */
export function StudentToday() {
  const { t } = useWords();
  const courses = useAnswer(myCourses);
  const selections = useAnswer(mySelections);
  const receipts = useAnswer(myReceiptDetails);
  const questions = useAnswer(myQuestions);
  const performances = useAnswer(myPerformances);
  const reminders = useAnswer(certificationReminders);
  const now = useNow();
  const failed = [selections, receipts, questions, performances, reminders].find(({ error }) => error);
  return (
    <Answer of={courses} lines={6}>
      {(answer) => (
        <>
          <Uploading courses={answer} />
          {failed?.error && <Refused error={failed.error} again={() => void failed.refetch()} />}
          <Matters
            matters={studentMatters(
              {
                courses: answer,
                returned: reminders.data,
                performances: performances.data,
                selections: selections.data,
                receipts: receipts.data,
                questions: questions.data,
              },
              now,
            )}
            nothing={t('today.student.nothing')}
            next={t('today.student.nothingNext')}
          />
        </>
      )}
    </Answer>
  );
}

/** The semester's upload: its countdown, its figures, the way in. */
function Uploading({ courses }: { courses: AnswerOf<typeof myCourses> }) {
  const { t } = useWords();
  const [first] = courses.subjects;
  if (!first) return <Empty title={t('today.student.noCourses')} next={t('today.student.noCoursesNext')} />;
  const { received, certified, returned } = tallyOf(courses);
  const figures: [string, number][] = [
    ['received', received],
    ['certified', certified],
    ['returned', returned],
  ];
  return (
    <Section
      title={t('today.student.uploading')}
      aside={t('today.semester', { schoolYear: courses.schoolYear, semester: courses.semester })}
    >
      {(first.window.opens || first.window.closes) && (
        <Due opens={first.window.opens} closes={first.window.closes} clause={first.window.clause} />
      )}
      <dl className={css['figures']}>
        {figures.map(([state, count]) => (
          <div key={state} data-state={state} data-none={count === 0}>
            <dt>{t(`today.student.${state}`)}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <Go
        to="/outcomes"
        button={first.window.open ? 'filled' : 'default'}
        leftSection={<IconUpload size={20} stroke={1.7} aria-hidden />}
      >
        {t(first.window.open ? 'today.student.upload' : 'today.student.look')}
      </Go>
    </Section>
  );
}
