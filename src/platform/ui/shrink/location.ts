/** Whether a photo or a film says where it was taken, and the same one without saying so. */
import { moovOf, placesIn, withoutPlaces } from './film.ts';
import { isJpeg, isPng, tellsPlace, withoutDescription } from './picture.ts';

/** What describes a film fits in here; more is not searched on a phone. */
const maxMoov = 32 * 1024 * 1024;

export async function tellsLocation(blob: Blob): Promise<boolean> {
  const head = await bytesOf(blob.slice(0, 16));
  if (isJpeg(head) || isPng(head)) return tellsPlace(await bytesOf(blob));
  const moov = await moovIn(blob);
  return moov !== undefined && placesIn(moov.bytes).length > 0;
}

/** Nothing else of it changes; a photo also loses what its camera wrote about itself. */
export async function withoutLocation(blob: Blob): Promise<Blob> {
  const head = await bytesOf(blob.slice(0, 16));
  if (isJpeg(head) || isPng(head)) {
    return new Blob(withoutDescription(await bytesOf(blob)), { type: blob.type });
  }
  const moov = await moovIn(blob);
  if (!moov) return blob;
  return new Blob([blob.slice(0, moov.at), withoutPlaces(moov.bytes), blob.slice(moov.end)], {
    type: blob.type,
  });
}

async function moovIn(blob: Blob) {
  const span = await moovOf(blob);
  if (!span || span.end - span.at > maxMoov) return undefined;
  return { ...span, bytes: await bytesOf(blob.slice(span.at, span.end)) };
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}
