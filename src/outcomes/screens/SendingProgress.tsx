import { Progress } from '../../platform/ui/Progress.tsx';
import { useWords } from '../../platform/ui/words.ts';
import type { Sent } from './sending.ts';

/** How far the bytes are, truly. */
export function SendingProgress({ progress }: { progress: Sent }) {
  const { t } = useWords();
  const { step, sent, total } = progress;
  const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
  // All bytes have left: what is missing is the server's word that they are safe.
  const waiting = step === 'hashing' || sent >= total;
  const label = step === 'hashing' ? 'hashing' : sent >= total ? 'checking' : 'sending';
  return (
    <Progress
      label={t(`outcomes.handIn.${label}`)}
      value={waiting ? null : sent / total}
      detail={t('outcomes.handIn.sent', { sent: megabytes(sent), total: megabytes(total) })}
    />
  );
}
