import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useAct, useAnswer } from '../../platform/call.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import { Answer } from '../../platform/ui/Answer.tsx';
import { Ask } from '../../platform/ui/Ask.tsx';
import { DateLine } from '../../platform/ui/DateLine.tsx';
import { Due } from '../../platform/ui/Due.tsx';
import { Quiet } from '../../platform/ui/Fields.tsx';
import { Facts, Page, Section } from '../../platform/ui/Page.tsx';
import { usePlace } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { outcomeDetail, withdrawOutcome } from '../contract.ts';
import { HandIn } from './HandIn.tsx';
import { OutcomeStatus } from './OutcomeStatus.tsx';
import { VersionSection } from './VersionSection.tsx';

export type Detail = AnswerOf<typeof outcomeDetail>;

/** One outcome: hand it in, see that it is in, follow what becomes of it. */
export function OneOutcome() {
  const { params } = usePlace<{ outcomeId: string }>();
  // Asked again while a second copy is on its way, so that the page tells when it is there.
  const answer = useAnswer(outcomeDetail, { params }, { everyMs: 5000 });
  return <Answer of={answer}>{(detail) => <Whole key={detail.outcomeId} detail={detail} />}</Answer>;
}

function Whole({ detail }: { detail: Detail }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const withdraw = useAct(withdrawOutcome);
  const [latest, ...earlier] = detail.versions;
  const received = detail.state === 'received';
  const handIn = detail.may.includes('edit') && <HandIn key="hand-in" detail={detail} />;
  const returned =
    detail.state === 'returned'
      ? latest?.decisions.find((one) => one.decision === 'returned' && !one.withdrawnAt)
      : undefined;
  return (
    <Page
      title={detail.subject}
      lead={<OutcomeStatus state={detail.state} />}
      back={{ to: '/outcomes', label: t('outcomes.title') }}
    >
      {detail.may.includes('edit') && (
        <Due
          opens={detail.window.opens}
          closes={detail.uploadUntil ?? detail.window.closes}
          clause={detail.window.clause}
        />
      )}
      {detail.window.late && <p>{t('outcomes.late.open', { reason: detail.window.late.reason })}</p>}
      {returned && (
        <Section title={t('outcomes.one.returnedTitle', { by: returned.by })}>
          <p>{returned.reason}</p>
          {detail.uploadUntil && (
            <p>
              {t('outcomes.one.againUntil')} <DateLine closes={detail.uploadUntil} />
            </p>
          )}
        </Section>
      )}
      {/* Where something is still to be done it comes first; else what was received and its receipt. */}
      {!received && handIn}
      {latest && <VersionSection outcomeId={detail.outcomeId} version={latest} latest />}
      {received && handIn}
      {earlier.map((version) => (
        <VersionSection
          key={version.versionId}
          outcomeId={detail.outcomeId}
          version={version}
          latest={false}
        />
      ))}
      <Original detail={detail} />
      {withdraw.error && <Refused error={withdraw.error} />}
      {detail.may.includes('withdraw') && (
        <Group justify="flex-end">
          <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
            {t('outcomes.one.withdraw')}
          </Button>
        </Group>
      )}
      <Ask
        opened={asking}
        danger
        title={t('outcomes.one.withdrawTitle')}
        confirm={t('outcomes.one.withdraw')}
        busy={withdraw.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          withdraw.mutate(
            { params: { outcomeId: detail.outcomeId } },
            {
              onSuccess: () => say(t('outcomes.said.withdrawn')),
              onSettled: () => setAsking(false),
            },
          )
        }
      >
        <p>{t('outcomes.one.withdrawLead')}</p>
      </Ask>
    </Page>
  );
}

/** As what the course is taken, and which it was first, where it is no ordinary one. */
function Original({ detail: { kind, origin } }: { detail: Detail }) {
  const { t } = useWords();
  if (kind === 'ordinary') return null;
  const known = Object.entries(origin).map(([field, value]): [string, string] => [
    t(`field.outcomes.${field}`),
    value,
  ]);
  return (
    <Section title={t('outcomes.origin.title')}>
      <Facts items={[[t('outcomes.origin.kind'), t(`submission.kind.${kind}`)], ...known]} />
      {known.length === 0 && kind !== 'repeat' && <Quiet>{t('outcomes.origin.unknown')}</Quiet>}
    </Section>
  );
}
