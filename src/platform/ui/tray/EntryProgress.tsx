import { Progress } from '../Progress.tsx';
import { sizeText } from '../size.ts';
import { useWords } from '../words.ts';
import { sizeOf, type TrayEntry } from './entry.ts';
import { useTray } from './tray.ts';

/** How far one entry is. All bytes gone and no answer yet: the server is checking and storing them. */
export function EntryProgress({ entry }: { entry: TrayEntry }) {
  const { t } = useWords();
  const { sent: all } = useTray();
  const now = all.get(entry.id);
  const total = sizeOf(entry);
  if (!now) return <Progress label={t('ui.tray.state.queued')} value={0} />;
  const checking = now.step === 'sending' && now.sent >= total;
  return (
    <Progress
      label={t(`ui.tray.step.${checking ? 'checking' : now.step}`)}
      value={now.step === 'hashing' || checking ? null : now.sent / total}
      detail={t('ui.tray.sent', { sent: sizeText(Math.min(now.sent, total)), total: sizeText(total) })}
    />
  );
}
