import { termKey } from '../../calendar/screens/TermFilter.tsx';
import { History } from '../../history/screens/History.tsx';
import type { StudentSectionParts } from '../../people/screens/section.ts';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Row, Rows } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { cadreOfStudent } from '../contract.ts';

type Post = AnswerOf<typeof cadreOfStudent>['posts'][number];

/** A student's posts by semester, on the student's page; the student's own page leads to their own. */
export function CadreSection({ registrationId, own }: StudentSectionParts) {
  const { t } = useWords();
  if (!own) return <Posts registrationId={registrationId} />;
  return (
    <Go to="/my-cadre" button="default">
      {t('cadre.section.open')}
    </Go>
  );
}

function Posts({ registrationId }: { registrationId: string }) {
  const { t } = useWords();
  const answer = useAnswer(cadreOfStudent, { params: { registrationId } });
  return (
    <Answer of={answer}>
      {({ posts }) => (
        <>
          {posts.length === 0 && <Quiet>{t('cadre.section.none')}</Quiet>}
          {[...Map.groupBy(posts, termKey)].map(([key, held], at) => (
            <details key={key} open={at === 0}>
              <summary>{t('calendar.term.option', { ...held[0] })}</summary>
              <Rows label={t('calendar.term.option', { ...held[0] })}>
                {held.map((post) => (
                  <Held key={post.postId} post={post} />
                ))}
              </Rows>
            </details>
          ))}
          <details>
            <summary>{t('cadre.section.history')}</summary>
            <History registrationId={registrationId} topic="cadre" />
          </details>
        </>
      )}
    </Answer>
  );
}

function Held({ post }: { post: Post }) {
  const { t } = useWords();
  return (
    <Row
      title={t('cadre.mine.line', { ...post })}
      detail={t(`cadre.level.${post.level}`)}
      end={
        <span>
          <DateLine day={post.startsOn} /> – <DateLine day={post.endsOn} />
        </span>
      }
    />
  );
}
