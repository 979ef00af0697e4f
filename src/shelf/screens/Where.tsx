import { TextInput } from '@mantine/core';
import { Quiet } from '../../platform/ui/Fields.tsx';
import type { WhereParts } from '../../platform/ui/tray/destination.ts';
import { useWords } from '../../platform/ui/words.ts';

/** What a file of the tray is called on the shelf; one sent from a thing's own page goes there. */
export function Where({ entry, onChange }: WhereParts) {
  const { t } = useWords();
  const { target, state } = entry;
  const title = target['title'] ?? '';
  if (target['itemId'] || (state !== 'open' && state !== 'failed')) return <Quiet>{title}</Quiet>;
  return (
    <TextInput
      required
      mt="xs"
      label={t('shelf.form.title')}
      value={title}
      onChange={(event) => onChange({ ...target, title: event.currentTarget.value })}
    />
  );
}
