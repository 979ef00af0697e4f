import { Button, Group, Modal, SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Progress } from '../Progress.tsx';
import { Status } from '../Status.tsx';
import { sizeText } from '../size.ts';
import { useWords } from '../words.ts';
import { type Job, type Shrunk, type Trouble, TroubleError } from './job.ts';
import css from './shrink.module.css';
import { shrink } from './shrink.ts';

const PdfView = lazy(async () => ({ default: (await import('../PdfView.tsx')).PdfView }));

interface ShrinkParts {
  blob: Blob;
  name: string;
  maxBytes: number;
  onShrunk(blob: Blob, name: string): void;
  onClose(): void;
}

/** One file made smaller on this device, seen before and after; nothing is replaced until the student says so. */
export function ShrinkDialog({ blob, name, maxBytes, onShrunk, onClose }: ShrinkParts) {
  const { t } = useWords();
  const [progress, setProgress] = useState(0);
  const [shrunk, setShrunk] = useState<Shrunk>();
  const [trouble, setTrouble] = useState<Trouble>();
  const kind = kindOf(blob, name);
  useEffect(() => {
    const stop = new AbortController();
    shrink({ kind, blob, maxBytes }, setProgress, stop.signal).then(setShrunk, (error: unknown) => {
      if (stop.signal.aborted) return;
      if (!(error instanceof TroubleError)) throw error;
      setTrouble(error.trouble);
    });
    return () => stop.abort();
  }, [kind, blob, maxBytes]);
  return (
    <Modal
      opened
      size="lg"
      title={t('ui.shrink.title')}
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {trouble && (
        <p role="alert">
          {t(`ui.shrink.trouble.${trouble}`)}{' '}
          {t('ui.shrink.over', { over: sizeText(blob.size - maxBytes), max: sizeText(maxBytes) })}{' '}
          {t(`ui.shrink.helps.${kind}`)}
        </p>
      )}
      {!trouble && !shrunk && (
        <>
          <p>{t('ui.shrink.working')}</p>
          <Progress label={t('ui.shrink.shrinking')} value={progress} />
        </>
      )}
      {shrunk && <Compared before={blob} after={shrunk.blob} name={name} />}
      {shrunk && !shrunk.fits && (
        <p role="alert">
          {t('ui.shrink.over', { over: sizeText(shrunk.blob.size - maxBytes), max: sizeText(maxBytes) })}{' '}
          {t(`ui.shrink.helps.${kind}`)}
        </p>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('ui.shrink.keep')}
        </Button>
        {shrunk?.fits && (
          <Button onClick={() => onShrunk(shrunk.blob, renamed(name, shrunk.blob))}>
            {t('ui.shrink.use')}
          </Button>
        )}
      </Group>
    </Modal>
  );
}

function kindOf(blob: Blob, name: string): Exclude<Job['kind'], 'photos'> {
  if (/\.pdf$/i.test(name)) return 'pdf';
  return /^image\//.test(blob.type) || /\.(jpe?g|png)$/i.test(name) ? 'picture' : 'film';
}

const endings: Record<string, string> = { 'image/jpeg': 'jpg', 'application/pdf': 'pdf', 'video/mp4': 'mp4' };

function renamed(name: string, { type }: Blob): string {
  return `${name.replace(/\.[^.]+$/, '')}.${endings[type] ?? 'bin'}`;
}

/** Before and after: the sizes at once, the pictures one at a time, as large as a phone allows. */
function Compared({ before, after, name }: { before: Blob; after: Blob; name: string }) {
  const { t } = useWords();
  const [shown, setShown] = useState<'before' | 'after'>('after');
  return (
    <>
      <p className={css['sizes']}>
        <Status kind="done">
          {t('ui.shrink.sizes', { before: sizeText(before.size), after: sizeText(after.size) })}
        </Status>
      </p>
      <SegmentedControl
        fullWidth
        aria-label={t('ui.shrink.compare')}
        value={shown}
        onChange={(value) => setShown(value as typeof shown)}
        data={(['before', 'after'] as const).map((value) => ({ value, label: t(`ui.shrink.${value}`) }))}
      />
      <div className={css['look']}>
        <Look blob={shown === 'before' ? before : after} name={name} />
      </div>
    </>
  );
}

function Look({ blob, name }: { blob: Blob; name: string }) {
  const url = useMemo(() => URL.createObjectURL(blob), [blob]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  if (blob.type === 'application/pdf' || /\.pdf$/i.test(name)) {
    return (
      <Suspense>
        <PdfView from={blob} name={name} />
      </Suspense>
    );
  }
  if (blob.type.startsWith('image/')) return <img src={url} alt={name} />;
  if (blob.type.startsWith('audio/')) {
    // biome-ignore lint/a11y/useMediaCaption: a student's own recording has no captions to offer
    return <audio src={url} controls aria-label={name} />;
  }
  // biome-ignore lint/a11y/useMediaCaption: a student's own film has no captions to offer
  return <video src={url} controls playsInline aria-label={name} />;
}
