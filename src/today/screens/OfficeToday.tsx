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
import { askedBy, officeMatters } from '../office-matters.ts';
import { Matters } from './Matters.tsx';

/** Rounds, packages, receipt details, course codes and missing dates of the offices that answer for them. */
export function OfficeToday() {
  const { t } = useWords();
  const { view } = useViewer();
  const wanted = askedBy(view.office ?? '');
  const rounds = useAnswer(submissionRounds);
  const tasks = useAnswer(receiptTasks);
  const asked = useAnswer(questions);
  const health = useAnswer(courseHealth);
  const waiting = useAnswer(waitingStatus);
  const counselled = useAnswer(counsellingCoverage, {}, { enabled: wanted.counselled });
  const dates = useAnswer(schedule, {}, { enabled: wanted.dates });
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
  const answers = {
    rounds: rounds.data,
    tasks: tasks.data,
    asked: asked.data,
    waiting: waiting.data,
    health: health.data,
    counselled: counselled.data,
    waited: waited.data,
    dates: dates.data,
  };
  return (
    <Matters
      matters={officeMatters(answers, view.division ?? null, now)}
      nothing={t('today.office.nothing')}
      next={t(hasPart ? 'today.office.nothingNext' : 'today.office.noPartNext')}
    />
  );
}
