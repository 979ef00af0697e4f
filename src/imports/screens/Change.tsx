import { hasWords, useWords } from '../../platform/ui/words.ts';
import type { Part } from './OneImport.tsx';

/** One field from what it was to what it would be. */
export function Change({ field, before, after }: Part['changed']['rows'][number]['changes'][number]) {
  const { t } = useWords();
  const shown = (value: string) =>
    value === ''
      ? t('imports.list.empty')
      : hasWords(`imports.value.${value}`)
        ? t(`imports.value.${value}`)
        : value;
  return (
    <div>
      {t(`imports.field.${field}`)} <del>{shown(before)}</del> <ins>{shown(after)}</ins>
    </div>
  );
}
