import { ActionIcon } from '@mantine/core';
import { useDebouncedValue, useElementSize } from '@mantine/hooks';
import { IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { getDocument, type PDFDocumentLoadingTask, type PDFDocumentProxy, PDFWorker } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import css from './preview.module.css';
import { Waiting } from './Waiting.tsx';
import { useWords } from './words.ts';

declare const __PDF_RESOURCES__: string;

/** Draws a PDF, from a file link or from this device, page by page as it is scrolled to. Scripts, forms and links inside are not carried out. */
export function PdfView({ from, name }: { from: string | Blob; name: string }) {
  const { t } = useWords();
  const [pdf, setPdf] = useState<PDFDocumentProxy>();
  const [broken, setBroken] = useState(false);
  const [zoom, setZoom] = useState(1);
  // A phone that is turned, a window that is made narrower: the sheets fit again.
  const { ref, width } = useElementSize();
  const [room] = useDebouncedValue(width, 200, { leading: true });
  useEffect(() => {
    setPdf(undefined);
    setBroken(false);
    const port = new Worker(new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url), {
      type: 'module',
    });
    const worker = PDFWorker.create({ port });
    const options = {
      worker,
      cMapUrl: `${__PDF_RESOURCES__}cmaps/`,
      standardFontDataUrl: `${__PDF_RESOURCES__}standard_fonts/`,
      wasmUrl: `${__PDF_RESOURCES__}wasm/`,
      useWasm: false,
      enableXfa: false,
    };
    let gone = false;
    let loading: PDFDocumentLoadingTask | undefined;
    const load = async () => {
      const source = typeof from === 'string' ? { url: from } : { data: await from.arrayBuffer() };
      if (gone) return;
      loading = getDocument({ ...options, ...source });
      await loading.promise.then(setPdf, () => setBroken(true));
    };
    void load();
    return () => {
      gone = true;
      void loading?.destroy();
      worker.destroy();
      port.terminate();
    };
  }, [from]);
  if (broken) return <p role="alert">{t('ui.preview.broken', { name })}</p>;
  if (!pdf) return <Waiting lines={6} />;
  return (
    <div className={css['pdf']}>
      <div className={css['bar']}>
        <span>{t('ui.preview.pages', { pages: pdf.numPages })}</span>
        <ActionIcon aria-label={t('ui.preview.smaller')} onClick={() => setZoom(Math.max(0.5, zoom / 1.25))}>
          <IconZoomOut size={20} stroke={1.7} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t('ui.preview.larger')} onClick={() => setZoom(Math.min(4, zoom * 1.25))}>
          <IconZoomIn size={20} stroke={1.7} aria-hidden />
        </ActionIcon>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard */}
      <section className={css['pages']} tabIndex={0} aria-label={name}>
        {/* Measured inside the frame's padding: the observer tells the border's width. */}
        <div ref={ref}>
          {numbersTo(pdf.numPages).map((number) => (
            <Sheet key={number} pdf={pdf} number={number} room={room} zoom={zoom} name={name} />
          ))}
        </div>
      </section>
    </div>
  );
}

function numbersTo(last: number): number[] {
  return Array.from({ length: last }, (_, at) => at + 1);
}

interface SheetParts {
  pdf: PDFDocumentProxy;
  number: number;
  /** Width for a sheet at its usual size, in CSS pixels. */
  room: number;
  zoom: number;
  name: string;
}

function Sheet({ pdf, number, room, zoom, name }: SheetParts) {
  const { t } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const near = useNear(canvas);
  useEffect(() => {
    const drawn = canvas.current;
    if (!near || !drawn || room === 0) return;
    let stop: (() => void) | undefined;
    let gone = false;
    void pdf.getPage(number).then((page) => {
      if (gone) return;
      const natural = page.getViewport({ scale: 1 });
      const scale = (room / natural.width) * zoom;
      const sharp = Math.min(devicePixelRatio, 2);
      const viewport = page.getViewport({ scale: scale * sharp });
      drawn.width = Math.floor(viewport.width);
      drawn.height = Math.floor(viewport.height);
      drawn.style.width = `${Math.floor(viewport.width / sharp)}px`;
      drawn.style.height = 'auto';
      const task = page.render({ canvas: drawn, viewport });
      stop = () => task.cancel();
      task.promise.catch((error: Error) => {
        if (error.name !== 'RenderingCancelledException') throw error;
      });
    });
    return () => {
      gone = true;
      stop?.();
    };
  }, [pdf, number, room, zoom, near]);
  return (
    <canvas
      ref={canvas}
      className={css['sheet']}
      width={600}
      height={848}
      role="img"
      aria-label={t('ui.preview.page', { name, number })}
    />
  );
}

/** True once the element has come within a screen's height of what is seen. */
function useNear(element: React.RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: '800px' },
    );
    watch.observe(watched);
    return () => watch.disconnect();
  }, [element]);
  return near;
}
