import { useAnswer } from '../../platform/call.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Page, Row, Rows } from '../../platform/ui/Page.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { myQuestions } from '../contract.ts';

/** What a student has asked, and what the offices answered. */
export function MyQuestions() {
  const { t } = useWords();
  const answer = useAnswer(myQuestions);
  return (
    <Page title={t('questions.mine.title')} lead={t('questions.mine.lead')}>
      <Answer of={answer}>
        {({ questions }) =>
          questions.length === 0 ? (
            <Empty title={t('questions.mine.none')} next={t('questions.mine.noneNext')} />
          ) : (
            <Rows>
              {questions.map((one) => (
                <Row
                  key={one.questionId}
                  title={one.label}
                  detail={
                    <>
                      {t(`questions.topic.${one.topic}`)} · <DateLine at={one.askedAt} />
                    </>
                  }
                  end={
                    one.answer ? (
                      <Status kind="done">{t(`questions.verdict.${one.answer.verdict}`)}</Status>
                    ) : (
                      <Status kind="waiting">{t('questions.waiting')}</Status>
                    )
                  }
                >
                  <p>{one.text}</p>
                  {one.answer && (
                    <p>
                      {t('questions.answered', { by: one.answer.by, text: one.answer.text })}{' '}
                      <DateLine at={one.answer.at} />
                    </p>
                  )}
                </Row>
              ))}
            </Rows>
          )
        }
      </Answer>
    </Page>
  );
}
