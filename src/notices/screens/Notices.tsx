import { Button } from '@mantine/core';
import { useViewer } from '../../accounts/screens/viewer.ts';
import { instantText } from '../../calendar/written.ts';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Go, type Target } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { markRead, myNotices } from '../contract.ts';

type Notice = AnswerOf<typeof myNotices>['notices'][number];

/** What one was told, the latest first. Opening what it is about is reading it. */
export function Notices() {
  const { t } = useWords();
  const answer = useAnswer(myNotices);
  const read = useAct(markRead);
  return (
    <Page title={t('notices.title')} lead={t('notices.lead')}>
      {read.error && <Refused error={read.error} />}
      <Answer of={answer}>
        {({ notices, unread }) =>
          notices.length === 0 ? (
            <Empty title={t('notices.none')} next={t('notices.noneNext')} />
          ) : (
            <Section
              title={t('notices.unread', { count: unread })}
              actions={
                unread > 0 && (
                  <Button
                    size="sm"
                    variant="default"
                    loading={read.isPending}
                    onClick={() => read.mutate({ body: { noticeIds: unreadOf(notices) } })}
                  >
                    {t('notices.readAll')}
                  </Button>
                )
              }
            >
              <Rows>
                {notices.map((notice) => (
                  <NoticeRow
                    key={notice.noticeId}
                    notice={notice}
                    onOpen={() => read.mutate({ body: { noticeIds: [notice.noticeId] } })}
                  />
                ))}
              </Rows>
            </Section>
          )
        }
      </Answer>
      <Go to="/account">{t('notices.settings')}</Go>
    </Page>
  );
}

function unreadOf(notices: readonly Notice[]): string[] {
  return notices.filter(({ read }) => !read).map(({ noticeId }) => noticeId);
}

function NoticeRow({ notice, onOpen }: { notice: Notice; onOpen(): void }) {
  const { t, language } = useWords();
  const { registrations } = useViewer();
  const { kind, at, read, label, subject, schoolYear, semester, closes, gradeBand, batch, division } = notice;
  const round = {
    schoolYear,
    semester,
    closes: closes && instantText(new Date(closes), language),
    batch,
    gradeBand: gradeBand && t(`calendar.key.${gradeBand}`),
    division: division && t(`accounts.division.${division}`),
  };
  return (
    <Row
      title={
        <Go {...targetOf(notice, registrations.length > 0)} onClick={() => !read && onOpen()}>
          {t(`notices.kind.${kind}.title`, { subject, ...round })}
        </Go>
      }
      detail={
        <>
          {t(`notices.kind.${kind}.detail`, { label, ...round })} · <DateLine at={at} />
        </>
      }
      end={<Status kind={read ? 'done' : 'attention'}>{t(read ? 'notices.isRead' : 'notices.isNew')}</Status>}
    />
  );
}

/** @param own whether a student reads it */
function targetOf({ kind, targetId, schoolYear, semester }: Notice, own: boolean): Target {
  if (kind === 'returned') return { to: '/outcomes/$outcomeId', params: { outcomeId: targetId } };
  if (kind === 'doubt') return { to: '/receipt-details/tasks/$taskId', params: { taskId: targetId } };
  if (kind === 'reopened') {
    return own
      ? { to: '/outcomes', query: { semester: `${schoolYear}-${semester}` } }
      : { to: '/certification' };
  }
  return { to: '/my-questions' };
}
