/**
 * A set of files between its announcement and its last byte: each is known by what was announced, and by its media type
 * once its bytes are kept. Whoever takes uploads goes the same way: announce, `keepSent` each, `arrivedIn`, and hand in
 * when the set is whole.
 */
import type { Announced } from '../files.ts';

export interface AwaitedFile<Slot extends string = string> extends Announced {
  slot: Slot;
  /** What its bytes turned out to be; null until they are here. */
  mediaType: string | null;
}

export type HereFile<File extends AwaitedFile> = File & { mediaType: string };

export function missingIn<Slot extends string>(files: readonly AwaitedFile<Slot>[]): Slot[] {
  return files.filter((file) => file.mediaType === null).map((file) => file.slot);
}

/** The set with the bytes of one slot here. */
export function arrivedIn<File extends AwaitedFile>(
  files: readonly File[],
  slot: File['slot'],
  { mediaType }: { mediaType: string },
): File[] {
  return files.map((file) => (file.slot === slot ? { ...file, mediaType } : file));
}

/** The files, once the bytes of every one are here. */
export function wholeSet<File extends AwaitedFile>(files: readonly File[]): HereFile<File>[] | undefined {
  const here = files.filter((file): file is HereFile<File> => file.mediaType !== null);
  return here.length === files.length ? here : undefined;
}
