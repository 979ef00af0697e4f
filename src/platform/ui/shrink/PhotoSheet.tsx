import { ActionIcon, Button, Slider } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCrop, IconRotateClockwise, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words.ts';
import type { PhotoPage } from './job.ts';
import type { Sheet } from './PhotosDialog.tsx';
import { maxPixels, pixelsOf } from './picture.ts';
import css from './shrink.module.css';

interface PhotoSheetParts {
  sheet: Sheet;
  number: number;
  last: boolean;
  onChange(sheet: Sheet): void;
  onRemove(): void;
  onMove(by: -1 | 1): void;
}

const sides = ['top', 'bottom', 'left', 'right'] as const;

/** One photo as a page: turned, cut, moved, left out. All by button, so that a thumb and a keyboard can. */
export function PhotoSheet({ sheet, number, last, onChange, onRemove, onMove }: PhotoSheetParts) {
  const { t } = useWords();
  const [cropping, setCropping] = useState(false);
  const named = (act: string) => t(`ui.photos.${act}`, { number });
  return (
    <li className={css['page']}>
      <div className={css['thumb']}>
        <Thumb sheet={sheet} label={t('ui.photos.page', { number, name: sheet.name })} />
      </div>
      <div className={css['tools']}>
        <p>{t('ui.photos.number', { number })}</p>
        <ActionIcon
          aria-label={named('turn')}
          onClick={() => onChange({ ...sheet, turns: (sheet.turns + 1) % 4 })}
        >
          <IconRotateClockwise size={22} stroke={1.7} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={named('earlier')} disabled={number === 1} onClick={() => onMove(-1)}>
          <IconArrowUp size={22} stroke={1.7} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={named('later')} disabled={last} onClick={() => onMove(1)}>
          <IconArrowDown size={22} stroke={1.7} aria-hidden />
        </ActionIcon>
        <ActionIcon
          aria-label={named('crop')}
          aria-expanded={cropping}
          onClick={() => setCropping(!cropping)}
        >
          <IconCrop size={22} stroke={1.7} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={named('leaveOut')} onClick={onRemove}>
          <IconTrash size={22} stroke={1.7} aria-hidden />
        </ActionIcon>
      </div>
      {cropping && (
        <div className={css['crop']}>
          {sides.map((side) => (
            <div key={side}>
              <span aria-hidden>{t(`ui.photos.cut.${side}`)}</span>
              <Slider
                thumbLabel={t('ui.photos.cutOf', { side: t(`ui.photos.cut.${side}`), number })}
                min={0}
                max={45}
                label={(value) => t('ui.percent', { percent: value })}
                value={Math.round(sheet.crop[side] * 100)}
                onChange={(value) => onChange({ ...sheet, crop: { ...sheet.crop, [side]: value / 100 } })}
              />
            </div>
          ))}
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => onChange({ ...sheet, crop: { top: 0, right: 0, bottom: 0, left: 0 } })}
          >
            {t('ui.photos.uncut')}
          </Button>
        </div>
      )}
    </li>
  );
}

const thumbSide = 300;

/** The photo as the page will show it, drawn small. One that is too large to be opened is only named. */
function Thumb({ sheet, label }: { sheet: PhotoPage; label: string }) {
  const { t } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { bitmap, trouble } = useSmall(sheet.blob);
  useEffect(() => {
    if (canvas.current && bitmap) draw(canvas.current, bitmap, sheet);
  }, [bitmap, sheet]);
  if (trouble) return <span>{t(`ui.shrink.trouble.${trouble}`)}</span>;
  return <canvas ref={canvas} role="img" aria-label={label} />;
}

function useSmall(blob: Blob): { bitmap?: ImageBitmap; trouble?: 'too-many-pixels' | 'unreadable' } {
  const [found, setFound] = useState<ReturnType<typeof useSmall>>({});
  useEffect(() => {
    let gone = false;
    void small(blob).then((next) => {
      if (!gone) setFound(next);
    });
    return () => {
      gone = true;
    };
  }, [blob]);
  return found;
}

async function small(blob: Blob): Promise<ReturnType<typeof useSmall>> {
  const pixels = pixelsOf(new Uint8Array(await blob.slice(0, 1_048_576).arrayBuffer()));
  if (pixels && pixels.width * pixels.height > maxPixels) return { trouble: 'too-many-pixels' };
  try {
    return {
      bitmap: await createImageBitmap(blob, { imageOrientation: 'from-image', resizeWidth: thumbSide }),
    };
  } catch {
    return { trouble: 'unreadable' };
  }
}

function draw(canvas: HTMLCanvasElement, bitmap: ImageBitmap, { turns, crop }: PhotoPage): void {
  const width = bitmap.width * (1 - crop.left - crop.right);
  const height = bitmap.height * (1 - crop.top - crop.bottom);
  const lying = turns % 2 === 1;
  canvas.width = Math.max(1, lying ? height : width);
  canvas.height = Math.max(1, lying ? width : height);
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.translate(canvas.width / 2, canvas.height / 2);
  pen.rotate((turns * Math.PI) / 2);
  const [x, y] = [bitmap.width * crop.left, bitmap.height * crop.top];
  pen.drawImage(bitmap, x, y, width, height, -width / 2, -height / 2, width, height);
}
