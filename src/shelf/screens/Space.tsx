import { ClauseTag } from '../../platform/ui/ClauseTag.tsx';
import { Progress } from '../../platform/ui/Progress.tsx';
import { sizeText } from '../../platform/ui/size.ts';
import { useWords } from '../../platform/ui/words.ts';
import css from './shelf.module.css';

/** How much of the space is taken, and how much is left. */
export function Space({ used, max, clause }: { used: number; max: number; clause: string }) {
  const { t } = useWords();
  const free = sizeText(Math.max(0, max - used));
  return (
    <div className={css['space']}>
      <Progress
        label={t('shelf.space.label')}
        value={max === 0 ? 1 : Math.min(1, used / max)}
        detail={
          <>
            {t('shelf.space.detail', { used: sizeText(used), max: sizeText(max), free })}{' '}
            <ClauseTag clause={clause} />
          </>
        }
      />
    </div>
  );
}
