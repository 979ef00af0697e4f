import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DataTable } from '../../platform/ui/DataTable.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Person } from '../../platform/ui/Person.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { questions } from '../contract.ts';
import { Reply } from './Reply.tsx';

export type Asked = AnswerOf<typeof questions>['questions'][number];

/** What students question of the records this office keeps: the longest waiting on top. */
export function Questions() {
  const { t } = useWords();
  const answer = useAnswer(questions);
  return (
    <Page wide title={t('questions.title')} lead={t('questions.lead')}>
      <Answer of={answer}>
        {({ questions: all }) => (
          <>
            <Open asked={all.filter(({ answer: said }) => said === null)} />
            <Answered asked={all.filter(({ answer: said }) => said !== null)} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Open({ asked }: { asked: Asked[] }) {
  const { t } = useWords();
  const [answering, setAnswering] = useState<Asked>();
  return (
    <Section title={t('questions.open')} aside={t('questions.count', { count: asked.length })}>
      {asked.length === 0 ? (
        <Empty title={t('questions.none')} next={t('questions.noneNext')} />
      ) : (
        <Rows>
          {asked.map((one) => (
            <Row
              key={one.questionId}
              title={one.label}
              detail={
                <>
                  <Person name={one.student.name} detail={placeOf(one)} /> · <DateLine at={one.askedAt} />
                </>
              }
              end={
                <Button size="sm" onClick={() => setAnswering(one)}>
                  {t('questions.reply')}
                </Button>
              }
            >
              <p>{one.text}</p>
            </Row>
          ))}
        </Rows>
      )}
      {answering && <Reply asked={answering} onClose={() => setAnswering(undefined)} />}
    </Section>
  );
}

function Answered({ asked }: { asked: Asked[] }) {
  const { t } = useWords();
  return (
    <Section title={t('questions.done')}>
      <DataTable
        name={t('questions.done')}
        rows={asked}
        rowKey={({ questionId }) => questionId}
        empty={t('questions.noneDone')}
        columns={[
          {
            key: 'topic',
            title: t('questions.column.topic'),
            value: ({ topic }) => t(`questions.topic.${topic}`),
            filter: true,
          },
          { key: 'student', title: t('questions.column.student'), value: ({ student }) => student.name },
          { key: 'class', title: t('questions.column.class'), value: placeOf },
          { key: 'label', title: t('questions.column.record'), value: ({ label }) => label },
          { key: 'text', title: t('questions.column.question'), value: ({ text }) => text },
          {
            key: 'verdict',
            title: t('questions.column.verdict'),
            value: ({ answer }) => (answer ? t(`questions.verdict.${answer.verdict}`) : ''),
            filter: true,
          },
          { key: 'answer', title: t('questions.column.answer'), value: ({ answer }) => answer?.text ?? '' },
          {
            key: 'at',
            title: t('questions.column.at'),
            value: ({ answer }) => answer?.at ?? '',
            cell: ({ answer }) => answer && <DateLine at={answer.at} />,
          },
        ]}
      />
    </Section>
  );
}

function placeOf({ student: { className, seat, number } }: Asked): string {
  return [className, seat, number].filter((part) => part !== null).join(' ');
}
