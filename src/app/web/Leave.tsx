/** Signing out on a device that others use: what is not sent yet would go with it, so that is asked first. */
import { Ask } from '../../platform/ui/Ask.tsx';
import { clearTray } from '../../platform/ui/tray/tray.ts';
import { useWords } from '../../platform/ui/words.ts';

export function Leave(parts: { unsent: number; onStay(): void; onLeave(): void }) {
  const { t } = useWords();
  const { unsent, onStay, onLeave } = parts;
  return (
    <Ask
      opened
      danger
      title={t('ui.tray.leave.title')}
      confirm={t('ui.tray.leave.confirm')}
      onClose={onStay}
      onConfirm={() => void clearTray().then(onLeave)}
    >
      <p>{t('ui.tray.leave.lead', { count: unsent })}</p>
    </Ask>
  );
}
