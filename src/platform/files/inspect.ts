/**
 * Looks inside a file without changing or running it: whether it is whole, whether it can be opened, what
 * to warn about. Runs in a worker thread; a file that crashes it is refused as broken.
 */
import { open, readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { foundBehind, foundInPdf, foundInText } from './found-inside.ts';

export type Inspection =
  | { findings: string[] }
  | { broken: 'file-broken' | 'file-encrypted' | 'file-too-many-pixels' };

/** A picture above this is refused before anything decodes it. */
const maxPixels = 100_000_000;

export async function inspectFile(path: string, mediaType: string): Promise<Inspection> {
  switch (mediaType) {
    case 'application/pdf':
      return inspectPdf(await readFile(path));
    case 'image/jpeg':
    case 'image/png':
      return inspectPicture(path, mediaType);
    case 'video/mp4':
      return inspectMp4(path);
    default:
      return inspectMp3(path);
  }
}

/** Bytes of one box that describes a film; what is longer is read up to here. */
const maxDescription = 8 * 1024 * 1024;

/** The film itself, and room that every reader leaves out (ISO/IEC 14496-12, 8.1): only the rest can carry words. */
const unread = new Set(['mdat', 'free', 'skip']);

const broken = { broken: 'file-broken' } as const;

/**
 * The end of a PDF names where its cross-reference begins, and that place its root and whether it is
 * encrypted (ISO 32000-2, 7.5). A truncated file has lost its end.
 */
export function inspectPdf(bytes: Buffer): Inspection {
  const tail = bytes.subarray(Math.max(0, bytes.length - 2048)).toString('latin1');
  const start = /startxref\s+(\d+)\s+%%EOF\s*[\0\s]*$/.exec(tail)?.[1];
  if (start === undefined || Number(start) >= bytes.length) return broken;
  const trailer = trailerAt(bytes, Number(start));
  if (trailer === undefined || !/\/Root\s+\d+\s+\d+\s+R/.test(trailer)) return broken;
  if (/\/Encrypt[\s\d<]/.test(trailer)) return { broken: 'file-encrypted' };
  return { findings: [...foundInPdf(bytes), ...foundBehind(bytes, 'application/pdf')] };
}

function trailerAt(bytes: Buffer, start: number): string | undefined {
  const section = bytes.subarray(start, start + 8).toString('latin1');
  if (section.startsWith('xref')) {
    const at = bytes.indexOf('trailer', start);
    return at < 0 ? undefined : bytes.subarray(at, at + 4096).toString('latin1');
  }
  // A cross-reference stream: `12 0 obj << /Type /XRef … >> stream`.
  const text = bytes.subarray(start, start + 4096).toString('latin1');
  return /^\s*\d+\s+\d+\s+obj/.test(text) && text.includes('/XRef') ? text : undefined;
}

async function inspectPicture(path: string, mediaType: string): Promise<Inspection> {
  const { width = 0, height = 0 } = await sharp(path, { limitInputPixels: false }).metadata();
  if (width * height > maxPixels) return { broken: 'file-too-many-pixels' };
  const end = await lastBytes(path, 65_536);
  const whole = mediaType === 'image/png' ? end.includes('IEND') : end.includes(Buffer.from([0xff, 0xd9]));
  return whole && width > 0 ? { findings: foundBehind(await readFile(path), mediaType) } : broken;
}

/** The boxes of an MP4 must fill the file exactly, and a `moov` must say what is in it (ISO/IEC 14496-12, 4.2). */
async function inspectMp4(path: string): Promise<Inspection> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const boxes = new Set<string>();
    const findings = new Set<string>();
    for (let at = 0; at < size; ) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, at);
      if (bytesRead < 8) return broken;
      const short = buffer.readUInt32BE(0);
      boxes.add(buffer.toString('latin1', 4, 8));
      const length = short === 1 ? Number(buffer.readBigUInt64BE(8)) : short === 0 ? size - at : short;
      if (length < 8 || at + length > size) return broken;
      if (!unread.has(buffer.toString('latin1', 4, 8))) {
        const described = Buffer.alloc(Math.min(length, maxDescription));
        await file.read(described, 0, described.length, at);
        for (const finding of foundInText(described)) findings.add(finding);
      }
      at += length;
    }
    return boxes.has('ftyp') && boxes.has('moov') ? { findings: [...findings] } : broken;
  } finally {
    await file.close();
  }
}

/** Behind an ID3 tag, if there is one, an MPEG audio frame must begin (ISO/IEC 11172-3, 2.4.1.3). */
async function inspectMp3(path: string): Promise<Inspection> {
  const file = await open(path, 'r');
  try {
    const { buffer: head } = await file.read(Buffer.alloc(10), 0, 10, 0);
    const tagged = head.toString('latin1', 0, 3) === 'ID3';
    const tagSize = tagged ? [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (head[at] ?? 0), 0) + 10 : 0;
    const { buffer: frame, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, tagSize);
    const begins = [...frame.subarray(0, bytesRead).entries()].some(
      ([at, byte]) => byte === 0xff && ((frame[at + 1] ?? 0) & 0xe0) === 0xe0,
    );
    return begins ? { findings: [] } : broken;
  } finally {
    await file.close();
  }
}

async function lastBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const length = Math.min(size, count);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer;
  } finally {
    await file.close();
  }
}
