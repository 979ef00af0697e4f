import { useViewer } from '../../accounts/screens/viewer.ts';
import { schedule } from '../../calendar/contract.ts';
import { certificationReminders } from '../../certification/reminder-contract.ts';
import { counsellingCoverage } from '../../counselling/contract.ts';
import { courseHealth } from '../../courses/contract.ts';
import { waitingStatus } from '../../people/status-contract.ts';
import { RefusedError, useAnswer } from '../../platform/call.ts';
import { useNow } from '../../platform/ui/clock.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Waiting } from '../../platform/ui/Waiting.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { questions } from '../../questions/contract.ts';
import { receiptTasks } from '../../receipt-details/contract.ts';
import { submissionRounds } from '../../submission/contract.ts';
import { Matters } from './Matters.tsx';
import {
  counsellingMatters,
  courseMatters,
  datesMatters,
  longWaitingMatters,
  questionMatters,
  receiptTaskMatters,
  statusMatters,
  submissionMatters,
} from './staff-matters.ts';

/** Whose day it is to see that every student is counselled. */
const counsels = new Set(['counselling-teacher', 'counselling-convener', 'homeroom']);

/** Rounds, packages, receipt details, course codes and missing dates of the offices that answer for them. */
export function OfficeToday() {
  const { t } = useWords();
  const { view } = useViewer();
  const rounds = useAnswer(submissionRounds);
  const tasks = useAnswer(receiptTasks);
  const asked = useAnswer(questions);
  const health = useAnswer(courseHealth);
  const waiting = useAnswer(waitingStatus);
  const counselled = useAnswer(counsellingCoverage, {}, { enabled: counsels.has(view.office ?? '') });
  const dates = useAnswer(schedule, {}, { enabled: view.office === 'academic-director' });
  const waited = useAnswer(certificationReminders);
  const now = useNow();
  if ([rounds, tasks, asked, health, waiting, counselled, waited].some(({ isLoading }) => isLoading))
    return <Waiting />;
  const failed = [rounds, tasks, asked, health, waiting, counselled, dates, waited].find(
    ({ error }) => error && !(error instanceof RefusedError),
  );
  if (failed?.error) return <Refused error={failed.error} again={() => void failed.refetch()} />;
  // An office without a part in these is refused; for its day that means: nothing waits here.
  const hasPart = !(rounds.error && tasks.error && asked.error) || counselled.data !== undefined;
  const matters = [
    ...(rounds.data ? submissionMatters(rounds.data, now) : []),
    ...(tasks.data ? receiptTaskMatters(tasks.data, now) : []),
    ...(asked.data ? questionMatters(asked.data) : []),
    ...(waiting.data ? statusMatters(waiting.data) : []),
    ...(health.data ? courseMatters(health.data, now) : []),
    ...(counselled.data ? counsellingMatters(counselled.data, now) : []),
    ...(waited.data ? longWaitingMatters(waited.data) : []),
    ...(dates.data ? datesMatters(dates.data) : []),
  ];
  return (
    <Matters
      matters={matters.filter(
        ({ facts }) => !view.division || !facts['division'] || facts['division'] === view.division,
      )}
      nothing={t('today.office.nothing')}
      next={t(hasPart ? 'today.office.nothingNext' : 'today.office.noPartNext')}
    />
  );
}
