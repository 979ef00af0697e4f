import { Button, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../platform/call.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Empty } from '../../platform/ui/Empty.tsx';
import { Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { Person } from '../../platform/ui/Person.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { textLimits, type Verdict } from '../answer.ts';
import { resolveDoubt } from '../contract.ts';
import type { OneTask } from './Task.tsx';

type Doubt = OneTask['doubts'][number];

/** What students doubt, newest first, with what the office found. */
export function Doubts({ task }: { task: OneTask }) {
  const { t } = useWords();
  const [settling, setSettling] = useState<Doubt>();
  const open = task.doubts.filter(({ resolution }) => !resolution).length;
  return (
    <Section title={t('receiptDetails.doubt.title')} aside={t('receiptDetails.doubt.open', { count: open })}>
      {task.doubts.length === 0 ? (
        <Empty title={t('receiptDetails.doubt.none')} />
      ) : (
        <Rows>
          {task.doubts.map((doubt) => (
            <Row
              key={doubt.answerId}
              title={
                <Person
                  name={doubt.student.name}
                  detail={t('receiptDetails.doubt.of', {
                    className: doubt.student.className,
                    number: doubt.student.studentNumber,
                  })}
                />
              }
              detail={<About doubt={doubt} />}
              end={
                doubt.resolution ? (
                  <Status kind="done">{t(`receiptDetails.verdict.${doubt.resolution.verdict}`)}</Status>
                ) : (
                  task.may.includes('resolve') && (
                    <Button size="sm" onClick={() => setSettling(doubt)}>
                      {t('receiptDetails.doubt.settle')}
                    </Button>
                  )
                )
              }
            >
              <p>{doubt.text}</p>
              {doubt.resolution && (
                <p>
                  {t('receiptDetails.doubt.found', {
                    by: doubt.resolution.by,
                    explanation: doubt.resolution.explanation,
                  })}
                </p>
              )}
            </Row>
          ))}
        </Rows>
      )}
      {settling && <Settle doubt={settling} onClose={() => setSettling(undefined)} />}
    </Section>
  );
}

function About({ doubt }: { doubt: Doubt }) {
  const { t } = useWords();
  return (
    <>
      {doubt.line
        ? t('receiptDetails.doubt.about', {
            ...doubt.line,
            result: t(`receiptDetails.result.${doubt.line.result}`),
          })
        : t('receiptDetails.doubt.aboutAll')}{' '}
      <DateLine at={doubt.raisedAt} />
    </>
  );
}

function Settle({ doubt, onClose }: { doubt: Doubt; onClose(): void }) {
  const { t } = useWords();
  const [verdict, setVerdict] = useState<Verdict>('data-right');
  const [explanation, setExplanation] = useState('');
  const resolve = useAct(resolveDoubt);
  return (
    <Ask
      opened
      title={t('receiptDetails.doubt.settleTitle', { name: doubt.student.name })}
      confirm={t('receiptDetails.doubt.settle')}
      busy={resolve.isPending}
      disabled={explanation.trim() === ''}
      onClose={onClose}
      onConfirm={() =>
        resolve.mutate(
          { params: { answerId: doubt.answerId }, body: { verdict, explanation } },
          {
            onSuccess: () => {
              say(t('receiptDetails.doubt.said'));
              onClose();
            },
          },
        )
      }
    >
      <p>{doubt.text}</p>
      <Radio.Group
        label={t('receiptDetails.doubt.verdict')}
        value={verdict}
        onChange={(value) => setVerdict(value as Verdict)}
      >
        {(['data-right', 'data-wrong'] as const).map((value) => (
          <Radio
            key={value}
            mt="xs"
            value={value}
            label={t(`receiptDetails.verdict.${value}`)}
            description={t(`receiptDetails.verdictHint.${value}`)}
          />
        ))}
      </Radio.Group>
      <Textarea
        required
        autosize
        minRows={3}
        maxLength={textLimits.explanation}
        label={t('receiptDetails.doubt.explanation')}
        description={t('receiptDetails.doubt.explanationHint')}
        value={explanation}
        onChange={(event) => setExplanation(event.currentTarget.value)}
      />
      {resolve.error && <Refused error={resolve.error} />}
    </Ask>
  );
}
