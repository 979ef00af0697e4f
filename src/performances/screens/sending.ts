/**
 * Sends an upload and picks it up where it stopped: what began before the window closed must not begin anew after.
 * The upload's id is remembered for the tab until it is received, under exactly what was announced.
 */

import type { AnnouncedFile, Slot } from '../../outcomes/announcement.ts';
import { RefusedError } from '../../platform/call.ts';
import { hashOf } from '../../platform/ui/hash.ts';

export interface Chosen {
  slot: Slot;
  file: File;
}

export interface Sent {
  step: 'hashing' | 'sending';
  /** Bytes. */
  sent: number;
  total: number;
}

/** How one kind of work is handed in. */
export interface UploadWays {
  /** Whose upload is remembered. */
  item: string;
  /** All that is announced besides the files. */
  about: unknown;
  /** @returns no id where nothing had to be sent and it is received already */
  begin(files: AnnouncedFile[]): Promise<{ uploadId: string | null; missing: Slot[] }>;
  /** What is still to be sent; throws where the server knows of no such upload. */
  missingOf(uploadId: string): Promise<Slot[]>;
  put(uploadId: string, chosen: Chosen, onProgress: (sent: number) => void): Promise<unknown>;
}

/** Resolves once everything is received; throws what `call` throws. */
export async function sendUpload(
  ways: UploadWays,
  chosen: readonly Chosen[],
  onProgress: (progress: Sent) => void,
): Promise<void> {
  const total = chosen.reduce((sum, { file }) => sum + file.size, 0);
  onProgress({ step: 'hashing', sent: 0, total });
  const files = await Promise.all(chosen.map(announce));
  const { uploadId, missing } = await begunUpload(ways, files);
  let before = 0;
  for (const one of chosen) {
    const report = (sent: number) => onProgress({ step: 'sending', sent: before + sent, total });
    if (uploadId !== null && missing.includes(one.slot)) await ways.put(uploadId, one, report);
    before += one.file.size;
  }
  sessionStorage.removeItem(memoryOf(ways));
}

async function announce({ slot, file }: Chosen): Promise<AnnouncedFile> {
  return { slot, name: file.name, size: file.size, sha256: await hashOf(file) };
}

/** The upload that began with this very announcement in this tab, or a new one. */
async function begunUpload(
  ways: UploadWays,
  files: AnnouncedFile[],
): Promise<{ uploadId: string | null; missing: Slot[] }> {
  const announcement = JSON.stringify([ways.about, files]);
  const remembered = readMemory(ways);
  if (remembered?.announcement === announcement) {
    const missing = await missingOf(ways, remembered.uploadId);
    if (missing) return { uploadId: remembered.uploadId, missing };
  }
  const begun = await ways.begin(files);
  const { uploadId } = begun;
  if (uploadId !== null) sessionStorage.setItem(memoryOf(ways), JSON.stringify({ uploadId, announcement }));
  return begun;
}

/** undefined where the server knows of no such upload. */
async function missingOf(ways: UploadWays, uploadId: string): Promise<Slot[] | undefined> {
  try {
    return await ways.missingOf(uploadId);
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}

function memoryOf({ item }: UploadWays): string {
  return `upload:${item}`;
}

function readMemory(ways: UploadWays): { uploadId: string; announcement: string } | undefined {
  const text = sessionStorage.getItem(memoryOf(ways));
  return text ? (JSON.parse(text) as { uploadId: string; announcement: string }) : undefined;
}
