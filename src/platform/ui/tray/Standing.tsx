import { Button, Group } from '@mantine/core';
import { Go } from '../place.tsx';
import { Refused } from '../Refused.tsx';
import { useWords } from '../words.ts';
import { EntryProgress } from './EntryProgress.tsx';
import type { TrayEntry } from './entry.ts';
import { pause, removeEntry, sendNow } from './tray.ts';

/** How the sending of a page's own entry stands, with what can be done about it. */
export function Standing({ entry, again }: { entry: TrayEntry; again(): void }) {
  const { t } = useWords();
  const { state, failure, known } = entry;
  if (state === 'queued') {
    return (
      <>
        <EntryProgress entry={entry} />
        <Button mt="xs" variant="default" size="sm" onClick={() => void pause(entry.id)}>
          {t('ui.tray.act.pause')}
        </Button>
      </>
    );
  }
  if (state === 'paused') {
    return <Button onClick={() => void sendNow(entry.id)}>{t('ui.tray.act.resume')}</Button>;
  }
  if (state === 'known' && known) {
    return (
      <div role="alert">
        <p>
          {t('ui.tray.known')}{' '}
          <Go to={known.to} params={known.params}>
            {known.label}
          </Go>
        </p>
        <Group>
          <Button variant="default" onClick={() => void sendNow(entry.id, { anyway: true })}>
            {t('ui.tray.act.anyway')}
          </Button>
          <Button variant="subtle" onClick={() => void removeEntry(entry.id)}>
            {t('ui.tray.act.dismiss')}
          </Button>
        </Group>
      </div>
    );
  }
  return failure && <Refused error={failure} again={again} />;
}
