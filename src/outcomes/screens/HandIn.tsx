import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { call } from '../../platform/call.ts';
import { Ask } from '../../platform/ui/Ask.tsx';
import { ClauseTag } from '../../platform/ui/ClauseTag.tsx';
import { Section } from '../../platform/ui/Page.tsx';
import { say } from '../../platform/ui/say.tsx';
import { type Arrived, arrivedAs, layFiles, takeOut } from '../../platform/ui/tray/arrive.ts';
import type { TrayEntry } from '../../platform/ui/tray/entry.ts';
import { FileNotes } from '../../platform/ui/tray/FileNotes.tsx';
import { Standing } from '../../platform/ui/tray/Standing.tsx';
import { sendNow, useTray } from '../../platform/ui/tray/tray.ts';
import { isOpen, useEntryOf } from '../../platform/ui/tray/useEntryOf.ts';
import { useWritten, type Ways } from '../../platform/ui/tray/useWritten.ts';
import { useWords } from '../../platform/ui/words.ts';
import { codePoints, decideDescription, decideFile, type Slot, tidyText } from '../announcement.ts';
import { editDraft } from '../contract.ts';
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
  const replaces = detail.versions.length > 0;
  const entry = useEntryOf({
    destination: 'outcomes',
    item: outcomeId,
    onArrived: () => say(t('outcomes.said.received')),
  });
  const written = useWritten<string>(waysOf(detail, entry));
  const { text: description } = written;
  const [asking, setAsking] = useState(false);
  const [binding, setBinding] = useState(false);
  // Until the tray is open a file would have nowhere to lie.
  const { account } = useTray();
  const writable = entry === undefined || isOpen(entry);
  const still = account !== null && writable;
  const ready =
    entry !== undefined &&
    entry.files.length > 0 &&
    !written.other &&
    !('refused' in decideDescription(description, limits)) &&
    entry.files.every((file) => !decideFile(file, limits[file.slot as Slot]));

  const lay = (file: Arrived) => {
    const target = targetOf(detail, description);
    return layFiles(entry, [file], { destination: 'outcomes', target, draftSeen: written.draftSeen });
  };
  const choose = async (slot: Slot, file: File | undefined) => {
    if (file) await lay(await arrivedAs(file, slot));
    else if (entry) await takeOut(entry, slot);
  };
  const handIn = async () => {
    setAsking(false);
    if (entry && (await written.flush())) await sendNow(entry.id);
  };

  const writing = <DraftText max={limits.description.max} written={written} disabled={!writable} />;
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
              void lay({ slot: 'document', blob, name, located: false });
            }}
          />
        </Suspense>
      )}
    </Section>
  );
}

const targetOf = ({ outcomeId, subject }: Detail, description: string) => ({
  outcomeId,
  subject,
  description,
});

function waysOf(detail: Detail, entry: TrayEntry | undefined): Ways<string> {
  const { draft, versions, limits, outcomeId } = detail;
  return {
    entry,
    initial: draft?.description ?? versions[0]?.description ?? '',
    draft: draft ? { text: draft.description, savedAt: draft.savedAt } : undefined,
    save: (description, seen) => call(editDraft, { params: { outcomeId }, body: { description, seen } }),
    changed: 'draft-changed',
    savable: (description) => codePoints(tidyText(description)) <= limits.description.max,
    same: (one, other) => tidyText(one) === tidyText(other),
    target: (description) => targetOf(detail, description),
    textOf: (target) => target['description'],
  };
}
