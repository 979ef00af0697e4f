import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Ask } from '../../platform/ui/Ask.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Page } from '../../platform/ui/Page.tsx';
import { Go, useGo, usePlace } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useEntryOf } from '../../platform/ui/tray/useEntryOf.ts';
import { useWords } from '../../platform/ui/words.ts';
import { categoryOf } from '../category.ts';
import { performanceDetail, withdrawPerformance } from '../contract.ts';
import { PerformanceForm } from './PerformanceForm.tsx';
import { PerformanceStatus } from './PerformanceStatus.tsx';
import { VersionSection } from './VersionSection.tsx';

export type Detail = AnswerOf<typeof performanceDetail>;

/** One performance: write it, hand it in, see that it is in, edit it, take it back. */
export function OnePerformance() {
  const { params } = usePlace<{ performanceId: string }>();
  // Asked again while a second copy is on its way, so that the page tells when it is there.
  const answer = useAnswer(performanceDetail, { params }, { everyMs: 5000 });
  return <Answer of={answer}>{(detail) => <Whole key={detail.performanceId} detail={detail} />}</Answer>;
}

function Whole({ detail }: { detail: Detail }) {
  const { t, language } = useWords();
  const { cadre, counted, versions, window } = detail;
  const [editing, setEditing] = useState(detail.draft !== null);
  const [latest, ...earlier] = versions;
  const received = () => {
    setEditing(false);
    say(t('performances.said.received'));
  };
  // Watched here: the form is another one for each version, and not there while nothing is edited.
  const entry = useEntryOf({
    destination: 'performances',
    item: detail.performanceId,
    onArrived: received,
  });
  const writes = detail.may.includes('edit') && (!latest || editing || entry !== undefined);
  return (
    <Page
      title={categoryOf(detail.category).title[language]}
      lead={
        <>
          <PerformanceStatus state={detail.state} />
          {counted && <Quiet>{t('performances.countsIn', { ...counted })}</Quiet>}
          {cadre && (
            <Quiet>
              {t(cadre.removed ? 'performances.cadre.gone' : 'performances.cadre.from', { ...cadre })}
            </Quiet>
          )}
        </>
      }
      back={{ to: '/performances', label: t('performances.title') }}
    >
      {detail.may.includes('edit') && (
        <Due opens={window.opens} closes={window.closes} clause={window.clause} />
      )}
      {detail.selected && (
        <>
          <Quiet>{t('performances.kept')}</Quiet>
          <Go to="/selection" button="default">
            {t('performances.toSelection')}
          </Go>
        </>
      )}
      {/* A new version makes the form begin anew. */}
      {writes && (
        <PerformanceForm key={versions.length} detail={detail} entry={entry} onReceived={received} />
      )}
      {latest && !writes && detail.may.includes('hand-in') && (
        <Group mt="md">
          <Button onClick={() => setEditing(true)}>{t('performances.edit')}</Button>
        </Group>
      )}
      {latest && <VersionSection detail={detail} version={latest} latest />}
      {earlier.map((version) => (
        <VersionSection key={version.versionId} detail={detail} version={version} latest={false} />
      ))}
      {detail.may.includes('withdraw') && <Withdraw detail={detail} />}
    </Page>
  );
}

function Withdraw({ detail }: { detail: Detail }) {
  const { t } = useWords();
  const go = useGo();
  const [asking, setAsking] = useState(false);
  const withdraw = useAct(withdrawPerformance);
  const draft = detail.state === 'draft';
  return (
    <>
      {withdraw.error && <Refused error={withdraw.error} />}
      <Group justify="flex-end" mt="md">
        <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
          {t(draft ? 'performances.discard' : 'performances.withdraw')}
        </Button>
      </Group>
      <Ask
        opened={asking}
        danger
        title={t(draft ? 'performances.discardTitle' : 'performances.withdrawTitle')}
        confirm={t(draft ? 'performances.discard' : 'performances.withdraw')}
        busy={withdraw.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          withdraw.mutate(
            { params: { performanceId: detail.performanceId } },
            {
              onSuccess: () => {
                say(t(draft ? 'performances.said.discarded' : 'performances.said.withdrawn'));
                go({ to: '/performances' });
              },
              onSettled: () => setAsking(false),
            },
          )
        }
      >
        <p>{t(draft ? 'performances.discardLead' : 'performances.withdrawLead')}</p>
      </Ask>
    </>
  );
}
