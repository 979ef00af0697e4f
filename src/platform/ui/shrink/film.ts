/**
 * Where a film was taken stands in boxes that describe it (ISO/IEC 14496-12: `udta`; QuickTime: `©xyz`, `meta`).
 * They are blanked where they stand: nothing moves, so the film plays as before.
 */

export interface Span {
  at: number;
  end: number;
}

/** Boxes within a `moov` box that tell the place. @param moov the box with its head */
export function placesIn(moov: Uint8Array): Span[] {
  return boxesIn(moov, 8, moov.length).flatMap((box) => {
    if (box.type === 'meta') return speaks(moov, box) ? [box] : [];
    if (box.type !== 'udta') return [];
    return boxesIn(moov, box.at + 8, box.end).filter(
      (inner) =>
        inner.type === '\u00a9xyz' || inner.type === 'loci' || (inner.type === 'meta' && speaks(moov, inner)),
    );
  });
}

/** The same box with those places blanked: `free`, and nothing in them. */
export function withoutPlaces(moov: Uint8Array): Uint8Array<ArrayBuffer> {
  const blanked = moov.slice();
  for (const { at, end } of placesIn(moov)) {
    blanked.set(new TextEncoder().encode('free'), at + 4);
    blanked.fill(0, at + 8, end);
  }
  return blanked;
}

interface Box extends Span {
  type: string;
}

function boxesIn(bytes: Uint8Array, from: number, to: number): Box[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const size = view.getUint32(at);
    if (size < 8 || at + size > to) break;
    found.push({ type: latin(bytes, at + 4, at + 8), at, end: at + size });
    at += size;
  }
  return found;
}

function speaks(bytes: Uint8Array, { at, end }: Span): boolean {
  return /location|GPS/i.test(latin(bytes, at, end));
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return [...bytes.subarray(from, to)].map((byte) => String.fromCharCode(byte)).join('');
}

/** The place of the `moov` box among a film's outermost boxes; undefined where the bytes are no film. */
export async function moovOf(blob: Blob): Promise<Span | undefined> {
  for (let at = 0; at + 16 <= blob.size; ) {
    const head = new DataView(await blob.slice(at, at + 16).arrayBuffer());
    const short = head.getUint32(0);
    const size = short === 1 ? Number(head.getBigUint64(8)) : short === 0 ? blob.size - at : short;
    if (size < 8 || at + size > blob.size) return undefined;
    const type = String.fromCharCode(...new Uint8Array(head.buffer, 4, 4));
    if (at === 0 && type !== 'ftyp') return undefined;
    if (type === 'moov') return { at, end: at + size };
    at += size;
  }
  return undefined;
}
