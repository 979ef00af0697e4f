import css from './small.module.css';
import { useWords } from './words.ts';

interface CountParts {
  of: number;
  /** null: no limit. */
  max: number | null;
  /** What is counted, e.g. "uploaded". */
  label: string;
}

/** So many of at most so many: figures for reading, marks for seeing. */
export function Count({ of, max, label }: CountParts) {
  const { t } = useWords();
  const marks = max !== null && max <= 12 ? Array.from({ length: max }, (_, at) => at < of) : [];
  return (
    <span className={css['count']} data-full={max !== null && of >= max}>
      <span className={css['countLabel']}>{label}</span>
      <span className={css['figures']}>
        <b>{of}</b>
        {max === null ? '' : t('ui.count.ofMax', { max })}
        {max === null && <span className="unseen">{t('ui.count.noLimit')}</span>}
      </span>
      {marks.length > 0 && (
        <span className={css['marks']} aria-hidden>
          {marks.map((filled, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: marks have no identity but their place
            <i key={at} data-filled={filled} />
          ))}
        </span>
      )}
    </span>
  );
}
