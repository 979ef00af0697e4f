import { Button } from '@mantine/core';
import { FeedSection } from '../../calendar/screens/FeedSection.tsx';
import { MailSection } from '../../notices/screens/MailSection.tsx';
import { useAct, useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { endOtherSessions, endSession, listSessions } from '../contract.ts';
import { PasswordForm } from './PasswordForm.tsx';

/** One's own password and sessions, and how one wants to be told. */
export function OwnAccount() {
  const { t } = useWords();
  const answer = useAnswer(listSessions);
  const end = useAct(endSession);
  const endOthers = useAct(endOtherSessions);
  return (
    <Page title={t('accounts.own.title')}>
      <Section title={t('accounts.own.passwordTitle')}>
        <PasswordForm asksCurrent onDone={() => undefined} />
      </Section>
      <MailSection />
      <FeedSection />
      <Section
        title={t('accounts.own.sessionsTitle')}
        actions={
          <Button
            size="sm"
            variant="default"
            loading={endOthers.isPending}
            onClick={() => endOthers.mutate({}, { onSuccess: () => say(t('accounts.own.ended')) })}
          >
            {t('accounts.own.endOthers')}
          </Button>
        }
      >
        <Answer of={answer}>
          {({ sessions }) => (
            <Rows>
              {sessions.map((session) => (
                <Row
                  key={session.id}
                  title={deviceOf(session.userAgent) || t('accounts.own.unknownDevice')}
                  detail={
                    <>
                      {t('accounts.own.lastUsed')} <DateLine at={session.lastUsedAt} />{' '}
                      {session.ipAddress && t('accounts.own.from', { ipAddress: session.ipAddress })}
                    </>
                  }
                  end={
                    session.current ? (
                      <Status kind="done">{t('accounts.own.thisDevice')}</Status>
                    ) : (
                      <Button
                        size="sm"
                        variant="default"
                        onClick={() =>
                          end.mutate(
                            { params: { sessionId: session.id } },
                            { onSuccess: () => say(t('accounts.own.ended')) },
                          )
                        }
                      >
                        {t('accounts.own.end')}
                      </Button>
                    )
                  }
                />
              ))}
            </Rows>
          )}
        </Answer>
      </Section>
    </Page>
  );
}

/** Browser and system as far as the name a browser gives itself tells them. */
function deviceOf(userAgent: string): string {
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)\/(\d+)/.exec(userAgent);
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|CrOS|Linux)/.exec(userAgent);
  const names = [browser?.[1]?.replace('Edg', 'Edge').replace('OPR', 'Opera'), system?.[1]];
  return names.filter(Boolean).join(' · ') || userAgent.slice(0, 60);
}
