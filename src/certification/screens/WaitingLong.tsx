import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import type { Column } from '../../platform/ui/table.ts';
import { useWords } from '../../platform/ui/words.ts';
import { certificationReminders } from '../reminder-contract.ts';

type Waited = AnswerOf<typeof certificationReminders>['waiting'][number];

/** For the head of the section: where works have waited long, so that a deputy can be found. Counts, no judgement. */
export function WaitingLong() {
  const { t } = useWords();
  const answer = useAnswer(certificationReminders);
  const columns: Column<Waited>[] = [
    {
      key: 'teachers',
      title: t('certification.long.teachers'),
      value: ({ teachers }) => teachers.join(t('certification.queue.between')),
    },
    {
      key: 'course',
      title: t('certification.facet.course'),
      value: ({ subject, group }) => t('certification.queue.course', { subject, group }),
    },
    {
      key: 'division',
      title: t('certification.long.division'),
      value: ({ division }) => t(`today.division.${division}`),
      filter: true,
    },
    { key: 'count', title: t('certification.long.count'), value: ({ count }) => count, align: 'end' },
    { key: 'longest', title: t('certification.long.longest'), value: ({ longest }) => longest, align: 'end' },
  ];
  return (
    <Page
      title={t('certification.long.title')}
      lead={t('certification.long.lead')}
      actions={
        <Go to="/certification/reasons" button="default">
          {t('certification.reasons.title')}
        </Go>
      }
    >
      <Answer of={answer}>
        {({ waiting, pace }) => (
          <>
            <p>{t('certification.long.pace', pace)}</p>
            <DataTable
              name={t('certification.long.title')}
              rows={waiting.filter(({ kind }) => kind === 'escalated')}
              columns={columns}
              rowKey={({ offeringId }) => offeringId}
              empty={t('certification.long.none')}
            />
          </>
        )}
      </Answer>
    </Page>
  );
}
