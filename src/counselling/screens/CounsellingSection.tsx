import { termKey } from '../../calendar/screens/TermFilter.tsx';
import type { StudentSectionParts } from '../../people/screens/section.ts';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Row, Rows } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { counsellingOfStudent } from '../contract.ts';

type Known = AnswerOf<typeof counsellingOfStudent>;

/** When a student was spoken with; what was said only behind the link of who may read it (國9). */
export function CounsellingSection({ registrationId, own }: StudentSectionParts) {
  const { t } = useWords();
  if (!own) return <Talks registrationId={registrationId} />;
  return (
    <Go to="/my-counselling" button="default">
      {t('counselling.section.open')}
    </Go>
  );
}

function Talks({ registrationId }: { registrationId: string }) {
  const { t } = useWords();
  const answer = useAnswer(counsellingOfStudent, { params: { registrationId } });
  return (
    <Answer of={answer}>
      {({ present, talks }) => (
        <>
          <p>
            <Status kind={present.seen ? 'done' : 'attention'}>
              {t(present.seen ? 'counselling.section.seen' : 'counselling.section.notSeen', { ...present })}
            </Status>
          </p>
          <Quiet>{t('counselling.report.inside')}</Quiet>
          {talks.length === 0 && <Quiet>{t('counselling.section.none')}</Quiet>}
          {[...Map.groupBy(talks, termKey)].map(([key, held], at) => (
            <details key={key} open={at === 0}>
              <summary>{t('calendar.term.option', { ...held[0] })}</summary>
              <Rows label={t('calendar.term.option', { ...held[0] })}>
                {held.map((talk, nth) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a talk without its record has no name of its own
                  <Talk key={nth} talk={talk} />
                ))}
              </Rows>
            </details>
          ))}
        </>
      )}
    </Answer>
  );
}

function Talk({ talk }: { talk: Known['talks'][number] }) {
  const { t } = useWords();
  const said = t('counselling.report.talk', {
    category: t(`counselling.category.${talk.category}`),
    kind: t(talk.group ? 'counselling.group' : 'counselling.individual'),
    counsellor: talk.counsellor,
  });
  return (
    <Row
      title={<DateLine day={talk.heldOn} />}
      detail={said}
      end={
        talk.record && (
          <Go to="/counselling/records/$recordId" params={{ recordId: talk.record.recordId }}>
            {talk.record.topic}
          </Go>
        )
      }
    />
  );
}
