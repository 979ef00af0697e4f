import { useViewer } from '../../accounts/screens/viewer.ts';
import { termKey } from '../../calendar/screens/TermFilter.tsx';
import { History } from '../../history/screens/History.tsx';
import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { AskAbout } from '../../questions/screens/AskAbout.tsx';
import { myCadre } from '../contract.ts';

/** A student's own posts, by semester, each of which may be questioned. */
export function MyCadre() {
  const { t } = useWords();
  const { registrations } = useViewer();
  const answer = useAnswer(myCadre);
  return (
    <Page title={t('cadre.mine.title')} lead={t('cadre.mine.lead')}>
      <Answer of={answer}>
        {({ posts }) => (
          <>
            {posts.length === 0 && <Empty title={t('cadre.mine.none')} next={t('cadre.mine.noneNext')} />}
            {[...Map.groupBy(posts, termKey)].map(([key, own]) => (
              <Section key={key} title={t('calendar.term.option', { ...own[0] })}>
                <Rows>
                  {own.map((post) => (
                    <Row
                      key={post.postId}
                      title={t('cadre.mine.line', { ...post })}
                      detail={
                        <>
                          {t(`cadre.level.${post.level}`)} · <DateLine day={post.startsOn} /> –{' '}
                          <DateLine day={post.endsOn} />
                        </>
                      }
                      end={
                        <AskAbout
                          topic="cadre"
                          recordId={post.postId}
                          registrationId={post.registrationId}
                          label={t('cadre.mine.label', { ...post })}
                        />
                      }
                    />
                  ))}
                </Rows>
              </Section>
            ))}
            {registrations.map(({ id }) => (
              <Section key={id} title={t('cadre.mine.history')}>
                <History registrationId={id} topic="cadre" />
              </Section>
            ))}
          </>
        )}
      </Answer>
    </Page>
  );
}
