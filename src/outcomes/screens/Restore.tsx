import { Button, FileInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type CallError, call, send } from '../../platform/call.ts';
import { hashOf } from '../../platform/ui/hash.ts';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { beginUpload, putFile } from '../contract.ts';
import type { Detail } from './OneOutcome.tsx';

type Version = Detail['versions'][number];
type Chosen = Record<string, { file: File; same: boolean }>;

/** Lost files are handed in again: every file of the version, each looked at by its hash before anything is sent. */
export function Restore({ outcomeId, version }: { outcomeId: string; version: Version }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Chosen>({});
  const restore = useMutation<void, CallError>({
    mutationFn: () => sendAgain(outcomeId, version, chosen),
    onSuccess: () => {
      say(t('outcomes.lost.said'));
      void client.invalidateQueries();
    },
  });
  const choose = async (slot: string, sha256: string, file: File | null) => {
    const { [slot]: _, ...others } = chosen;
    setChosen(file ? { ...others, [slot]: { file, same: (await hashOf(file)) === sha256 } } : others);
  };
  return (
    <section aria-label={t('outcomes.lost.title')}>
      <h3>{t('outcomes.lost.title')}</h3>
      <p>{t('outcomes.lost.lead')}</p>
      {version.files.map(({ slot, name, sha256 }) => {
        const given = chosen[slot];
        return (
          <div key={slot}>
            <FileInput
              clearable
              mt="md"
              clearButtonProps={{ 'aria-label': t('outcomes.handIn.clear') }}
              label={name}
              description={t('outcomes.lost.hash', { sha256 })}
              placeholder={t('outcomes.lost.choose')}
              value={given?.file ?? null}
              error={given && !given.same && t('outcomes.lost.other')}
              onChange={(file) => void choose(slot, sha256, file)}
            />
            {given?.same && <Status kind="done">{t('outcomes.lost.same')}</Status>}
          </div>
        );
      })}
      {restore.error && <Refused error={restore.error} again={() => restore.mutate()} />}
      <Button
        my="md"
        loading={restore.isPending}
        disabled={!version.files.every(({ slot }) => chosen[slot]?.same)}
        onClick={() => restore.mutate()}
      >
        {t('outcomes.lost.send')}
      </Button>
    </section>
  );
}

async function sendAgain(outcomeId: string, version: Version, chosen: Chosen): Promise<void> {
  const { description } = version;
  const files = version.files.map(({ slot, name, size, sha256 }) => ({ slot, name, size, sha256 }));
  const { uploadId } = await call(beginUpload, { params: { outcomeId }, body: { description, files } });
  for (const { slot } of files) {
    const blob = chosen[slot]?.file;
    if (blob) await send(putFile, { params: { uploadId, slot }, blob });
  }
}
