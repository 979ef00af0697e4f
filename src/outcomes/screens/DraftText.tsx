import { Textarea } from '@mantine/core';
import { Refused } from '../../platform/ui/Refused.tsx';
import { DraftChanged } from '../../platform/ui/tray/DraftChanged.tsx';
import type { useWritten } from '../../platform/ui/tray/useWritten.ts';
import { useWords } from '../../platform/ui/words.ts';
import { codePoints, tidyText } from '../announcement.ts';
import { draftChanged } from '../outcome.ts';

interface DraftTextParts {
  max: number;
  written: ReturnType<typeof useWritten<string>>;
  disabled: boolean;
}

/** The description, counted as the server counts. */
export function DraftText({ max, written, disabled }: DraftTextParts) {
  const { t } = useWords();
  const { text, kept, error, other } = written;
  const length = codePoints(tidyText(text));
  const over = length - max;
  return (
    <>
      <Textarea
        autosize
        minRows={2}
        required
        label={t('outcomes.handIn.description')}
        description={`${t('outcomes.handIn.counted', { length, max })}${kept ? ` · ${t('outcomes.handIn.kept')}` : ''}`}
        error={over > 0 ? t('outcomes.handIn.tooLong', { over }) : undefined}
        disabled={disabled}
        value={text}
        onChange={(event) => written.write(event.currentTarget.value)}
      />
      {error && <Refused error={error} />}
      {other && (
        <DraftChanged
          refusal={draftChanged({ description: other.text, savedAt: other.savedAt })}
          onKeepMine={() => written.settle(text)}
          onTakeOther={() => written.settle(other.text)}
        />
      )}
    </>
  );
}
