import { Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Ask } from '../../platform/ui/Ask.tsx';
import { ClauseTag } from '../../platform/ui/ClauseTag.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { Go } from '../../platform/ui/place.tsx';
import { Refused } from '../../platform/ui/Refused.tsx';
import { say } from '../../platform/ui/say.tsx';
import { arrivedAs } from '../../platform/ui/tray/arrive.ts';
import { EntryProgress } from '../../platform/ui/tray/EntryProgress.tsx';
import type { TrayEntry } from '../../platform/ui/tray/entry.ts';
import { FileNotes } from '../../platform/ui/tray/FileNotes.tsx';
import {
  addEntry,
  changeEntry,
  pause,
  removeEntry,
  sendNow,
  setFile,
  useTray,
} from '../../platform/ui/tray/tray.ts';
import { useWords } from '../../platform/ui/words.ts';
import { decideDescription, decideFile, type Slot } from '../announcement.ts';
import { ChooseFile } from './ChooseFile.tsx';
import { DraftText } from './DraftText.tsx';
import type { Detail } from './OneOutcome.tsx';

const PhotosDialog = lazy(async () => ({
  default: (await import('../../platform/ui/shrink/PhotosDialog.tsx')).PhotosDialog,
}));

const slots = ['document', 'media'] as const;

/** Description and files of one outcome; they lie in the tray, which sends them. Without a window only a draft is written. */
export function HandIn({ detail }: { detail: Detail }) {
  const { t } = useWords();
  const { limits, outcomeId } = detail;
  const entry = useEntryOf(outcomeId);
  const replaces = detail.versions.length > 0;
  const [description, setDescription] = useState(
    detail.draft?.description ?? detail.versions[0]?.description ?? '',
  );
  const [asking, setAsking] = useState(false);
  const [binding, setBinding] = useState(false);
  const target = { outcomeId, subject: detail.subject, description };
  // Until the tray is open a file would have nowhere to lie.
  const { account } = useTray();
  const still =
    account !== null && (entry === undefined || entry.state === 'open' || entry.state === 'failed');
  const writable = entry === undefined || still;
  const ready =
    entry !== undefined &&
    entry.files.length > 0 &&
    !('refused' in decideDescription(description, limits)) &&
    entry.files.every((file) => !decideFile(file, limits[file.slot as Slot]));

  const put = async (slot: Slot, given: Parameters<typeof setFile>[2]) => {
    if (entry) await setFile(entry.id, slot, given);
    else if (given) await addEntry({ destination: 'outcomes', target, files: [{ slot, ...given }] });
  };
  const choose = async (slot: Slot, file: File | undefined) =>
    put(slot, file && (await arrivedAs(file, slot)));
  const handIn = async () => {
    setAsking(false);
    if (!entry) return;
    await changeEntry(entry.id, { target });
    await sendNow(entry.id);
  };

  const writing = (
    <DraftText
      outcomeId={outcomeId}
      max={limits.description.max}
      value={description}
      seen={detail.draft?.savedAt ?? null}
      disabled={!writable}
      onChange={setDescription}
    />
  );
  if (!detail.may.includes('upload')) {
    return <Section title={t('outcomes.handIn.draft')}>{writing}</Section>;
  }
  return (
    <Section title={t(replaces ? 'outcomes.handIn.again' : 'outcomes.handIn.title')}>
      {writing}
      {slots.map((slot) => {
        const file = entry?.files.find((one) => one.slot === slot);
        return (
          <div key={slot}>
            <ChooseFile
              slot={slot}
              limits={limits[slot]}
              file={file}
              disabled={!still}
              onChange={(chosen) => void choose(slot, chosen)}
            />
            {entry && file && <FileNotes entry={entry} file={file} rule={limits[slot]} />}
          </div>
        );
      })}
      {still && (
        <Button mt="md" variant="light" onClick={() => setBinding(true)}>
          {t('outcomes.handIn.photos')}
        </Button>
      )}
      <p>
        <ClauseTag clause={limits.document.clause} />{' '}
        {t('outcomes.handIn.grace', { minutes: detail.graceMinutes })}
      </p>
      {entry && <Standing entry={entry} again={() => void handIn()} />}
      {still && (
        <Button
          size="lg"
          fullWidth
          disabled={!ready}
          onClick={() => (replaces ? setAsking(true) : void handIn())}
        >
          {t('outcomes.handIn.send')}
        </Button>
      )}
      <Ask
        opened={asking}
        title={t('outcomes.handIn.replaceTitle')}
        confirm={t('outcomes.handIn.send')}
        onClose={() => setAsking(false)}
        onConfirm={() => void handIn()}
      >
        <p>{t('outcomes.handIn.replaceLead')}</p>
      </Ask>
      {binding && (
        <Suspense>
          <PhotosDialog
            photos={[]}
            maxBytes={limits.document.maxBytes}
            onClose={() => setBinding(false)}
            onMade={(blob, name) => {
              setBinding(false);
              void put('document', { blob, name, located: false });
            }}
          />
        </Suspense>
      )}
    </Section>
  );
}

/** What lies in the tray for this outcome. Once it has arrived the page is asked again, and the tray is done with it. */
function useEntryOf(outcomeId: string): TrayEntry | undefined {
  const { t } = useWords();
  const client = useQueryClient();
  const { entries } = useTray();
  const entry = entries.findLast(({ target }) => target['outcomeId'] === outcomeId);
  const told = useRef('');
  useEffect(() => {
    if (entry?.state !== 'done' || told.current === entry.id) return;
    told.current = entry.id;
    say(t('outcomes.said.received'));
    void removeEntry(entry.id);
    void client.invalidateQueries();
  }, [entry, client, t]);
  return entry?.state === 'done' ? undefined : entry;
}

/** How the sending stands, with what can be done about it. */
function Standing({ entry, again }: { entry: TrayEntry; again(): void }) {
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
