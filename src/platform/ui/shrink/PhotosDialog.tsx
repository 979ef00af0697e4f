import { Button, Group, Modal } from '@mantine/core';
import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { Progress } from '../Progress.tsx';
import { sizeText } from '../size.ts';
import { TakeFiles } from '../tray/TakeFiles.tsx';
import { useWords } from '../words.ts';
import { type PhotoPage, type Shrunk, type Trouble, TroubleError } from './job.ts';
import { PhotoSheet } from './PhotoSheet.tsx';
import css from './shrink.module.css';
import { shrink } from './shrink.ts';

const PdfView = lazy(async () => ({ default: (await import('../PdfView.tsx')).PdfView }));

interface PhotosParts {
  /** Photos chosen already; more can be added. */
  photos: readonly File[];
  maxBytes: number;
  onMade(blob: Blob, name: string): void;
  onClose(): void;
}

export interface Sheet extends PhotoPage {
  key: string;
  name: string;
}

/** Photos of pages become one PDF that fits: in order, the right way up, cut to what matters. Seen before it is used. */
export function PhotosDialog({ photos, maxBytes, onMade, onClose }: PhotosParts) {
  const { t } = useWords();
  const count = useRef(0);
  const laid = useCallback(
    (files: readonly File[]) => files.map((file) => sheetOf(file, `${file.name} ${count.current++}`)),
    [],
  );
  const [sheets, setSheets] = useState<Sheet[]>(() => laid(photos));
  const [progress, setProgress] = useState<number | null>(null);
  const [made, setMade] = useState<Shrunk>();
  const [trouble, setTrouble] = useState<Trouble>();
  const change = (next: Sheet[]) => {
    setSheets(next);
    setMade(undefined);
    setTrouble(undefined);
  };
  const add = useCallback(
    (files: File[]) => {
      setMade(undefined);
      setSheets((before) => [...before, ...laid(files.filter(({ type }) => type.startsWith('image/')))]);
    },
    [laid],
  );
  const make = async () => {
    setProgress(0);
    try {
      const pages = sheets.map(({ blob, turns, crop }) => ({ blob, turns, crop }));
      setMade(await shrink({ kind: 'photos', pages, maxBytes }, setProgress, new AbortController().signal));
    } catch (error) {
      if (!(error instanceof TroubleError)) throw error;
      setTrouble(error.trouble);
    } finally {
      setProgress(null);
    }
  };
  const before = sheets.reduce((sum, { blob }) => sum + blob.size, 0);
  return (
    <Modal
      opened
      size="lg"
      title={t('ui.photos.title')}
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <p>{t('ui.photos.lead')}</p>
      {!made && <TakeFiles accept={['image/jpeg', 'image/png']} label={t('ui.photos.take')} onFiles={add} />}
      {!made && (
        <ol className={css['pages']} aria-label={t('ui.photos.pages')}>
          {sheets.map((sheet, at) => (
            <PhotoSheet
              key={sheet.key}
              sheet={sheet}
              number={at + 1}
              last={at === sheets.length - 1}
              onChange={(next) => change(sheets.map((one) => (one.key === sheet.key ? next : one)))}
              onRemove={() => change(sheets.filter((one) => one.key !== sheet.key))}
              onMove={(by) => change(moved(sheets, at, by))}
            />
          ))}
        </ol>
      )}
      {trouble && <p role="alert">{t(`ui.shrink.trouble.${trouble}`)}</p>}
      {progress !== null && <Progress label={t('ui.photos.making')} value={progress} />}
      {made && (
        <>
          <p>{t('ui.shrink.sizes', { before: sizeText(before), after: sizeText(made.blob.size) })}</p>
          <Suspense>
            <PdfView from={made.blob} name={t('ui.photos.file')} />
          </Suspense>
        </>
      )}
      {made && !made.fits && (
        <p role="alert">
          {t('ui.shrink.over', { over: sizeText(made.blob.size - maxBytes), max: sizeText(maxBytes) })}{' '}
          {t('ui.shrink.helps.photos')}
        </p>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={made ? () => setMade(undefined) : onClose}>
          {t(made ? 'ui.photos.back' : 'ui.notNow')}
        </Button>
        {made?.fits ? (
          <Button onClick={() => onMade(made.blob, `${t('ui.photos.file')}.pdf`)}>
            {t('ui.photos.use')}
          </Button>
        ) : (
          !made && (
            <Button disabled={sheets.length === 0} loading={progress !== null} onClick={() => void make()}>
              {t('ui.photos.make', { count: sheets.length })}
            </Button>
          )
        )}
      </Group>
    </Modal>
  );
}

function sheetOf(file: File, key: string): Sheet {
  return { key, name: file.name, blob: file, turns: 0, crop: { top: 0, right: 0, bottom: 0, left: 0 } };
}

function moved(sheets: readonly Sheet[], at: number, by: -1 | 1): Sheet[] {
  const next = [...sheets];
  const [one] = next.splice(at, 1);
  if (one) next.splice(at + by, 0, one);
  return next;
}
