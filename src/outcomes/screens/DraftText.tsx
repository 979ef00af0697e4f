import { Button, Group, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { type CallError, call, RefusedError } from '../../platform/call.ts';
import { Refused } from '../../platform/ui/Refused.tsx';
import { useWords } from '../../platform/ui/words.ts';
import { codePoints, tidyText } from '../announcement.ts';
import { editDraft } from '../contract.ts';

interface DraftTextParts {
  outcomeId: string;
  max: number;
  value: string;
  /** When the draft on the screen had been saved. */
  seen: string | null;
  disabled: boolean;
  onChange(text: string): void;
}

const pauseMs = 800;

/**
 * The description, kept on the server with every pause in typing and counted as the server counts. Where another
 * window saved meanwhile, nothing is written over: both texts are here, and the student chooses.
 */
export function DraftText({ outcomeId, max, value, seen, disabled, onChange }: DraftTextParts) {
  const { t } = useWords();
  const [kept, setKept] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lastSeen = useRef(seen);
  const saving = useRef(Promise.resolve());
  useEffect(() => () => clearTimeout(waiting.current), []);
  const length = codePoints(tidyText(value));
  const over = length - max;

  /** One after the other: each says which save it has seen. */
  const save = (description: string) => {
    saving.current = saving.current.then(async () => {
      try {
        const body = { description, seen: lastSeen.current };
        const { savedAt } = await call(editDraft, { params: { outcomeId }, body });
        lastSeen.current = savedAt;
        setKept(true);
        setError(null);
      } catch (failed) {
        setError(failed as CallError);
      }
    });
  };
  const type = (text: string) => {
    onChange(text);
    setKept(false);
    clearTimeout(waiting.current);
    if (codePoints(tidyText(text)) > max) return;
    waiting.current = setTimeout(() => save(text), pauseMs);
  };
  const other = otherText(error);
  const settle = (text: string) => {
    lastSeen.current = other?.savedAt ?? null;
    onChange(text);
    save(text);
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
      {other && (
        <Group mt="xs">
          <Button size="sm" onClick={() => settle(value)}>
            {t('outcomes.handIn.keepMine')}
          </Button>
          <Button size="sm" variant="default" onClick={() => settle(other.description)}>
            {t('outcomes.handIn.takeOther')}
          </Button>
        </Group>
      )}
    </>
  );
}

/** What the other window wrote, where that is why nothing was saved. */
function otherText(error: CallError | null): { description: string; savedAt: string } | undefined {
  if (!(error instanceof RefusedError) || error.refusal.refused !== 'draft-changed') return undefined;
  const { description, savedAt } = error.refusal.facts;
  return { description: String(description), savedAt: String(savedAt) };
}
