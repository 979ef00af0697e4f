import { Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { type CallError, call } from '../../platform/call.ts';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { codePoints, tidyText } from '../announcement.ts';
import { editDraft } from '../contract.ts';

interface DraftTextParts {
  outcomeId: string;
  max: number;
  value: string;
  disabled: boolean;
  onChange(text: string): void;
}

const pauseMs = 800;

/** The description, kept on the server with every pause in typing and counted as the server counts. */
export function DraftText({ outcomeId, max, value, disabled, onChange }: DraftTextParts) {
  const { t } = useWords();
  const [kept, setKept] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const saving = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(saving.current), []);
  const length = codePoints(tidyText(value));
  const over = length - max;

  const type = (text: string) => {
    onChange(text);
    setKept(false);
    clearTimeout(saving.current);
    if (codePoints(tidyText(text)) > max) return;
    saving.current = setTimeout(() => {
      call(editDraft, { params: { outcomeId }, body: { description: text } }).then(() => {
        setKept(true);
        setError(null);
      }, setError);
    }, pauseMs);
  };
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
        value={value}
        onChange={(event) => type(event.currentTarget.value)}
      />
      {error && <Refused error={error} />}
    </>
  );
}
