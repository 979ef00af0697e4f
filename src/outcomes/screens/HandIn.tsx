import { Button, FileInput, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type CallError, call, send } from '../../platform/call.ts';
import { ClauseTag } from '../../platform/ui/ClauseTag.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { Progress } from '../../platform/ui/Progress.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { Status } from '../../platform/ui/Status.tsx';
import { say } from '../../platform/ui/say.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { beginUpload, editDraft, putFile } from '../contract.ts';
import { hashOf } from './hash.ts';
import type { Detail } from './OneOutcome.tsx';

type Slot = 'document' | 'media';

interface Chosen {
  slot: Slot;
  file: File;
}

/** Description and files, sent with true progress; what is typed is kept as it is typed. */
export function HandIn({ detail }: { detail: Detail }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [description, setDescription] = useState(
    detail.draft?.description ?? detail.versions[0]?.description ?? '',
  );
  const [files, setFiles] = useState<Partial<Record<Slot, File>>>({});
  const [progress, setProgress] = useState<{ sent: number; total: number } | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const saving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { limits, outcomeId } = detail;
  const length = [...description].length;
  const chosen = (['document', 'media'] as const).flatMap((slot): Chosen[] => {
    const file = files[slot];
    return file ? [{ slot, file }] : [];
  });
  const tooLarge = chosen.filter(({ slot, file }) => file.size > limits[slot].maxBytes);
  const ready = length > 0 && length <= limits.description.max && chosen.length > 0 && tooLarge.length === 0;

  const type = (text: string) => {
    setDescription(text);
    clearTimeout(saving.current);
    if (!detail.draft) return;
    saving.current = setTimeout(() => {
      call(editDraft, { params: { outcomeId }, body: { description: text } }).catch(setError);
    }, 800);
  };
  const handIn = async () => {
    const total = chosen.reduce((sum, { file }) => sum + file.size, 0);
    setError(null);
    setProgress({ sent: 0, total });
    try {
      const announced = await Promise.all(
        chosen.map(async ({ slot, file }) => ({
          slot,
          name: file.name,
          size: file.size,
          sha256: await hashOf(file),
        })),
      );
      const { uploadId } = await call(beginUpload, {
        params: { outcomeId },
        body: { description, files: announced },
      });
      let before = 0;
      for (const { slot, file } of chosen) {
        const onProgress = (sent: number) => setProgress({ sent: before + sent, total });
        await send(putFile, { params: { uploadId, slot }, blob: file, onProgress });
        before += file.size;
      }
      setFiles({});
      say(t('outcomes.said.received'));
      await client.invalidateQueries();
    } catch (failed) {
      setError(failed as CallError);
    } finally {
      setProgress(null);
    }
  };

  return (
    <Section title={t(detail.versions.length > 0 ? 'outcomes.handIn.again' : 'outcomes.handIn.title')}>
      <Textarea
        autosize
        minRows={2}
        required
        label={t('outcomes.handIn.description')}
        description={t('outcomes.handIn.counted', { length, max: limits.description.max })}
        error={
          length > limits.description.max
            ? t('outcomes.handIn.tooLong', { over: length - limits.description.max })
            : undefined
        }
        value={description}
        onChange={(event) => type(event.currentTarget.value)}
      />
      {(['document', 'media'] as const).map((slot) => (
        <FileInput
          key={slot}
          clearable
          clearButtonProps={{ 'aria-label': t('outcomes.handIn.clear') }}
          label={t(`outcomes.handIn.${slot}`)}
          description={t('outcomes.handIn.limits', {
            endings: limits[slot].endings.map((ending) => ending.toUpperCase()).join('、'),
            megabytes: limits[slot].maxBytes / 1024 / 1024,
          })}
          placeholder={t('outcomes.handIn.choose')}
          accept={limits[slot].endings.map((ending) => `.${ending}`).join(',')}
          value={files[slot] ?? null}
          error={
            tooLarge.some((one) => one.slot === slot)
              ? t('outcomes.handIn.tooLarge', {
                  over: Math.ceil(((files[slot]?.size ?? 0) - limits[slot].maxBytes) / 1024),
                })
              : undefined
          }
          onChange={(file) => setFiles({ ...files, [slot]: file ?? undefined })}
        />
      ))}
      <p>
        <ClauseTag clause={limits.document.clause} />{' '}
        {t('outcomes.handIn.grace', { minutes: detail.graceMinutes })}
      </p>
      {error && <Refused error={error} />}
      {progress ? (
        <Progress
          label={t('outcomes.handIn.sending')}
          value={progress.total === 0 ? null : progress.sent / progress.total}
          detail={t('outcomes.handIn.sent', {
            sent: (progress.sent / 1024 / 1024).toFixed(1),
            total: (progress.total / 1024 / 1024).toFixed(1),
          })}
        />
      ) : (
        <Button size="lg" fullWidth disabled={!ready} onClick={() => void handIn()}>
          {t('outcomes.handIn.send')}
        </Button>
      )}
      {detail.versions.length > 0 && <Status kind="draft">{t('outcomes.handIn.keepsEarlier')}</Status>}
    </Section>
  );
}
