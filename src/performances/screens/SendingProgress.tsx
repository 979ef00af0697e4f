import { Progress } from '../../platform/ui/Progress.tsx';
import { sizeText } from '../../platform/ui/size.ts';
import { useWords } from '../../platform/ui/words.ts';
import type { Sent } from './sending.ts';

/** How far the bytes are, truly. */
export function SendingProgress({ progress }: { progress: Sent }) {
  const { t } = useWords();
  const { step, sent, total } = progress;
  // All bytes have left: what is missing is the server's word that they are safe.
  const waiting = step === 'hashing' || sent >= total;
  const label = step === 'hashing' ? 'hashing' : sent >= total ? 'checking' : 'sending';
  return (
    <Progress
      label={t(`ui.tray.step.${label}`)}
      value={waiting ? null : sent / total}
      detail={t('ui.tray.sent', { sent: sizeText(sent), total: sizeText(total) })}
    />
  );
}
