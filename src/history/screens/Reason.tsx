import { TextInput } from '@mantine/core';
import { useWords } from '../../platform/ui/words.ts';

/** Why something is done: at least two signs, kept with the act. */
export function Reason({ reason, onReason }: { reason: string; onReason(reason: string): void }) {
  const { t } = useWords();
  return (
    <TextInput
      required
      mt="md"
      maxLength={200}
      label={t('history.why')}
      description={t('history.whyKept')}
      value={reason}
      onChange={(event) => onReason(event.currentTarget.value)}
    />
  );
}

export function isReason(reason: string): boolean {
  return reason.trim().length >= 2;
}
