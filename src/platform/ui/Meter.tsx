import { Progress } from '@mantine/core';
import css from './small.module.css';
import { useWords } from './words.ts';

/** How far something is: a bar for seeing, figures for reading. */
export function Meter({ done, of }: { done: number; of: number }) {
  const { t } = useWords();
  const share = of === 0 ? 100 : Math.floor((done / of) * 100);
  return (
    <span className={css['meter']} data-done={done >= of}>
      <Progress aria-hidden value={share} size="sm" />
      <span className={css['meterFigures']}>
        {of === 0 ? t('ui.meter.none') : t('ui.meter.of', { done, of })}
      </span>
    </span>
  );
}
