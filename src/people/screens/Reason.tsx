import { Textarea } from '@mantine/core';
import { useWords } from '../../platform/ui/words.ts';
import { reasonMax } from '../status.ts';

/** Why: asked for wherever a record of a student is changed. */
export function Reason({ value, onChange }: { value: string; onChange(value: string): void }) {
  const { t } = useWords();
  return (
    <Textarea
      label={t('status.reason')}
      required
      autosize
      minRows={2}
      maxLength={reasonMax}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
