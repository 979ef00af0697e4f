import { Grid } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useAhead, useAnswer, useNote } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { KeyHelp } from '../../platform/ui/KeyHelp.tsx';
import { Facts, Page, Section } from '../../platform/ui/Page.tsx';
import { useGo, usePlace } from '../../platform/ui/place.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { certificationItem, noteOpened } from '../contract.ts';
import { type Chosen, chosenIn } from '../filter.ts';
import { Acts, type Asking, useActs } from './Acts.tsx';
import css from './certification.module.css';
import { ReturnDialog, type Taken, WithdrawDialog } from './Dialogs.tsx';
import { FileView } from './FileView.tsx';
import { fileAddress } from './file-address.ts';
import { History } from './History.tsx';
import { SameBytes } from './SameBytes.tsx';
import { Versions } from './Versions.tsx';
import { addressOf, studentName, useNeighbours } from './works.ts';

export type Item = AnswerOf<typeof certificationItem>;

/** One work beside its decision: look, then certify or return, then the next, all by key. */
export function Decide() {
  const { params, query } = usePlace<{ outcomeId: string }>();
  const answer = useAnswer(certificationItem, { params: { outcomeId: params.outcomeId } });
  // What was decided last can be taken back from the work after it.
  const [last, setLast] = useState<Taken>();
  return (
    <Answer of={answer}>
      {(item) => (
        <OneWork key={item.outcomeId} item={item} chosen={chosenIn(query)} last={last} onDecided={setLast} />
      )}
    </Answer>
  );
}

interface OneWorkParts {
  item: Item;
  chosen: Chosen;
  last: Taken | undefined;
  onDecided(taken: Taken | undefined): void;
}

function OneWork({ item, chosen, last, onDecided }: OneWorkParts) {
  const { t } = useWords();
  const go = useGo();
  const [asking, setAsking] = useState<Asking>();
  const neighbours = useNeighbours(item.outcomeId, chosen);
  useLooks(item, neighbours.next);
  const [latest] = item.versions;
  const name = studentName(t, item.student);
  const query = addressOf(chosen);
  const move = (outcomeId: string | undefined) =>
    outcomeId
      ? go({ to: '/certification/$outcomeId', params: { outcomeId }, query })
      : go({ to: '/certification', query });
  const decided = () => {
    onDecided({ outcomeId: item.outcomeId, name });
    move(neighbours.next);
  };
  const undoes = item.may.includes('withdraw') ? { outcomeId: item.outcomeId, name } : last;
  const acts = useActs({ item, onDecided: decided, ask: setAsking, undoes, move, neighbours });

  return (
    <Page
      wide
      title={name}
      lead={[
        t('certification.queue.course', { subject: item.subject, group: item.group }),
        item.teachers.length > 1 &&
          t('certification.courses.together', {
            names: item.teachers.join(t('certification.queue.between')),
          }),
        neighbours.left > 0 && t('certification.decide.left', { count: neighbours.left }),
      ]
        .filter(Boolean)
        .join(' · ')}
      back={{ to: '/certification', query, label: t('certification.queue.title') }}
      actions={<KeyHelp keys={acts.keys} />}
    >
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 8 }}>
          {latest?.files.map((file) => (
            <FileView key={file.sha256} outcomeId={item.outcomeId} versionId={latest.versionId} file={file} />
          ))}
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Section title={t('certification.decide.title')}>
            <Status kind={statusKind(item.state)}>{t(`certification.state.${item.state}`)}</Status>
            <Facts
              items={[
                [t('certification.decide.description'), latest?.description ?? ''],
                [
                  t('certification.decide.handedIn'),
                  latest ? <DateLine key="at" at={latest.handedInAt} /> : '',
                ],
                [t('certification.decide.version'), latest?.number ?? ''],
                ...(latest?.late
                  ? [[t('outcomes.late.mark'), latest.late.reason] satisfies [string, string]]
                  : []),
              ]}
            />
            <p>{t('certification.decide.means')}</p>
            <Acts acts={acts} />
          </Section>
          <SameBytes item={item} />
          <History item={item} />
        </Grid.Col>
        <Grid.Col span={12}>
          <Versions item={item} />
        </Grid.Col>
      </Grid>
      <div className={css['room']} />
      {asking === 'return' && (
        <ReturnDialog item={item} onClose={() => setAsking(undefined)} onReturned={decided} />
      )}
      {asking === 'withdraw' && undoes && (
        <WithdrawDialog
          taken={undoes}
          onClose={() => setAsking(undefined)}
          onWithdrawn={() => {
            setAsking(undefined);
            onDecided(undefined);
            if (undoes.outcomeId !== item.outcomeId) move(undoes.outcomeId);
          }}
        />
      )}
    </Page>
  );
}

function statusKind(state: Item['state']) {
  if (state === 'certified') return 'done';
  return state === 'withdrawn' ? 'draft' : state;
}

/** Notes that this version was opened, and asks ahead for the next work and the addresses of its files. */
function useLooks(item: Item, next: string | undefined): void {
  const note = useNote(noteOpened);
  const ahead = useAhead(certificationItem);
  const { outcomeId } = item;
  const versionId = item.versions[0]?.versionId;
  const waits = item.state === 'waiting';
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each version, whatever else is drawn anew
  useEffect(() => {
    if (versionId && waits) note({ params: { outcomeId }, body: { versionId } });
  }, [outcomeId, versionId, waits]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each next work
  useEffect(() => {
    if (!next) return;
    void ahead({ params: { outcomeId: next } }).then((work) => {
      const latest = work?.versions[0];
      for (const { slot } of latest?.files ?? [])
        void fileAddress({ outcomeId: next, versionId: latest?.versionId ?? '', slot }).catch(
          () => undefined,
        );
    });
  }, [next]);
}
