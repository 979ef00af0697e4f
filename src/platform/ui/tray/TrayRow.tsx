import { Button, NativeSelect } from '@mantine/core';
import { Row } from '../Page.tsx';
import { Go } from '../place.tsx';
import { Refused } from '../Refused.tsx';
import { Status, type StatusKind } from '../Status.tsx';
import { sizeText } from '../size.ts';
import { useWords } from '../words.ts';
import { assign, moveTo } from './assign.ts';
import type { Destination } from './destination.ts';
import { EntryProgress } from './EntryProgress.tsx';
import { slotsIn, type TrayEntry, type TrayState, wrongWith } from './entry.ts';
import { FileNotes } from './FileNotes.tsx';
import css from './tray.module.css';
import { destinationOf, destinationsHere, pause, removeEntry, sendNow } from './tray.ts';
import { useRules } from './useRules.ts';

const signs: Record<TrayState, StatusKind> = {
  open: 'draft',
  queued: 'waiting',
  paused: 'frozen',
  known: 'attention',
  failed: 'wrong',
  done: 'done',
};

/** One entry: its files, where it goes, how far it is, what went wrong, and what can be done about it. */
export function TrayRow({ entry }: { entry: TrayEntry }) {
  const destination = destinationOf(entry);
  return destination ? <Bound entry={entry} destination={destination} /> : null;
}

function Bound({ entry, destination }: { entry: TrayEntry; destination: Destination }) {
  const { t } = useWords();
  const rules = useRules().get(destination.key);
  const fits = entry.files.every((file) => {
    const rule = rules?.[file.slot];
    return rule && !wrongWith(file, rule);
  });
  const names = entry.files.map(({ name }) => name).join('、');
  const act = (key: string, does: () => Promise<void>, look: 'filled' | 'default' | 'subtle' = 'default') => (
    <Button
      size="sm"
      variant={look}
      disabled={key === 'send' && !(fits && destination.ready(entry))}
      aria-label={t('ui.tray.actOn', { act: t(`ui.tray.act.${key}`), names })}
      onClick={() => void does()}
    >
      {t(`ui.tray.act.${key}`)}
    </Button>
  );
  return (
    <Row title={<Status kind={signs[entry.state]}>{t(`ui.tray.state.${entry.state}`)}</Status>}>
      <ul className={css['files']}>
        {entry.files.map((file) => (
          <li key={file.slot} className={css['file']}>
            <div className={css['fileLine']}>
              <bdi>{file.name}</bdi>
              <span className={css['size']}>{sizeText(file.size)}</span>
            </div>
            {entry.state !== 'done' && <FileNotes entry={entry} file={file} rule={rules?.[file.slot]} />}
          </li>
        ))}
      </ul>
      {entry.state === 'open' && <Whither entry={entry} />}
      {entry.state !== 'done' && (
        <destination.Where entry={entry} onChange={(target) => void assign(entry.id, target)} />
      )}
      {entry.state === 'queued' && <EntryProgress entry={entry} />}
      {entry.failure && <Refused error={entry.failure} />}
      {entry.known && (
        <p className={css['note']} role="alert">
          {t('ui.tray.known')}{' '}
          <Go to={entry.known.to} params={entry.known.params}>
            {entry.known.label}
          </Go>
        </p>
      )}
      {entry.arrived && (
        <p>
          <Go to={entry.arrived.to} params={entry.arrived.params}>
            {entry.arrived.label}
          </Go>
        </p>
      )}
      <div className={css['acts']}>
        {entry.state === 'open' && act('send', () => sendNow(entry.id), 'filled')}
        {entry.state === 'queued' && act('pause', () => pause(entry.id))}
        {entry.state === 'paused' && act('resume', () => sendNow(entry.id), 'filled')}
        {entry.state === 'failed' && act('retry', () => sendNow(entry.id), 'filled')}
        {entry.state === 'known' && act('anyway', () => sendNow(entry.id, { anyway: true }))}
        {entry.state === 'done' || entry.state === 'known'
          ? act('dismiss', () => removeEntry(entry.id), 'subtle')
          : act('remove', () => removeEntry(entry.id), 'subtle')}
      </div>
    </Row>
  );
}

/** Which of the destinations it is for, among those that take what it holds. */
function Whither({ entry }: { entry: TrayEntry }) {
  const { t } = useWords();
  const rules = useRules();
  const offered = destinationsHere().flatMap(({ key, words }) => {
    const slots = slotsIn(entry.files, rules.get(key) ?? {});
    return slots || key === entry.destination ? [{ key, words, slots: slots ?? new Map() }] : [];
  });
  if (offered.length < 2) return null;
  const choose = (chosen: string) => {
    const next = offered.find(({ key }) => key === chosen);
    if (next) void moveTo(entry.id, next.key, next.slots);
  };
  return (
    <NativeSelect
      mt="xs"
      label={t('ui.tray.destination')}
      value={entry.destination}
      data={offered.map(({ key, words }) => ({ value: key, label: t(words) }))}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}
