import { TextInput } from '@mantine/core';
import { useWords } from '../../platform/ui/words.ts';

/** Why something is changed: kept with the change. */
export function Reason({ value, onChange }: { value: string; onChange(reason: string): void }) {
  const { t } = useWords();
  return (
    <TextInput
      required
      mt="md"
      label={t('courses.reason')}
      description={t('courses.reasonHint')}
      maxLength={200}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
