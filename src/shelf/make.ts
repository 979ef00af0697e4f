/** What the normal forms begin with when something is made of what is kept. */
import { type SlotLimits, tidyText } from '../outcomes/announcement.ts';

interface ChosenFile {
  fileId: string;
  slot: 'document' | 'media';
  size: number;
  mediaType: string;
}

/** The note, or the title where there is none, as long as a description may be: what is longer is cut at the end. */
export function descriptionFrom({ title, note }: { title: string; note: string }, max: number): string {
  return [...(tidyText(note) || tidyText(title))].slice(0, max).join('').trim();
}

/** The first document and the first audio or video: what is chosen until the student chooses. */
export function firstOfEach(files: readonly Pick<ChosenFile, 'fileId' | 'slot'>[]): string[] {
  const firsts = (['document', 'media'] as const).map((slot) => files.find((file) => file.slot === slot));
  return firsts.flatMap((file) => (file ? [file.fileId] : []));
}

/** At most one file for each slot: choosing another of a kind puts it in place of the one before. */
export function chosenAfter(
  chosen: readonly string[],
  files: readonly ChosenFile[],
  fileId: string,
  on: boolean,
): string[] {
  const slot = files.find((file) => file.fileId === fileId)?.slot;
  const others = chosen.filter(
    (id) => id !== fileId && files.find((file) => file.fileId === id)?.slot !== slot,
  );
  return on ? [...others, fileId] : chosen.filter((id) => id !== fileId);
}

/** Whether it can be handed in as it lies there; else its bytes must come to this device to be made smaller. */
export function fitsAsItIs({ size, mediaType }: ChosenFile, limits: SlotLimits): boolean {
  return size <= limits.maxBytes && limits.mediaTypes.includes(mediaType);
}
