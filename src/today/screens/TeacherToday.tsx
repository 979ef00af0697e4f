import { IconChecklist } from '@tabler/icons-react';
import { certificationQueue } from '../../certification/contract.ts';
import { certificationReminders } from '../../certification/reminder-contract.ts';
import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { useNow } from '../../platform/ui/clock.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { certificationMatters, certificationReminderMatters } from '../teacher-matters.ts';
import { Matters } from './Matters.tsx';
import css from './today.module.css';

/** What waits for this teacher, course by course, and the one button that starts on it. */
export function TeacherToday() {
  const { t } = useWords();
  const queue = useAnswer(certificationQueue);
  const reminders = useAnswer(certificationReminders);
  const now = useNow();
  return (
    <Answer of={queue}>
      {(answer) => {
        const waiting = answer.courses.reduce((sum, course) => sum + course.waiting, 0);
        return (
          <>
            {waiting > 0 && (
              <div className={css['lead']}>
                <p>
                  <b>{waiting}</b> {t('today.teacher.waiting')}
                </p>
                <Go
                  to="/certification"
                  button="filled"
                  leftSection={<IconChecklist size={20} stroke={1.7} aria-hidden />}
                >
                  {t('today.teacher.start')}
                </Go>
              </div>
            )}
            {reminders.error && <Refused error={reminders.error} again={() => void reminders.refetch()} />}
            <Matters
              matters={[
                ...(reminders.data ? certificationReminderMatters(reminders.data) : []),
                ...certificationMatters(answer, now),
              ]}
              nothing={t('today.teacher.nothing')}
              next={t('today.teacher.nothingNext')}
            />
          </>
        );
      }}
    </Answer>
  );
}
