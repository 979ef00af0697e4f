/** Pictures drawn smaller: decoded once, then coarser step by step until they fit. Runs in the worker. */
import { type PhotoPage, type Shrunk, TroubleError } from './job.ts';
import { maxPixels, pixelsOf } from './picture.ts';

export interface Level {
  /** Pixels of the longer side, at most. */
  side: number;
  /** JPEG quality, 0 … 1. */
  quality: number;
}

/** From hardly visible to just readable. */
export const levels: readonly Level[] = [
  { side: 3000, quality: 0.86 },
  { side: 2400, quality: 0.82 },
  { side: 2000, quality: 0.78 },
  { side: 1600, quality: 0.74 },
  { side: 1400, quality: 0.66 },
  { side: 1200, quality: 0.6 },
  { side: 1000, quality: 0.5 },
  { side: 800, quality: 0.45 },
];

export async function shrinkPicture(
  blob: Blob,
  maxBytes: number,
  onProgress: (share: number) => void,
): Promise<Shrunk> {
  const bitmap = await opened(blob);
  try {
    let smallest: Blob | undefined;
    for (const [nth, level] of levels.entries()) {
      smallest = await drawn(bitmap, level);
      onProgress((nth + 1) / levels.length);
      if (smallest.size <= maxBytes) return { blob: smallest, fits: true };
    }
    if (!smallest) throw new TroubleError('unreadable');
    return { blob: smallest, fits: false };
  } finally {
    bitmap.close();
  }
}

/** A picture to draw from, the right way up. Counted before it is decoded: what is too large is not opened. */
export async function opened(blob: Blob): Promise<ImageBitmap> {
  const pixels = pixelsOf(new Uint8Array(await blob.slice(0, 1_048_576).arrayBuffer()));
  if (pixels && pixels.width * pixels.height > maxPixels) throw new TroubleError('too-many-pixels');
  return createImageBitmap(blob, { imageOrientation: 'from-image' }).catch((error: Error) => {
    throw new TroubleError(error.name === 'InvalidStateError' ? 'unreadable' : 'no-memory');
  });
}

const whole: Pick<PhotoPage, 'turns' | 'crop'> = { turns: 0, crop: { top: 0, right: 0, bottom: 0, left: 0 } };

/** Cut, turned, and no larger than the level says, as JPEG on white. */
export async function drawn(bitmap: ImageBitmap, { side, quality }: Level, as = whole): Promise<Blob> {
  const { top, right, bottom, left } = as.crop;
  const from = {
    x: bitmap.width * left,
    y: bitmap.height * top,
    width: Math.max(1, bitmap.width * (1 - left - right)),
    height: Math.max(1, bitmap.height * (1 - top - bottom)),
  };
  const scale = Math.min(1, side / Math.max(from.width, from.height));
  const width = Math.max(1, Math.round(from.width * scale));
  const height = Math.max(1, Math.round(from.height * scale));
  const lying = as.turns % 2 === 1;
  const canvas = new OffscreenCanvas(lying ? height : width, lying ? width : height);
  const pen = canvas.getContext('2d');
  if (!pen) throw new TroubleError('no-memory');
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.translate(canvas.width / 2, canvas.height / 2);
  pen.rotate((as.turns * Math.PI) / 2);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(bitmap, from.x, from.y, from.width, from.height, -width / 2, -height / 2, width, height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality });
}
