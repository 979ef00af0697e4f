import { Button, Grid, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Ask } from '../../platform/ui/Ask.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { KeyHelp } from '../../platform/ui/KeyHelp.tsx';
import { Facts, Page, Row, Rows, Section } from '../../platform/ui/Page.tsx';
import { useGo, usePlace } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { reasonLength } from '../certification.ts';
import {
  certificationItem,
  certificationQueue,
  certify,
  returnOutcome,
  withdrawCertification,
} from '../contract.ts';
import { FileView } from './FileView.tsx';

type Item = AnswerOf<typeof certificationItem>;

/** One work beside its decision: look, then certify or return, then the next, all by key. */
export function Decide() {
  const { params } = usePlace<{ outcomeId: string }>();
  const answer = useAnswer(certificationItem, { params });
  return <Answer of={answer}>{(item) => <OneWork key={item.outcomeId} item={item} />}</Answer>;
}

function OneWork({ item }: { item: Item }) {
  const { t } = useWords();
  const go = useGo();
  const [returning, setReturning] = useState(false);
  const [reason, setReason] = useState('');
  const certifying = useAct(certify);
  const giving = useAct(returnOutcome);
  const taking = useAct(withdrawCertification);
  const neighbours = useNeighbours(item.outcomeId);
  const [latest] = item.versions;
  const params = { outcomeId: item.outcomeId };
  const versionId = latest?.versionId ?? '';
  const may = (act: Item['may'][number]) => item.may.includes(act);

  const move = (outcomeId: string | undefined) =>
    outcomeId ? go({ to: '/certification/$outcomeId', params: { outcomeId } }) : go({ to: '/certification' });
  const done = (words: string) => () => {
    say(t(words));
    move(neighbours.next);
  };
  const certifyNow = () => {
    if (may('certify')) {
      certifying.mutate({ params, body: { versionId } }, { onSuccess: done('certification.said.certified') });
    }
  };
  const keys = [
    { key: 'j', does: t('certification.keys.next'), press: () => move(neighbours.next) },
    { key: 'k', does: t('certification.keys.previous'), press: () => move(neighbours.previous) },
    { key: 'a', does: t('certification.keys.certify'), press: certifyNow },
    { key: 'r', does: t('certification.keys.return'), press: () => may('return') && setReturning(true) },
  ];
  const error = certifying.error ?? giving.error ?? taking.error;

  return (
    <Page
      wide
      title={t('certification.studentLine', {
        className: item.student.className,
        seat: item.student.seat ?? '–',
        name: item.student.name,
      })}
      lead={t('certification.queue.course', { subject: item.subject, group: item.group })}
      back={{ to: '/certification', label: t('certification.queue.title') }}
      actions={<KeyHelp keys={keys} />}
    >
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 8 }}>
          {latest?.files.map((file) => (
            <FileView key={file.sha256} outcomeId={item.outcomeId} versionId={versionId} file={file} />
          ))}
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Section title={t('certification.decide.title')}>
            <Status kind={item.state === 'certified' ? 'done' : item.state}>
              {t(`certification.state.${item.state}`)}
            </Status>
            <Facts
              items={[
                [t('certification.decide.description'), latest?.description ?? ''],
                [
                  t('certification.decide.handedIn'),
                  latest ? <DateLine key="at" at={latest.handedInAt} /> : '',
                ],
                [t('certification.decide.version'), latest?.number ?? ''],
              ]}
            />
            <p>{t('certification.decide.means')}</p>
            {error && <Refused error={error} />}
            <Group>
              {may('certify') && (
                <Button loading={certifying.isPending} onClick={certifyNow}>
                  {t('certification.decide.certify')}
                </Button>
              )}
              {may('return') && (
                <Button variant="default" onClick={() => setReturning(true)}>
                  {t('certification.decide.return')}
                </Button>
              )}
              {may('withdraw') && (
                <Button
                  variant="default"
                  loading={taking.isPending}
                  onClick={() =>
                    taking.mutate(
                      { params, query: {} },
                      { onSuccess: () => say(t('certification.said.withdrawn')) },
                    )
                  }
                >
                  {t('certification.decide.withdraw')}
                </Button>
              )}
            </Group>
          </Section>
          <History item={item} />
        </Grid.Col>
      </Grid>
      <Ask
        opened={returning}
        title={t('certification.return.title')}
        confirm={t('certification.decide.return')}
        busy={giving.isPending}
        disabled={reason.trim() === ''}
        onClose={() => setReturning(false)}
        onConfirm={() =>
          giving.mutate(
            { params, body: { versionId, reason } },
            { onSuccess: done('certification.said.returned'), onSettled: () => setReturning(false) },
          )
        }
      >
        <p>
          {item.canReactUntil ? (
            <>
              {t('certification.return.until')} <DateLine closes={item.canReactUntil} />
            </>
          ) : (
            t('certification.return.tooLate')
          )}
        </p>
        <Textarea
          data-autofocus
          autosize
          minRows={3}
          maxLength={reasonLength.max}
          label={t('certification.return.reason')}
          description={t('certification.return.hint', { max: reasonLength.max })}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Ask>
    </Page>
  );
}

/** The works before and after this one among those that wait. */
function useNeighbours(outcomeId: string): { next?: string; previous?: string } {
  const waiting = useAnswer(certificationQueue, { query: { state: 'waiting' } });
  const ids = (waiting.data?.courses ?? []).flatMap((course) => course.items.map((item) => item.outcomeId));
  const others = ids.filter((id) => id !== outcomeId);
  const at = ids.indexOf(outcomeId);
  if (at < 0) return { next: others[0], previous: others.at(-1) };
  return { next: ids[at + 1] ?? others[0], previous: ids[at - 1] };
}

function History({ item }: { item: Item }) {
  const { t } = useWords();
  const decisions = item.versions.flatMap((version) =>
    version.decisions.map((decision) => ({ ...decision, number: version.number })),
  );
  if (decisions.length === 0) return null;
  return (
    <Section title={t('certification.history.title')}>
      <Rows>
        {decisions.map((decision) => (
          <Row
            key={`${decision.number} ${decision.at}`}
            title={t('certification.history.line', {
              number: decision.number,
              state: t(`certification.state.${decision.decision}`),
              by: decision.by,
            })}
            detail={decision.reason || undefined}
            end={
              <>
                {decision.withdrawnAt && <Status kind="draft">{t('certification.history.withdrawn')}</Status>}
                <DateLine at={decision.at} />
              </>
            }
          />
        ))}
      </Rows>
    </Section>
  );
}
