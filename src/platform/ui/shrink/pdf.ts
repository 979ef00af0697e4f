/**
 * A PDF made smaller by drawing its pictures coarser; text, pages and everything else stay as they are. Runs in the
 * worker. What a picture cannot be drawn from (masks, unusual codings) stays untouched.
 */
import {
  decodePDFRawStream,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
  type PDFRef,
} from '@cantoo/pdf-lib';
import { drawn, type Level, levels } from './draw.ts';
import { type Shrunk, TroubleError } from './job.ts';

export async function shrinkPdf(
  blob: Blob,
  maxBytes: number,
  onProgress: (share: number) => void,
): Promise<Shrunk> {
  const original = new Uint8Array(await blob.arrayBuffer());
  let smallest = blob;
  for (const [nth, level] of levels.slice(1).entries()) {
    // Each time from what was chosen: coarser of coarser would be worse than it must be.
    const pdf = await loaded(original);
    const pictures = picturesOf(pdf);
    for (const [at, picture] of pictures.entries()) {
      await coarser(pdf, picture, level);
      onProgress((nth + (at + 1) / pictures.length) / levels.length);
    }
    const made = new Blob([new Uint8Array(await pdf.save({ useObjectStreams: true }))], {
      type: 'application/pdf',
    });
    if (made.size < smallest.size) smallest = made;
    if (smallest.size <= maxBytes) return { blob: smallest, fits: true };
    // Without pictures the next level would make the very same.
    if (pictures.length === 0) break;
  }
  return { blob: smallest, fits: false };
}

async function loaded(bytes: Uint8Array): Promise<PDFDocument> {
  const pdf = await PDFDocument.load(bytes, { ignoreEncryption: true, updateMetadata: false });
  if (pdf.isEncrypted) throw new TroubleError('encrypted');
  return pdf;
}

interface Picture {
  ref: PDFRef;
  stream: PDFRawStream;
}

function picturesOf(pdf: PDFDocument): Picture[] {
  return pdf.context.enumerateIndirectObjects().flatMap(([ref, object]) => {
    if (!(object instanceof PDFRawStream)) return [];
    const isImage = object.dict.get(PDFName.of('Subtype')) === PDFName.of('Image');
    const isMask = object.dict.has(PDFName.of('ImageMask'));
    return isImage && !isMask ? [{ ref, stream: object }] : [];
  });
}

async function coarser(pdf: PDFDocument, { ref, stream }: Picture, level: Level): Promise<void> {
  const bitmap = await bitmapOf(stream);
  if (!bitmap) return;
  const jpeg = new Uint8Array(await (await drawn(bitmap, level)).arrayBuffer());
  const scale = Math.min(1, level.side / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  bitmap.close();
  if (jpeg.length >= stream.contents.length) return;
  const dict = PDFDict.fromMapWithContext(new Map(stream.dict.asMap()), pdf.context);
  for (const name of ['DecodeParms', 'Decode', 'Length']) dict.delete(PDFName.of(name));
  dict.set(PDFName.of('Width'), PDFNumber.of(width));
  dict.set(PDFName.of('Height'), PDFNumber.of(height));
  dict.set(PDFName.of('BitsPerComponent'), PDFNumber.of(8));
  dict.set(PDFName.of('ColorSpace'), PDFName.of('DeviceRGB'));
  dict.set(PDFName.of('Filter'), PDFName.of('DCTDecode'));
  pdf.context.assign(ref, PDFRawStream.of(dict, jpeg));
}

/** Colours a browser would show otherwise than a printer. */
const unusual = /CMYK|Indexed|Separation|DeviceN|Lab/;

/** undefined where the picture is coded in a way that is left alone. */
async function bitmapOf(stream: PDFRawStream): Promise<ImageBitmap | undefined> {
  const get = (name: string) => stream.dict.lookup(PDFName.of(name));
  const filter = get('Filter');
  if (get('Decode') || get('Mask') || unusual.test(String(get('ColorSpace')))) return undefined;
  if (filter === PDFName.of('DCTDecode')) {
    const picture = new Blob([new Uint8Array(stream.contents)], { type: 'image/jpeg' });
    return createImageBitmap(picture, { imageOrientation: 'none' }).catch(() => undefined);
  }
  const parts = { [String(PDFName.of('DeviceRGB'))]: 3, [String(PDFName.of('DeviceGray'))]: 1 }[
    String(get('ColorSpace'))
  ];
  const plain = filter === PDFName.of('FlateDecode') && !get('DecodeParms');
  const [width, height] = [get('Width'), get('Height')].map((one) =>
    one instanceof PDFNumber ? one.asNumber() : 0,
  );
  if (!plain || !parts || !width || !height || String(get('BitsPerComponent')) !== '8') return undefined;
  const bytes = decodePDFRawStream(stream).decode();
  if (bytes.length < width * height * parts) return undefined;
  return createImageBitmap(new ImageData(colours(bytes, width * height, parts), width, height));
}

function colours(bytes: Uint8Array, count: number, parts: number): Uint8ClampedArray<ArrayBuffer> {
  const made = new Uint8ClampedArray(count * 4).fill(255);
  for (let at = 0; at < count; at += 1) {
    for (let part = 0; part < 3; part += 1) {
      made[at * 4 + part] = bytes[at * parts + (parts === 3 ? part : 0)] ?? 255;
    }
  }
  return made;
}
