/**
 * Big5 as Windows in Taiwan writes it (CP950). Characters a single computer made for itself (造字, EUDC) become the
 * private-use characters Windows itself gives them, so that the row they stand in can be said.
 */
import iconv from 'iconv-lite';

/** Lead and trail bytes of each private range, and the first character it becomes. Windows, code page 950. */
const privateRanges = [
  { from: 0xfa40, to: 0xfefe, first: 0xe000 },
  { from: 0x8e40, to: 0xa0fe, first: 0xe311 },
  { from: 0x8140, to: 0x8dfe, first: 0xeeb8 },
  { from: 0xc6a1, to: 0xc8fe, first: 0xf6b1 },
] as const;

/** Trail bytes of a lead: 40–7E and A1–FE. */
const trails = 157;

/** So large a share of private characters, or more, is no text that anybody wrote. */
const tooPrivate = 0.3;

/** @returns undefined where the bytes are no text in Big5 */
export function decodeBig5(bytes: Buffer): string | undefined {
  const parts: string[] = [];
  let start = 0;
  let wide = 0;
  let own = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const character = privateCharacter((lead << 8) | (bytes[at + 1] ?? 0));
    wide += 1;
    if (character !== undefined) {
      own += 1;
      parts.push(iconv.decode(bytes.subarray(start, at), 'cp950'), character);
      start = at + 2;
    }
    at += 1;
  }
  parts.push(iconv.decode(bytes.subarray(start), 'cp950'));
  const text = parts.join('');
  return text.includes('\uFFFD') || own > wide * tooPrivate ? undefined : text;
}

function privateCharacter(code: number): string | undefined {
  const trail = code & 0xff;
  if (!((trail >= 0x40 && trail <= 0x7e) || (trail >= 0xa1 && trail <= 0xfe))) return undefined;
  const range = privateRanges.find(({ from, to }) => code >= from && code <= to);
  return range && String.fromCharCode(range.first + placeOf(code) - placeOf(range.from));
}

/** Where a code stands among all codes, counting only trail bytes that exist. */
function placeOf(code: number): number {
  const trail = code & 0xff;
  return (code >> 8) * trails + trail - (trail >= 0xa1 ? 0xa1 - 63 : 0x40);
}
