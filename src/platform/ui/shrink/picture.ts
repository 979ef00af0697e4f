/**
 * What the first bytes of a picture say, read without decoding it: how many pixels, and whether it tells where it
 * was taken (JPEG: ITU-T T.81 and Exif 2.32; PNG: ISO/IEC 15948).
 */

export interface Pixels {
  width: number;
  height: number;
}

/** A picture above this is not opened: a phone would run out of memory, and the school refuses it too. */
export const maxPixels = 100_000_000;

export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8;
}

export function isPng(bytes: Uint8Array): boolean {
  return textAt(bytes, 1, 3) === 'PNG' && bytes[0] === 0x89;
}

export function pixelsOf(bytes: Uint8Array): Pixels | undefined {
  const view = viewOf(bytes);
  if (isPng(bytes) && bytes.length >= 24) return { width: view.getUint32(16), height: view.getUint32(20) };
  if (!isJpeg(bytes)) return undefined;
  const frame = segmentsOf(bytes).find(({ marker }) => isFrame(marker));
  if (!frame || frame.end > bytes.length) return undefined;
  return { height: view.getUint16(frame.at + 5), width: view.getUint16(frame.at + 7) };
}

/** A start of frame, of whatever coding; 0xc4, 0xc8 and 0xcc are tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

interface Segment {
  marker: number;
  /** Where its 0xff stands, and the first byte after it. */
  at: number;
  end: number;
}

/** The segments of a JPEG up to its picture. */
function segmentsOf(bytes: Uint8Array): Segment[] {
  const view = viewOf(bytes);
  const found: Segment[] = [];
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    found.push({ marker, at, end });
    if (marker === 0xda) break;
    at = end;
  }
  return found;
}

export function tellsPlace(bytes: Uint8Array): boolean {
  if (isPng(bytes))
    return chunksOf(bytes).some((chunk) => describes(bytes, chunk) && chunkTells(bytes, chunk));
  if (!isJpeg(bytes)) return false;
  return segmentsOf(bytes).some(({ marker, at, end }) => {
    if (marker !== 0xe1) return false;
    const content = bytes.subarray(at + 4, end);
    return textAt(content, 0, 4) === 'Exif' ? exifTellsPlace(content.subarray(6)) : speaksOfPlace(content);
  });
}

const orientationTag = 0x0112;
const gpsTag = 0x8825;

function exifTellsPlace(tiff: Uint8Array): boolean {
  return valueIn(tiff, gpsTag) !== undefined;
}

/** A value of the first directory of an Exif block; undefined where it has none. */
function valueIn(tiff: Uint8Array, tag: number): number | undefined {
  const order = textAt(tiff, 0, 2);
  if ((order !== 'II' && order !== 'MM') || tiff.length < 8) return undefined;
  const little = order === 'II';
  const view = viewOf(tiff);
  const first = view.getUint32(4, little);
  if (first + 2 > tiff.length) return undefined;
  const count = view.getUint16(first, little);
  for (let nth = 0; nth < count; nth += 1) {
    const at = first + 2 + nth * 12;
    if (at + 12 > tiff.length) return undefined;
    if (view.getUint16(at, little) !== tag) continue;
    return view.getUint16(at + 2, little) === 3
      ? view.getUint16(at + 8, little)
      : view.getUint32(at + 8, little);
  }
  return undefined;
}

function speaksOfPlace(content: Uint8Array): boolean {
  return /GPS|geotag|Location/i.test(textAt(content, 0, content.length));
}

/** The picture without what describes it (Exif, XMP, IPTC): the same pixels, the same way up. */
export function withoutDescription(bytes: Uint8Array): Uint8Array<ArrayBuffer>[] {
  return isPng(bytes) ? pngWithout(bytes) : jpegWithout(bytes);
}

function jpegWithout(bytes: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const segments = segmentsOf(bytes);
  const exif = segments.find(
    ({ marker, at, end }) => marker === 0xe1 && textAt(bytes.subarray(at + 4, end), 0, 4) === 'Exif',
  );
  const turned = exif && valueIn(bytes.subarray(exif.at + 10, exif.end), orientationTag);
  const kept = segments.filter(({ marker }) => marker !== 0xe1 && marker !== 0xed);
  const rest = segments.at(-1)?.end ?? 2;
  return [
    bytes.slice(0, 2),
    ...(turned && turned !== 1 ? [orientationAlone(turned)] : []),
    ...kept.map(({ at, end }) => bytes.slice(at, end)),
    bytes.slice(rest),
  ];
}

/** An Exif block that says only which way is up. */
function orientationAlone(turned: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(36);
  const view = viewOf(bytes);
  view.setUint16(0, 0xffe1);
  view.setUint16(2, 34);
  bytes.set(new TextEncoder().encode('Exif\0\0MM'), 4);
  view.setUint16(12, 42);
  view.setUint32(14, 8);
  view.setUint16(18, 1);
  view.setUint16(20, orientationTag);
  view.setUint16(22, 3);
  view.setUint32(24, 1);
  view.setUint16(28, turned);
  return bytes;
}

interface Chunk {
  type: string;
  at: number;
  end: number;
}

function chunksOf(bytes: Uint8Array): Chunk[] {
  const view = viewOf(bytes);
  const found: Chunk[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at);
    found.push({ type: textAt(bytes, at + 4, 4), at, end });
    at = end;
  }
  return found;
}

function describes(bytes: Uint8Array, { type, at, end }: Chunk): boolean {
  if (type === 'eXIf') return true;
  if (!['tEXt', 'zTXt', 'iTXt'].includes(type)) return false;
  return /^(XML:com\.adobe\.xmp|Raw profile type)/.test(textAt(bytes, at + 8, Math.min(40, end - at - 12)));
}

function chunkTells(bytes: Uint8Array, { type, at, end }: Chunk): boolean {
  const content = bytes.subarray(at + 8, end - 4);
  if (type === 'eXIf') return exifTellsPlace(content);
  // What is packed is not unpacked to be read: it may tell.
  return type === 'zTXt' || speaksOfPlace(content);
}

function pngWithout(bytes: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const kept = chunksOf(bytes).filter((chunk) => !describes(bytes, chunk));
  return [bytes.slice(0, 8), ...kept.map(({ at, end }) => bytes.slice(at, end))];
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return new TextDecoder('latin1').decode(bytes.subarray(at, at + length));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
