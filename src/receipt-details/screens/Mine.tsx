import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { myReceiptDetails } from '../contract.ts';
import { GiveAnswer } from './GiveAnswer.tsx';
import { OwnLine } from './OwnLine.tsx';
import { roundText } from './roundText.ts';
import { StudentStatus } from './StudentStatus.tsx';

export type Confirmation = AnswerOf<typeof myReceiptDetails>['confirmations'][number];

/** A student's own submitted lines as the central database received them, and the two answers. */
export function Mine() {
  const { t } = useWords();
  const answer = useAnswer(myReceiptDetails);
  return (
    <Page title={t('receiptDetails.mine.title')} lead={t('receiptDetails.mine.lead')}>
      <Answer of={answer}>
        {({ confirmations }) =>
          confirmations.length === 0 ? (
            <Empty title={t('receiptDetails.mine.none')} next={t('receiptDetails.mine.noneNext')} />
          ) : (
            confirmations.map((one) => <OneConfirmation key={one.importId} one={one} />)
          )
        }
      </Answer>
    </Page>
  );
}

function OneConfirmation({ one }: { one: Confirmation }) {
  const { t } = useWords();
  const { confirmation } = one;
  return (
    <>
      {confirmation && (
        <Due opens={confirmation.opens} closes={confirmation.closes} clause={confirmation.clause} />
      )}
      <Section
        title={roundText(t, one.round)}
        aside={t('receiptDetails.mine.count', {
          count: one.lines.filter(({ result }) => result !== 'missing').length,
        })}
      >
        <p>
          <StudentStatus state={one.state} />
        </p>
        <Rows>
          {one.lines.map((line) => (
            <OwnLine key={line.lineId} line={line} />
          ))}
        </Rows>
        {one.may.includes('answer') ? (
          <GiveAnswer one={one} />
        ) : (
          <p>
            <Status kind="frozen">
              {t(one.signedOff ? 'receiptDetails.mine.signedOff' : 'receiptDetails.mine.closed')}
            </Status>
          </p>
        )}
      </Section>
      {one.answers.length > 0 && <Said one={one} />}
    </>
  );
}

function Said({ one }: { one: Confirmation }) {
  const { t } = useWords();
  const subjectOf = (lineId: string | null) => one.lines.find((line) => line.lineId === lineId)?.subject;
  return (
    <Section title={t('receiptDetails.mine.said')}>
      <Rows>
        {one.answers.map((said) => (
          <Row
            key={said.answerId}
            title={said.answer === 'correct' ? t('receiptDetails.mine.saidCorrect') : said.doubt}
            detail={
              <>
                {subjectOf(said.lineId)} <DateLine at={said.at} />
              </>
            }
            end={
              said.answer === 'doubt' && (
                <Status kind={said.resolution ? 'done' : 'waiting'}>
                  {t(
                    said.resolution
                      ? `receiptDetails.verdict.${said.resolution.verdict}`
                      : 'receiptDetails.mine.waiting',
                  )}
                </Status>
              )
            }
          >
            {said.resolution && <p>{said.resolution.explanation}</p>}
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
