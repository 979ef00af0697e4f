import { Status } from '../../platform/ui/Status.tsx';
import { useWords } from '../../platform/ui/words.ts';

/** 補件: it came in after the closing, by a reopening; with the reason where there is room for it. */
export function LateMark({ reason }: { reason?: string }) {
  const { t } = useWords();
  return (
    <Status kind="attention">{reason ? t('outcomes.late.why', { reason }) : t('outcomes.late.mark')}</Status>
  );
}
