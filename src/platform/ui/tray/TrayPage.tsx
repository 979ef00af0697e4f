import { Button, Group } from '@mantine/core';
import { lazy, Suspense, useCallback, useState } from 'react';
import { Answer } from '../Answer.tsx';
import { Empty } from '../Empty.tsx';
import { Page, Rows, Section } from '../Page.tsx';
import { Progress } from '../Progress.tsx';
import { usePlace } from '../place.tsx';
import { Status } from '../Status.tsx';
import { sizeText } from '../size.ts';
import { useWords } from '../words.ts';
import { arrive } from './arrive.ts';
import { countOf, type TrayEntry, totalOf } from './entry.ts';
import { secondsLeft } from './speed.ts';
import { TakeFiles } from './TakeFiles.tsx';
import { TrayRow } from './TrayRow.tsx';
import css from './tray.module.css';
import { addEntry, bytesOf, pause, removeEntry, retryFailed, sendNow, useTray } from './tray.ts';
import { type AllRules, useRulesAnswer } from './useRules.ts';

const PhotosDialog = lazy(async () => ({
  default: (await import('../shrink/PhotosDialog.tsx')).PhotosDialog,
}));

/** Several files at once: where each goes, how far all are, and everything that did not go through. */
export function TrayPage() {
  const { t } = useWords();
  const { account } = useTray();
  return (
    <Page title={t('ui.tray.title')} lead={t('ui.tray.lead')}>
      {account && <Laid />}
    </Page>
  );
}

function Laid() {
  const { t } = useWords();
  const { entries, unkept } = useTray();
  const answer = useRulesAnswer();
  return (
    <>
      <Answer of={answer}>{(rules) => <Take rules={rules} />}</Answer>
      {unkept && (
        <p className={css['note']} role="alert">
          {t('ui.tray.unkept')}
        </p>
      )}
      <Whole />
      <Photos entries={entries} rules={answer.data} />
      {entries.length === 0 ? (
        <Empty title={t('ui.tray.nothing')} next={t('ui.tray.nothingNext')} />
      ) : (
        <Rows label={t('ui.tray.title')}>
          {entries.map((entry) => (
            <TrayRow key={entry.id} entry={entry} />
          ))}
        </Rows>
      )}
    </>
  );
}

/** Lays files in for whoever takes them; whoever comes from a topic's own page hands in there. */
function Take({ rules }: { rules: AllRules }) {
  const { t } = useWords();
  const { query } = usePlace<Record<never, never>>();
  const first = query['to'] ?? '';
  const [turnedAway, setTurnedAway] = useState<string[]>([]);
  const lay = useCallback(
    async (files: File[]) => {
      const order = [...rules].sort(([one], [other]) => Number(other === first) - Number(one === first));
      const arrived = await arrive(files, new Map(order));
      setTurnedAway(arrived.turnedAway);
      for (const { destination, ...file } of arrived.taken)
        await addEntry({ destination, target: {}, files: [file] });
    },
    [rules, first],
  );
  const slots = [...rules.values()].flatMap((of) => Object.values(of));
  const accept = [...new Set(slots.flatMap(({ mediaTypes }) => mediaTypes))];
  return (
    <>
      <TakeFiles accept={accept} label={t('ui.tray.take')} onFiles={(files) => void lay(files)} />
      {turnedAway.length > 0 && (
        <p className={css['note']} role="alert">
          {t('ui.tray.turnedAway', { names: turnedAway.join('、') })}{' '}
          <Button size="compact-sm" variant="subtle" onClick={() => setTurnedAway([])}>
            {t('ui.tray.understood')}
          </Button>
        </p>
      )}
    </>
  );
}

/** All of them together: how many of each, how far, how fast, how long; and what can be done to all at once. */
function Whole() {
  const { t } = useWords();
  const { entries, sent, speed } = useTray();
  const count = countOf(entries);
  const total = totalOf(entries, sent);
  const left = secondsLeft(total.total - total.sent, speed);
  const among = (state: TrayEntry['state']) => entries.filter((entry) => entry.state === state);
  const all = (of: TrayEntry[], does: (id: string) => Promise<void>) => {
    for (const { id } of of) void does(id);
  };
  if (entries.length === 0) return null;
  const sending = among('queued').length > 0;
  return (
    <Section title={t('ui.tray.whole')}>
      <div className={css['counts']}>
        {count.open > 0 && <Status kind="draft">{t('ui.tray.count.open', { count: count.open })}</Status>}
        <Status kind="waiting">{t('ui.tray.count.remaining', { count: count.remaining })}</Status>
        <Status kind="done">{t('ui.tray.count.done', { count: count.done })}</Status>
        {count.known > 0 && (
          <Status kind="attention">{t('ui.tray.count.known', { count: count.known })}</Status>
        )}
        {count.failed > 0 && (
          <Status kind="wrong">{t('ui.tray.count.failed', { count: count.failed })}</Status>
        )}
      </div>
      {count.remaining > 0 && (
        <Progress
          label={t('ui.tray.total')}
          value={total.total > 0 ? total.sent / total.total : 0}
          detail={[
            t('ui.tray.sent', { sent: sizeText(total.sent), total: sizeText(total.total) }),
            ...(sending && speed ? [t('ui.tray.speed', { speed: sizeText(speed) })] : []),
            ...(sending && left !== undefined
              ? [t('ui.tray.left', { minutes: Math.floor(left / 60), seconds: left % 60 })]
              : []),
          ].join(' · ')}
        />
      )}
      <Group gap="sm" mt="sm">
        {sending && (
          <Button size="sm" variant="default" onClick={() => all(among('queued'), pause)}>
            {t('ui.tray.pauseAll')}
          </Button>
        )}
        {among('paused').length > 0 && (
          <Button size="sm" onClick={() => all(among('paused'), (id) => sendNow(id))}>
            {t('ui.tray.resumeAll')}
          </Button>
        )}
        {count.failed > 0 && (
          <Button size="sm" onClick={() => void retryFailed()}>
            {t('ui.tray.retryAll')}
          </Button>
        )}
        {count.done > 0 && (
          <Button size="sm" variant="subtle" onClick={() => all(among('done'), removeEntry)}>
            {t('ui.tray.clearDone')}
          </Button>
        )}
      </Group>
    </Section>
  );
}

/** Photos that lie here by themselves, for one destination, may be pages of one document. */
function Photos({ entries, rules }: { entries: readonly TrayEntry[]; rules: AllRules | undefined }) {
  const { t } = useWords();
  const [photos, setPhotos] = useState<File[]>();
  const isLoose = ({ state, files: [file, other] }: TrayEntry) =>
    state === 'open' && !other && !file?.held && file?.type.startsWith('image/');
  const destination = entries.find(isLoose)?.destination ?? '';
  const loose = entries.filter((entry) => isLoose(entry) && entry.destination === destination);
  const maxBytes = rules?.get(destination)?.['document']?.maxBytes;
  if (!maxBytes || loose.length < 2) return null;
  const open = async () => {
    const read = loose.map(async ({ id, files }) => {
      const [file] = files;
      const blob = file && (await bytesOf(id, file.slot));
      return blob && file ? [new File([blob], file.name, { type: file.type })] : [];
    });
    setPhotos((await Promise.all(read)).flat());
  };
  const bind = async (blob: Blob, name: string) => {
    setPhotos(undefined);
    const target = loose.find((entry) => Object.keys(entry.target).length > 0)?.target ?? {};
    await addEntry({ destination, target, files: [{ slot: 'document', blob, name, located: false }] });
    for (const { id } of loose) await removeEntry(id);
  };
  return (
    <>
      <Button variant="light" mt="md" onClick={() => void open()}>
        {t('ui.tray.bind', { count: loose.length })}
      </Button>
      {photos && (
        <Suspense>
          <PhotosDialog
            photos={photos}
            maxBytes={maxBytes}
            onClose={() => setPhotos(undefined)}
            onMade={(blob, name) => void bind(blob, name)}
          />
        </Suspense>
      )}
    </>
  );
}
