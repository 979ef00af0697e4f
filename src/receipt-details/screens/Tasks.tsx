import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Page, Row, Rows } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { receiptTasks } from '../contract.ts';
import { roundText } from './roundText.ts';

type Task = AnswerOf<typeof receiptTasks>['tasks'][number];

/** Where each division stands between handing over and the sign-off. */
export function Tasks() {
  const { t } = useWords();
  const answer = useAnswer(receiptTasks);
  return (
    <Page title={t('receiptDetails.title')} lead={t('receiptDetails.lead')}>
      <Answer of={answer}>
        {({ tasks }) =>
          tasks.length === 0 ? (
            <Empty title={t('receiptDetails.none')} next={t('receiptDetails.noneNext')} />
          ) : (
            <Rows>
              {tasks.map((task) => (
                <TaskRow key={task.taskId} task={task} />
              ))}
            </Rows>
          )
        }
      </Answer>
    </Page>
  );
}

function TaskRow({ task }: { task: Task }) {
  const { t } = useWords();
  const { counts, progress, confirmation } = task;
  return (
    <Row
      title={
        <Go to="/receipt-details/tasks/$taskId" params={{ taskId: task.taskId }}>
          {t('receiptDetails.taskTitle', {
            division: t(`receiptDetails.division.${task.division}`),
            round: roundText(t, task.round),
          })}
        </Go>
      }
      detail={
        task.handedOverAt ? (
          <>
            {t('receiptDetails.handedOver', { number: task.packageNumber, lines: task.lines })}{' '}
            <DateLine at={task.handedOverAt} />
          </>
        ) : (
          t('receiptDetails.notHandedOver')
        )
      }
      end={<TaskStatus task={task} />}
    >
      {counts && progress && (
        <p>
          {t('receiptDetails.differencesCount', { count: counts.changed + counts.missing + counts.extra })}{' '}
          {t('receiptDetails.progressLine', progress)}
        </p>
      )}
      {confirmation && !task.signedOffAt && (
        <Due inline opens={confirmation.opens} closes={confirmation.closes} clause={confirmation.clause} />
      )}
    </Row>
  );
}

function TaskStatus({ task }: { task: Task }) {
  const { t } = useWords();
  if (task.signedOffAt) return <Status kind="done">{t('receiptDetails.state.signedOff')}</Status>;
  if (task.progress && task.progress.doubtOpen > 0) {
    return (
      <Status kind="attention">{t('receiptDetails.state.doubts', { count: task.progress.doubtOpen })}</Status>
    );
  }
  if (task.counts) return <Status kind="waiting">{t('receiptDetails.state.confirming')}</Status>;
  return (
    <Status kind={task.handedOverAt ? 'attention' : 'draft'}>
      {t(task.handedOverAt ? 'receiptDetails.state.toImport' : 'receiptDetails.state.notYet')}
    </Status>
  );
}
