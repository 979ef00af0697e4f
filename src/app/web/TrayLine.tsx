/** Opens the tray of who is here, with every topic it sends for, and says in a line what is still on its way. */
import { useMatches } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Banner } from '../../platform/ui/frame/Frame.tsx';
import { Go } from '../../platform/ui/place.tsx';
import type { Destination } from '../../platform/ui/tray/destination.ts';
import { countOf, totalOf } from '../../platform/ui/tray/entry.ts';
import { closeTray, openTray, useTray } from '../../platform/ui/tray/tray.ts';
import { useWords } from '../../platform/ui/words.ts';

const topics = import.meta.glob<{ destination: Destination }>('../../*/screens/destination.tsx');

export function TrayLine({ account }: { account: string }) {
  const { t } = useWords();
  const { entries, sent } = useTray();
  useEffect(() => {
    let gone = false;
    void Promise.all(Object.values(topics).map((load) => load())).then((loaded) => {
      if (!gone)
        void openTray(
          account,
          loaded.map(({ destination }) => destination),
        );
    });
    return () => {
      gone = true;
      closeTray();
    };
  }, [account]);
  const here = useMatches().at(-1)?.fullPath as string | undefined;
  const { remaining, failed, known } = countOf(entries);
  // The tray's own page says all of it.
  if (here === '/tray' || remaining + failed + known === 0) return null;
  const total = totalOf(entries, sent);
  const percent = Math.floor((100 * total.sent) / Math.max(1, total.total));
  return (
    <Banner kind={failed + known > 0 ? 'warn' : 'calm'}>
      {remaining > 0 && t('ui.tray.line.remaining', { count: remaining, percent })}{' '}
      {failed + known > 0 && t('ui.tray.line.stuck', { count: failed + known })}{' '}
      <Go to="/tray">{t('ui.tray.line.open')}</Go>
    </Banner>
  );
}
