/**
 * What an upload announces before any byte: the description and its files, at most one document and one
 * audio or video (國7). Checked here in both places, the browser before it sends and the server before it listens.
 */
import { type Refusal, refuse } from '../regulation/refusal.ts';

export type Slot = 'document' | 'media';

export interface AnnouncedFile {
  slot: Slot;
  name: string;
  /** Bytes. */
  size: number;
  /** Lower-case hex. */
  sha256: string;
}

/** What a slot takes: the endings of the file names, what the bytes must turn out to be, and how many at most. */
export interface SlotLimits {
  endings: string[];
  mediaTypes: string[];
  maxBytes: number;
  clause: string;
}

export interface OutcomeLimits {
  description: { max: number; clause: string };
  document: SlotLimits;
  media: SlotLimits;
}

/** @returns the announcement as it will be kept: tidied text, files in the order of their slots. */
export function decideAnnouncement(
  description: string,
  files: readonly AnnouncedFile[],
  limits: OutcomeLimits,
): { description: string; files: AnnouncedFile[] } | Refusal {
  const told = decideDescription(description, limits);
  if ('refused' in told) return told;
  if (files.length === 0) return refuse('no-file', limits.document.clause);
  const taken = decideFiles(files, limits);
  return 'refused' in taken ? taken : { description: told.description, files: taken.files };
}

/** At most one file for each slot, each within its limits. */
export function decideFiles(
  files: readonly AnnouncedFile[],
  limits: OutcomeLimits,
): { files: AnnouncedFile[] } | Refusal {
  if (new Set(files.map((file) => file.slot)).size < files.length) {
    return refuse('one-file-per-slot', limits.document.clause);
  }
  const tidied: AnnouncedFile[] = [];
  for (const file of files.toSorted((a, b) => a.slot.localeCompare(b.slot))) {
    const name = tidyFileName(file.name);
    const refusal = decideFile({ ...file, name }, limits[file.slot]);
    if (refusal) return refusal;
    tidied.push({ ...file, name });
  }
  return { files: tidied };
}

/** 國7: mandatory, at most 100 characters, counted as people count them: code points, not bytes. */
export function decideDescription(
  description: string,
  limits: Pick<OutcomeLimits, 'description'>,
): { description: string } | Refusal {
  const tidied = tidyText(description);
  const { max, clause } = limits.description;
  const length = codePoints(tidied);
  if (length === 0) return refuse('description-missing', clause, { max });
  if (length > max) return refuse('description-too-long', clause, { max, length });
  return { description: tidied };
}

/** A draft may still be empty, but no longer than what can be handed in: nothing is cut off later. */
export function decideDraftText(
  description: string,
  limits: Pick<OutcomeLimits, 'description'>,
): { description: string } | Refusal {
  const told = decideDescription(description, limits);
  return 'refused' in told && told.refused === 'description-missing' ? { description: '' } : told;
}

/** The first thing wrong with a file as announced, if anything is. */
export function decideFile(
  file: Pick<AnnouncedFile, 'name' | 'size'>,
  limits: SlotLimits,
): Refusal | undefined {
  const { name, size } = file;
  if (!limits.endings.includes(endingOf(name))) {
    return refuse('file-kind-refused', limits.clause, { name, allowed: limits.endings.join(', ') });
  }
  if (size < 1) return refuse('file-empty', limits.clause, { name });
  if (size > limits.maxBytes) {
    return refuse('file-too-large', limits.clause, { name, size, maxBytes: limits.maxBytes });
  }
  return undefined;
}

/**
 * Bytes the school holds already, under the announcement that wants them: what sending them would have shown of size,
 * kind and name is asked of what is known of them.
 */
export function decideHeld(
  file: AnnouncedFile,
  held: { size: number; mediaType: string },
  limits: SlotLimits,
): Refusal | undefined {
  const wrong = decideFile(file, limits);
  if (wrong) return wrong;
  const { name } = file;
  if (file.size !== held.size)
    return refuse('file-size-mismatch', '產5', { announced: file.size, received: held.size });
  const named = endingsOf([held.mediaType]).includes(endingOf(name));
  return named && limits.mediaTypes.includes(held.mediaType)
    ? undefined
    : refuse('file-kind-refused', limits.clause, {
        name,
        found: held.mediaType,
        allowed: limits.endings.join(', '),
      });
}

/** The slot a file of this name belongs in, if any takes it. */
export function slotOf(name: string, limits: OutcomeLimits): Slot | undefined {
  const ending = endingOf(name);
  return (['document', 'media'] as const).find((slot) => limits[slot].endings.includes(ending));
}

const endings: Record<string, readonly string[]> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'audio/mpeg': ['mp3'],
  'video/mp4': ['mp4'],
};

/** The endings of file names by which these kinds of bytes are known. */
export function endingsOf(mediaTypes: readonly string[]): string[] {
  return mediaTypes.flatMap((mediaType) => endings[mediaType] ?? []);
}

export function codePoints(text: string): number {
  return [...text].length;
}

/** NFC, one kind of line end, no control characters: what a workbook and a signed statement can hold. */
export function tidyText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[^\P{Cc}\n]/gu, '')
    .trim();
}

/** Names are data, never paths: no folders, no control or direction characters, at most 200 code points. */
export function tidyFileName(name: string): string {
  const bare = tidyText(name.split(/[/\\]/).at(-1) ?? '').replace(/[\n\p{Bidi_Control}]/gu, '');
  const ending = /\.[^.]{1,8}$/u.exec(bare)?.[0] ?? '';
  const stem = [...bare.slice(0, bare.length - ending.length)].slice(0, 200 - ending.length).join('');
  return `${stem || 'file'}${ending}`;
}

function endingOf(name: string): string {
  return /\.([^.]+)$/u.exec(name)?.[1]?.toLowerCase() ?? '';
}
