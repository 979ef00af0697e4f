import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Facts, Page } from '../../platform/ui/Page.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { submissionTask } from '../contract.ts';
import { Findings } from './Findings.tsx';
import { Packages } from './Packages.tsx';
import { RequestPackage } from './RequestPackage.tsx';
import { roundText } from './roundText.ts';

export type OneTask = AnswerOf<typeof submissionTask>;

/** One division in one round: check, mend, pack, download, hand over. */
export function Task() {
  const { t } = useWords();
  const { params } = usePlace<{ taskId: string }>();
  const answer = useAnswer(submissionTask, { params });
  const task = answer.data;
  return (
    <Page
      wide
      title={
        task
          ? t('submission.task.title', { division: t(`submission.division.${task.division}`) })
          : t('submission.title')
      }
      lead={task && roundText(t, task.round)}
      back={{ to: '/submission', label: t('submission.title') }}
    >
      <Answer of={answer} lines={8}>
        {(found) => <Whole task={found} />}
      </Answer>
    </Page>
  );
}

function Whole({ task }: { task: OneTask }) {
  const { t } = useWords();
  return (
    <>
      {task.deadline ? (
        <Due
          what={t('submission.task.deadline')}
          opens={task.selectionCloses}
          closes={task.deadline}
          clause={task.clause}
        />
      ) : (
        <Status kind="attention">{t('submission.task.noDates')}</Status>
      )}
      <Facts
        items={[
          [t('submission.task.roster'), t('submission.task.rosterCode', task.roster)],
          [
            t('submission.task.list'),
            t('submission.task.selected', { students: task.students, outcomes: task.outcomes }),
          ],
        ]}
      />
      <Findings task={task} />
      {task.may.includes('mend') && <RequestPackage task={task} />}
      <Packages task={task} />
    </>
  );
}
