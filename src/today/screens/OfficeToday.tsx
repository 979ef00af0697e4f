import { useViewer } from '../../accounts/screens/viewer.ts';
import { schedule } from '../../calendar/contract.ts';
import { RefusedError, useAnswer } from '../../platform/call.ts';
import { useNow } from '../../platform/ui/clock.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Waiting } from '../../platform/ui/Waiting.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { questions } from '../../questions/contract.ts';
import { receiptTasks } from '../../receipt-details/contract.ts';
import { submissionRounds } from '../../submission/contract.ts';
import { Matters } from './Matters.tsx';
import { datesMatters, questionMatters, receiptTaskMatters, submissionMatters } from './staff-matters.ts';

/** Rounds, packages, receipt details and missing dates of the offices that answer for them. */
export function OfficeToday() {
  const { t } = useWords();
  const { view } = useViewer();
  const rounds = useAnswer(submissionRounds);
  const tasks = useAnswer(receiptTasks);
  const asked = useAnswer(questions);
  const dates = useAnswer(schedule, {}, { enabled: view.office === 'academic-director' });
  const now = useNow();
  if (rounds.isLoading || tasks.isLoading || asked.isLoading) return <Waiting />;
  const failed = [rounds, tasks, asked, dates].find(({ error }) => error && !(error instanceof RefusedError));
  if (failed?.error) return <Refused error={failed.error} again={() => void failed.refetch()} />;
  // An office without a part in these is refused; for its day that means: nothing waits here.
  const hasPart = !(rounds.error && tasks.error && asked.error);
  const matters = [
    ...(rounds.data ? submissionMatters(rounds.data, now) : []),
    ...(tasks.data ? receiptTaskMatters(tasks.data, now) : []),
    ...(asked.data ? questionMatters(asked.data) : []),
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
