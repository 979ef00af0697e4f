import { termKey } from '../../calendar/screens/TermFilter.tsx';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { AskAbout } from '../../questions/screens/AskAbout.tsx';
import { myCounselling } from '../contract.ts';
import { Attachments } from './Attachments.tsx';
import { timeOf } from './OneRecord.tsx';

type Line = AnswerOf<typeof myCounselling>['records'][number];

/** What was said with a student, by semester; each may be questioned. */
export function MyCounselling() {
  const { t } = useWords();
  const answer = useAnswer(myCounselling);
  return (
    <Page title={t('counselling.mine.title')} lead={t('counselling.mine.lead')}>
      <Answer of={answer}>
        {({ records }) =>
          records.length === 0 ? (
            <Empty title={t('counselling.mine.none')} next={t('counselling.mine.noneNext')} />
          ) : (
            [...Map.groupBy(records, termKey)].map(([key, own]) => (
              <Section key={key} title={t('calendar.term.option', { ...own[0] })}>
                <Rows>
                  {own.map((record) => (
                    <Own key={record.recordId} record={record} />
                  ))}
                </Rows>
              </Section>
            ))
          )
        }
      </Answer>
    </Page>
  );
}

function Own({ record }: { record: Line }) {
  const { t } = useWords();
  const { recordId, registrationId, topic, heldOn, content, followUp, followUpDue, files } = record;
  return (
    <Row
      title={topic}
      detail={
        <>
          <DateLine day={heldOn} /> {timeOf(record)} · {record.place} ·{' '}
          {t('counselling.report.talk', {
            category: t(`counselling.category.${record.category}`),
            kind: t(record.group ? 'counselling.group' : 'counselling.individual'),
            counsellor: record.counsellor,
          })}
        </>
      }
      end={
        <AskAbout
          topic="counselling"
          recordId={recordId}
          registrationId={registrationId}
          label={t('counselling.mine.label', { heldOn, topic })}
        />
      }
    >
      <p>{content}</p>
      {followUp && (
        <p>
          {t('counselling.record.followUp')}: {followUp} {followUpDue && <DateLine day={followUpDue} />}
        </p>
      )}
      {files.length > 0 && <Attachments recordId={recordId} files={files} />}
    </Row>
  );
}
