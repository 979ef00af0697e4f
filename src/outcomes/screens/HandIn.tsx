import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CallError } from '../../platform/call.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { ClauseTag } from '../../platform/ui/ClauseTag.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { decideDescription, decideFile, type Slot } from '../announcement.ts';
import { ChooseFile } from './ChooseFile.tsx';
import { DraftText } from './DraftText.tsx';
import type { Detail } from './OneOutcome.tsx';
import { outcomeWays } from './outcomeWays.ts';
import { SendingProgress } from './SendingProgress.tsx';
import { type Chosen, type Sent, sendUpload } from './sending.ts';

const slots = ['document', 'media'] as const;

/** Description and files, sent with true progress. Without an open window only the draft can be written. */
export function HandIn({ detail }: { detail: Detail }) {
  const { t } = useWords();
  const client = useQueryClient();
  const { limits, outcomeId } = detail;
  const replaces = detail.versions.length > 0;
  const [description, setDescription] = useState(
    detail.draft?.description ?? detail.versions[0]?.description ?? '',
  );
  const [files, setFiles] = useState<Partial<Record<Slot, File>>>({});
  const [progress, setProgress] = useState<Sent | null>(null);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const chosen = slots.flatMap((slot): Chosen[] => (files[slot] ? [{ slot, file: files[slot] }] : []));
  const ready =
    chosen.length > 0 &&
    !('refused' in decideDescription(description, limits)) &&
    chosen.every(({ slot, file }) => !decideFile(file, limits[slot]));

  const handIn = async () => {
    setAsking(false);
    setError(null);
    try {
      await sendUpload(outcomeWays(outcomeId, description), chosen, setProgress);
      setFiles({});
      say(t('outcomes.said.received'));
      await client.invalidateQueries();
    } catch (failed) {
      setError(failed as CallError);
    } finally {
      setProgress(null);
    }
  };

  const writing = (
    <DraftText
      outcomeId={outcomeId}
      max={limits.description.max}
      value={description}
      disabled={progress !== null}
      onChange={setDescription}
    />
  );
  if (!detail.may.includes('upload')) {
    return <Section title={t('outcomes.handIn.draft')}>{writing}</Section>;
  }
  return (
    <Section title={t(replaces ? 'outcomes.handIn.again' : 'outcomes.handIn.title')}>
      {writing}
      {slots.map((slot) => (
        <ChooseFile
          key={slot}
          slot={slot}
          limits={limits[slot]}
          file={files[slot]}
          disabled={progress !== null}
          onChange={(file) => setFiles({ ...files, [slot]: file })}
        />
      ))}
      <p>
        <ClauseTag clause={limits.document.clause} />{' '}
        {t('outcomes.handIn.grace', { minutes: detail.graceMinutes })}
      </p>
      {error && <Refused error={error} again={() => void handIn()} />}
      {progress ? (
        <SendingProgress progress={progress} />
      ) : (
        <Button
          size="lg"
          fullWidth
          disabled={!ready}
          onClick={() => (replaces ? setAsking(true) : void handIn())}
        >
          {t('outcomes.handIn.send')}
        </Button>
      )}
      <Ask
        opened={asking}
        title={t('outcomes.handIn.replaceTitle')}
        confirm={t('outcomes.handIn.send')}
        onClose={() => setAsking(false)}
        onConfirm={() => void handIn()}
      >
        <p>{t('outcomes.handIn.replaceLead')}</p>
      </Ask>
    </Section>
  );
}
