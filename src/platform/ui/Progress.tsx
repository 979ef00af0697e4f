import { Progress as Bar } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './small.module.css';
import { useWords } from './words.ts';

interface ProgressParts {
  label: string;
  /** 0 … 1; null while nobody can say how far it is. */
  value: number | null;
  /** What has been done so far, e.g. "1.2 of 3.4 MB". */
  detail?: ReactNode;
}

export function Progress({ label, value, detail }: ProgressParts) {
  const { t } = useWords();
  const percent = value === null ? 100 : Math.round(value * 100);
  return (
    <div className={css['progress']}>
      <div className={css['progressLine']}>
        <span>{label}</span>
        <span className={css['figures']}>{value === null ? '' : t('ui.percent', { percent })}</span>
      </div>
      <Bar.Root size="md">
        <Bar.Section value={percent} animated={value === null} aria-label={label} />
      </Bar.Root>
      {detail && <div className={css['progressDetail']}>{detail}</div>}
    </div>
  );
}
