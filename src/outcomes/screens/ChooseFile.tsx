import { FileInput } from '@mantine/core';
import { useMemo } from 'react';
import { useWords } from '../../platform/ui/words.ts';
import { decideFile, type Slot, type SlotLimits } from '../announcement.ts';

interface ChooseFileParts {
  slot: Slot;
  limits: SlotLimits;
  /** What lies there now. */
  file: { name: string; size: number } | undefined;
  disabled: boolean;
  onChange(file: File | undefined): void;
}

/** One place for a file: what fits is said before choosing, what does not fit at once after. */
export function ChooseFile({ slot, limits, file, disabled, onChange }: ChooseFileParts) {
  const { t } = useWords();
  const endings = limits.endings.map((ending) => ending.toUpperCase()).join('、');
  const refusal = file && decideFile(file, limits);
  // Only named here; how large it is and what helps stands below.
  const shown = useMemo(() => (file ? new File([], file.name) : null), [file]);
  return (
    <FileInput
      clearable
      mt="md"
      clearButtonProps={{ 'aria-label': t('outcomes.handIn.clear') }}
      label={t(`outcomes.handIn.${slot}`)}
      description={t('outcomes.handIn.limits', { endings, megabytes: limits.maxBytes / 1024 / 1024 })}
      placeholder={t('outcomes.handIn.choose')}
      accept={limits.endings.map((ending) => `.${ending}`).join(',')}
      disabled={disabled}
      value={shown}
      error={refusal?.refused === 'file-kind-refused' && t('outcomes.handIn.wrongKind', { endings })}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}
