/** Photos of pages made into one PDF that fits: each on a sheet of A4, lying where the photo lies. In the worker. */
import { PDFDocument } from '@cantoo/pdf-lib';
import { drawn, levels, opened } from './draw.ts';
import type { PhotoPage, Shrunk } from './job.ts';

/** A4 in points, and what stays white around a photo. */
const sheet = { short: 595, long: 842, margin: 18 };
/** What a PDF needs beside its pictures. */
const overhead = { file: 2048, page: 1024 };

export async function photosToPdf(
  pages: readonly PhotoPage[],
  maxBytes: number,
  onProgress: (share: number) => void,
): Promise<Shrunk> {
  const room = maxBytes - overhead.file - overhead.page * pages.length;
  let pictures: Blob[] = [];
  for (const [nth, level] of levels.entries()) {
    pictures = [];
    // One photo is open at a time: three of them at once are more than some phones have.
    for (const page of pages) {
      const bitmap = await opened(page.blob);
      pictures.push(await drawn(bitmap, level, page));
      bitmap.close();
      onProgress((nth + pictures.length / pages.length) / (levels.length + 1));
    }
    if (pictures.reduce((sum, { size }) => sum + size, 0) <= room) break;
  }
  const blob = await bound(pictures);
  return { blob, fits: blob.size <= maxBytes };
}

async function bound(pictures: readonly Blob[]): Promise<Blob> {
  const pdf = await PDFDocument.create();
  for (const picture of pictures) {
    const image = await pdf.embedJpg(await picture.arrayBuffer());
    const lies = image.width > image.height;
    const [width, height] = lies ? [sheet.long, sheet.short] : [sheet.short, sheet.long];
    const fit = image.scaleToFit(width - sheet.margin * 2, height - sheet.margin * 2);
    const x = (width - fit.width) / 2;
    pdf.addPage([width, height]).drawImage(image, { x, y: (height - fit.height) / 2, ...fit });
  }
  const bytes = await pdf.save();
  return new Blob([new Uint8Array(bytes)], { type: 'application/pdf' });
}
