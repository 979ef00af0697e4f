import { FileInput } from '@mantine/core';
import { useWords } from '../../platform/ui/words.ts';
import { decideFile, type Slot, type SlotLimits } from '../announcement.ts';

interface ChooseFileParts {
  slot: Slot;
  limits: SlotLimits;
  file: File | undefined;
  disabled: boolean;
  onChange(file: File | undefined): void;
}

/** One place for a file: what fits is said before choosing, what does not fit at once after. */
export function ChooseFile({ slot, limits, file, disabled, onChange }: ChooseFileParts) {
  const { t } = useWords();
  const endings = limits.endings.map((ending) => ending.toUpperCase()).join('、');
  const refusal = file && decideFile(file, limits);
  const wrong = {
    'file-too-large': t('outcomes.handIn.tooLarge', {
      over: Math.ceil(((file?.size ?? 0) - limits.maxBytes) / 1024),
    }),
    'file-kind-refused': t('outcomes.handIn.wrongKind', { endings }),
    'file-empty': t('outcomes.handIn.emptyFile'),
  };
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
      value={file ?? null}
      error={refusal && wrong[refusal.refused as keyof typeof wrong]}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}
