import { Button, Checkbox } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { sizeText } from '../size.ts';
import { useWords } from '../words.ts';
import { type SlotRule, type TrayEntry, type TrayFile, wrongWith } from './entry.ts';
import css from './tray.module.css';
import { bytesOf, changeEntry, setFile } from './tray.ts';

const ShrinkDialog = lazy(async () => ({
  default: (await import('../shrink/ShrinkDialog.tsx')).ShrinkDialog,
}));

interface FileNotesParts {
  entry: TrayEntry;
  file: TrayFile;
  rule: SlotRule | undefined;
}

/** What is to be said of a file before it goes: that it is too large and can be made smaller, that it tells a place. */
export function FileNotes({ entry, file, rule }: FileNotesParts) {
  const { t } = useWords();
  const [shrinking, setShrinking] = useState<Blob | null>(null);
  const wrong = rule && wrongWith(file, rule);
  const open = async () => setShrinking((await bytesOf(entry.id, file.slot)) ?? null);
  const setKeeps = (keeps: boolean) =>
    changeEntry(entry.id, {
      files: entry.files.map((one) => (one.slot === file.slot ? { ...one, keepsLocation: keeps } : one)),
    });
  return (
    <>
      {wrong === 'large' && rule && (
        <>
          <p className={css['note']} role="alert">
            {t('ui.tray.large', { over: sizeText(file.size - rule.maxBytes), max: sizeText(rule.maxBytes) })}
          </p>
          <Button variant="light" size="sm" onClick={() => void open()}>
            {t('ui.shrink.open')}
          </Button>
        </>
      )}
      {wrong === 'empty' && (
        <p className={css['note']} role="alert">
          {t('ui.tray.empty')}
        </p>
      )}
      {file.located && entry.state === 'open' && (
        <Checkbox
          mt="xs"
          label={t('ui.tray.leavePlace')}
          description={t('ui.tray.leavePlaceWhy')}
          checked={!file.keepsLocation}
          onChange={(event) => void setKeeps(!event.currentTarget.checked)}
        />
      )}
      {shrinking && rule && (
        <Suspense>
          <ShrinkDialog
            blob={shrinking}
            name={file.name}
            maxBytes={rule.maxBytes}
            onClose={() => setShrinking(null)}
            onShrunk={(blob, name) => {
              setShrinking(null);
              void setFile(entry.id, file.slot, { blob, name, located: false });
            }}
          />
        </Suspense>
      )}
    </>
  );
}
