/**
 * What a file may carry that must never run: kept as evidence, told to whoever decides on the work. Looks at
 * bytes only; nothing is carried out. A finding is a fact, not a verdict: honest files have some of them too.
 */
import { inflateSync } from 'node:zlib';

const activeParts: [finding: string, marks: string[]][] = [
  ['javascript', ['/JavaScript', '/JS ', '/JS(', '/JS<']],
  ['launch', ['/Launch']],
  ['embedded-file', ['/EmbeddedFile']],
  ['open-action', ['/OpenAction']],
];

export function foundInPdf(bytes: Buffer): string[] {
  const texts = [bytes, ...objectStreams(bytes)].map(plainNames);
  return activeParts.flatMap(([finding, marks]) =>
    texts.some((text) => marks.some((mark) => text.includes(mark))) ? [finding] : [],
  );
}

/** A file that unpacks to more is not looked into further: a small file must not become a large one here. */
const maxUnpacked = 32 * 1024 * 1024;

/** Objects may be packed together (ISO 32000-2, 7.5.7): what is written in there is as active as outside. */
function objectStreams(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  let room = maxUnpacked;
  for (let at = bytes.indexOf('/ObjStm'); at >= 0 && room > 0; at = bytes.indexOf('/ObjStm', at + 1)) {
    const begin = bytes.indexOf('stream', at);
    const end = bytes.indexOf('endstream', begin);
    if (begin < 0 || end < 0) break;
    const unpacked = inflated(bytes.subarray(afterLine(bytes, begin + 6), end), room);
    room -= unpacked.length;
    found.push(unpacked);
  }
  return found;
}

function afterLine(bytes: Buffer, at: number): number {
  const after = bytes[at] === 0x0d ? at + 1 : at;
  return bytes[after] === 0x0a ? after + 1 : after;
}

function inflated(packed: Buffer, room: number): Buffer {
  try {
    return inflateSync(packed, { maxOutputLength: room });
  } catch {
    // Packed another way or broken: no reader unpacks it as this either.
    return Buffer.alloc(0);
  }
}

/** `/J#53` is `/JS` (ISO 32000-2, 7.3.5). */
function plainNames(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const zipHead = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const zipEnd = Buffer.from([0x50, 0x4b, 0x05, 0x06]);

/** Two files in one: an archive hidden in a document or picture, a script beside a picture. */
export function foundBehind(bytes: Buffer, mediaType: string): string[] {
  const archive = bytes.includes(zipHead) && bytes.includes(zipEnd) ? ['archive-inside'] : [];
  // A PDF's pages may well speak of programs; its own programs are found by their names.
  return [...archive, ...(mediaType === 'application/pdf' ? [] : foundInText(bytes))];
}

const scripts = /<script[\s>]|javascript:|<\?php|\bdocument\.(?:write|cookie|location)|\beval\s*\(/i;

/** Words of a program where a title, a comment or nothing should stand. */
export function foundInText(bytes: Buffer): string[] {
  const text = bytes.toString('latin1');
  return scripts.test(text) || scripts.test(text.replaceAll('\0', '')) ? ['script-text'] : [];
}
