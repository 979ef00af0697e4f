import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { submissionRounds } from '../contract.ts';
import { OpenRound } from './OpenRound.tsx';
import { PackageStatus } from './PackageStatus.tsx';
import { roundText } from './roundText.ts';

type Round = AnswerOf<typeof submissionRounds>['rounds'][number];
type Task = Round['tasks'][number];

/** The rounds to the central database, newest first, and how far each division has come. */
export function Rounds() {
  const { t } = useWords();
  const answer = useAnswer(submissionRounds, undefined, { everyMs: 15_000 });
  return (
    <Page title={t('submission.title')} lead={t('submission.lead')}>
      <Answer of={answer}>
        {({ rounds, openable }) => (
          <>
            {openable.length > 0 && <OpenRound openable={openable} />}
            {rounds.length === 0 && (
              <Empty title={t('submission.round.none')} next={t('submission.round.noneNext')} />
            )}
            {rounds.map((round) => (
              <Section key={round.roundId} title={roundText(t, round)}>
                <Rows>
                  {round.tasks.map((task) => (
                    <TaskRow key={task.taskId} task={task} />
                  ))}
                </Rows>
              </Section>
            ))}
          </>
        )}
      </Answer>
    </Page>
  );
}

function TaskRow({ task }: { task: Task }) {
  const { t } = useWords();
  return (
    <Row
      title={
        <Go to="/submission/tasks/$taskId" params={{ taskId: task.taskId }}>
          {t(`submission.division.${task.division}`)}
        </Go>
      }
      detail={t('submission.task.selected', { students: task.students, outcomes: task.outcomes })}
      end={
        task.newest ? (
          <>
            <PackageStatus state={task.newest.state} />
            {task.handedOverAt && <DateLine at={task.handedOverAt} />}
          </>
        ) : (
          <Status kind="draft">{t('submission.task.noPackage')}</Status>
        )
      }
    >
      {task.handedOverAt ? null : task.deadline ? (
        <Due
          inline
          what={t('submission.task.deadline')}
          opens={task.selectionCloses}
          closes={task.deadline}
          clause={task.clause}
        />
      ) : (
        <Status kind="attention">{t('submission.task.noDates')}</Status>
      )}
    </Row>
  );
}
