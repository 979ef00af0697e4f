import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Facts, Page, Section } from '../../platform/ui/Page.tsx';
import { Person } from '../../platform/ui/Person.tsx';
import { Progress } from '../../platform/ui/Progress.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { receiptTask } from '../contract.ts';
import { BringFile } from './BringFile.tsx';
import { Differences } from './Differences.tsx';
import { Doubts } from './Doubts.tsx';
import { roundText } from './roundText.ts';
import { SetAsideRows } from './SetAsideRows.tsx';
import { SignOff } from './SignOff.tsx';
import { StudentStatus } from './StudentStatus.tsx';

export type OneTask = AnswerOf<typeof receiptTask>;

/** One division's receipt details: file, differences, doubts, answers, sign-off. */
export function Task() {
  const { t } = useWords();
  const { params } = usePlace<{ taskId: string }>();
  const answer = useAnswer(receiptTask, { params }, { everyMs: 60_000 });
  const task = answer.data;
  return (
    <Page
      wide
      title={
        task
          ? t('receiptDetails.pageTitle', { division: t(`receiptDetails.division.${task.division}`) })
          : t('receiptDetails.title')
      }
      lead={task && roundText(t, task.round)}
      back={{ to: '/receipt-details', label: t('receiptDetails.title') }}
    >
      <Answer of={answer} lines={8}>
        {(found) => (found.handedOverAt ? <Whole task={found} /> : <NotHandedOver />)}
      </Answer>
    </Page>
  );
}

function NotHandedOver() {
  const { t } = useWords();
  return <Empty title={t('receiptDetails.notHandedOver')} next={t('receiptDetails.notHandedOverNext')} />;
}

function Whole({ task }: { task: OneTask }) {
  const { t } = useWords();
  const { confirmation, applied, counts, progress } = task;
  return (
    <>
      {confirmation && !task.signOff && (
        <Due
          what={t('receiptDetails.confirmation')}
          opens={confirmation.opens}
          closes={confirmation.closes}
          clause={confirmation.clause}
        />
      )}
      {task.signOff && (
        <Status kind="done">
          {t('receiptDetails.signOff.done', { by: task.signOff.by })} <DateLine at={task.signOff.at} />
        </Status>
      )}
      <BringFile task={task} />
      {applied && counts && progress && (
        <>
          <Facts
            items={[
              [
                t('receiptDetails.applied', { name: applied.fileName, by: applied.by }),
                <DateLine key="at" at={applied.appliedAt} />,
              ],
              [t('receiptDetails.compared'), t('receiptDetails.countsLine', counts)],
            ]}
          />
          <Differences
            rows={task.differences}
            rowKey={(row) => row.lineId}
            title={t('receiptDetails.difference.title')}
          />
          <SetAsideRows rows={task.setAside} />
          <Doubts task={task} />
          <Students task={task} progress={progress} />
          <SignOff task={task} counts={counts} progress={progress} />
        </>
      )}
    </>
  );
}

function Students({ task, progress }: { task: OneTask; progress: NonNullable<OneTask['progress']> }) {
  const { t } = useWords();
  return (
    <Section title={t('receiptDetails.student.title')} aside={t('receiptDetails.progressLine', progress)}>
      <Progress
        label={t('receiptDetails.student.answered')}
        value={progress.students === 0 ? 0 : (progress.students - progress.noAnswer) / progress.students}
        detail={t('receiptDetails.student.noAnswerMeans')}
      />
      <DataTable
        name={t('receiptDetails.student.title')}
        prefix="s."
        rows={task.students}
        rowKey={(row) => row.studentNumber}
        empty={t('receiptDetails.student.none')}
        columns={[
          {
            key: 'class',
            title: t('receiptDetails.student.class'),
            value: (row) => row.className,
            filter: true,
          },
          { key: 'seat', title: t('receiptDetails.student.seat'), value: (row) => row.seat, align: 'end' },
          {
            key: 'name',
            title: t('receiptDetails.student.name'),
            value: (row) => row.name,
            cell: (row) => <Person name={row.name} detail={row.studentNumber} />,
          },
          {
            key: 'number',
            title: t('receiptDetails.student.number'),
            value: (row) => row.studentNumber,
            hidden: true,
          },
          { key: 'lines', title: t('receiptDetails.student.lines'), value: (row) => row.lines, align: 'end' },
          {
            key: 'state',
            title: t('receiptDetails.student.state'),
            value: (row) => t(`receiptDetails.answer.state.${row.state}`),
            filter: true,
            cell: (row) => <StudentStatus state={row.state} />,
          },
          {
            key: 'at',
            title: t('receiptDetails.student.at'),
            value: (row) => row.answeredAt,
            cell: (row) => row.answeredAt && <DateLine at={row.answeredAt} />,
          },
        ]}
      />
    </Section>
  );
}
