/**
 * Makes a genuine file as large as wished without breaking it: the padding goes where the format itself has room
 * for it, and carries a salt, so that equal files with different salts have different hashes.
 */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

export type MediaType = 'application/pdf' | 'image/png' | 'image/jpeg' | 'audio/mpeg' | 'video/mp4';

/** @param size in bytes, exactly; at least `leastPadding` more than the file has */
export function padded(mediaType: MediaType, bytes: Buffer, size: number, salt: string | number = 0): Buffer {
  const room = size - bytes.length;
  if (room < leastPadding) throw new Error(`A file of ${bytes.length} bytes cannot be padded to ${size}.`);
  const made = ways[mediaType](bytes, room, noise(salt));
  if (made.length !== size) throw new Error(`Padding gave ${made.length} bytes, not ${size}.`);
  return made;
}

export const leastPadding = 1024;

type Noise = (length: number) => Buffer;

const ways: Record<MediaType, (bytes: Buffer, room: number, fill: Noise) => Buffer> = {
  'application/pdf': padPdf,
  'image/png': padPng,
  'image/jpeg': padJpeg,
  'audio/mpeg': padMp3,
  'video/mp4': padMp4,
};

/** An incremental update that adds one stream nothing refers to (ISO 32000-2, 7.5.6). */
function padPdf(bytes: Buffer, room: number, fill: Noise): Buffer {
  const text = bytes.toString('latin1');
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? '';
  const root = /\/Root\s+(\d+ \d+ R)/.exec(text)?.[1] ?? '';
  const number = Number(/\/Size\s+(\d+)/.exec(text.slice(text.lastIndexOf('trailer')))?.[1] ?? 0);
  const around = (length: number) => {
    const start = `\n${number} 0 obj\n<< /Length ${String(length).padStart(9)} >>\nstream\n`;
    const end = '\nendstream\nendobj\n';
    const xref = bytes.length + start.length + length + end.length;
    const entry = `${String(bytes.length + 1).padStart(10, '0')} 00000 n \n`;
    const trailer = `trailer\n<< /Size ${number + 1} /Root ${root} /Prev ${previous} >>\nstartxref\n${String(xref).padStart(9)}\n%%EOF\n`;
    return { start, end: `${end}xref\n${number} 1\n${entry}${trailer}` };
  };
  const length = room - around(0).start.length - around(0).end.length;
  const { start, end } = around(length);
  return Buffer.concat([bytes, Buffer.from(start, 'latin1'), fill(length), Buffer.from(end, 'latin1')]);
}

/** A private chunk before the last one; `IEND` is the last twelve bytes. */
function padPng(bytes: Buffer, room: number, fill: Noise): Buffer {
  const body = Buffer.concat([Buffer.from('paDd', 'latin1'), fill(room - 12)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([bytes.subarray(0, -12), length, body, sum, bytes.subarray(-12)]);
}

/** Comments before the picture's data begin; one holds at most 65,533 bytes. */
function padJpeg(bytes: Buffer, room: number, fill: Noise): Buffer {
  const most = 65_537;
  const comments: Buffer[] = [];
  for (let left = room; left > 0; ) {
    // A comment has at least its four bytes of frame.
    const size = left > most && left < most + 4 ? most - 4 : Math.min(left, most);
    const frame = Buffer.from([0xff, 0xfe, 0, 0]);
    frame.writeUInt16BE(size - 2, 2);
    comments.push(frame, fill(size - 4));
    left -= size;
  }
  const at = scanStart(bytes);
  return Buffer.concat([bytes.subarray(0, at), ...comments, bytes.subarray(at)]);
}

/** Where the marker FF DA stands: every segment before it says how long it is. */
function scanStart(bytes: Buffer): number {
  let at = 2;
  while (bytes[at + 1] !== 0xda) at += 2 + bytes.readUInt16BE(at + 2);
  return at;
}

/** An ID3v2.3 tag in front with one private frame; its sizes are written seven bits to a byte. */
function padMp3(bytes: Buffer, room: number, fill: Noise): Buffer {
  const owner = Buffer.from('sample\0', 'latin1');
  const frame = Buffer.alloc(10);
  frame.write('PRIV', 'latin1');
  frame.writeUInt32BE(room - 20, 4);
  const tag = Buffer.from('ID3\x03\0\0\0\0\0\0', 'latin1');
  for (const [at, shift] of [21, 14, 7, 0].entries()) tag[6 + at] = ((room - 10) >> shift) & 0x7f;
  return Buffer.concat([tag, frame, owner, fill(room - 20 - owner.length), bytes]);
}

/** A `free` box at the end: players step over it. */
function padMp4(bytes: Buffer, room: number, fill: Noise): Buffer {
  const box = Buffer.alloc(8);
  box.writeUInt32BE(room);
  box.write('free', 4, 'latin1');
  return Buffer.concat([bytes, box, fill(room - 8)]);
}

/** Plain letters and digits: nothing in them looks like a marker of any format. */
function noise(salt: string | number): Noise {
  const block = Buffer.concat(
    [0, 1, 2, 3].map((part) => createHash('sha512').update(`${salt}/${part}`).digest()),
  ).toString('base64');
  return (length) => Buffer.alloc(length, block, 'latin1');
}
