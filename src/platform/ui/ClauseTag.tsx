import css from './small.module.css';
import { useWords } from './words.ts';

/** The clause a rule, date or refusal rests on, as the text numbers it. */
export function ClauseTag({ clause }: { clause: string }) {
  const { t } = useWords();
  return (
    <span className={css['clause']}>
      {t(
        /^產/.test(clause)
          ? 'ui.clause.default'
          : /^國/.test(clause)
            ? 'ui.clause.national'
            : 'ui.clause.school',
        {
          clause: clause.replace(/^[產國]/, ''),
        },
      )}
    </span>
  );
}
