import { lazy, Suspense } from 'react';
import css from './preview.module.css';
import { Waiting } from './Waiting.tsx';
import { useWords } from './words.ts';

const PdfView = lazy(async () => ({ default: (await import('./PdfView.tsx')).PdfView }));

interface PreviewParts {
  /** A file link of the server (same origin or the files' own). */
  url: string;
  /** As the server told it from the bytes. */
  mediaType: string;
  name: string;
}

/** A handed-in file, looked at in the page: PDF pages drawn without scripts, pictures, sound, film. */
export function Preview({ url, mediaType, name }: PreviewParts) {
  const { t } = useWords();
  if (mediaType === 'application/pdf') {
    return (
      <Suspense fallback={<Waiting lines={6} />}>
        <PdfView from={url} name={name} />
      </Suspense>
    );
  }
  if (mediaType.startsWith('image/')) {
    return (
      <figure className={css['picture']}>
        <img src={url} alt={name} />
      </figure>
    );
  }
  if (mediaType.startsWith('audio/')) {
    // biome-ignore lint/a11y/useMediaCaption: a student's own recording has no captions to offer
    return <audio className={css['sound']} src={url} controls preload="metadata" aria-label={name} />;
  }
  if (mediaType.startsWith('video/')) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: a student's own film has no captions to offer
      <video className={css['film']} src={url} controls preload="metadata" playsInline aria-label={name} />
    );
  }
  return <p>{t('ui.preview.none', { name })}</p>;
}
