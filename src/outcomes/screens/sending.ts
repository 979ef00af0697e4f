/**
 * Sends an upload and picks it up where it stopped: what began before the window closed must not begin anew after.
 * The upload's id is remembered for the tab until it is received, under exactly what was announced.
 */
import { call, RefusedError, send } from '../../platform/call.ts';
import type { AnnouncedFile, Slot } from '../announcement.ts';
import { beginUpload, putFile, uploadStatus } from '../contract.ts';
import { hashOf } from './hash.ts';

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

/** Resolves once everything is received; throws what `call` throws. */
export async function sendUpload(
  outcomeId: string,
  description: string,
  chosen: readonly Chosen[],
  onProgress: (progress: Sent) => void,
): Promise<void> {
  const total = chosen.reduce((sum, { file }) => sum + file.size, 0);
  onProgress({ step: 'hashing', sent: 0, total });
  const files = await Promise.all(chosen.map(announce));
  const upload = await begunUpload(outcomeId, description, files);
  let before = 0;
  for (const { slot, file } of chosen) {
    const report = (sent: number) => onProgress({ step: 'sending', sent: before + sent, total });
    if (upload.missing.includes(slot)) {
      await send(putFile, { params: { uploadId: upload.uploadId, slot }, blob: file, onProgress: report });
    }
    before += file.size;
  }
  sessionStorage.removeItem(memoryOf(outcomeId));
}

async function announce({ slot, file }: Chosen): Promise<AnnouncedFile> {
  return { slot, name: file.name, size: file.size, sha256: await hashOf(file) };
}

/** The upload that began with this very announcement in this tab, or a new one. */
async function begunUpload(
  outcomeId: string,
  description: string,
  files: AnnouncedFile[],
): Promise<{ uploadId: string; missing: Slot[] }> {
  const announcement = JSON.stringify([description, files]);
  const remembered = readMemory(outcomeId);
  const slots = files.map((file) => file.slot);
  if (remembered?.announcement === announcement) {
    const missing = await missingOf(remembered.uploadId);
    if (missing) return { uploadId: remembered.uploadId, missing };
  }
  const { uploadId } = await call(beginUpload, { params: { outcomeId }, body: { description, files } });
  sessionStorage.setItem(memoryOf(outcomeId), JSON.stringify({ uploadId, announcement }));
  return { uploadId, missing: slots };
}

/** What is still to be sent of an upload; undefined where the server knows of none. */
async function missingOf(uploadId: string): Promise<Slot[] | undefined> {
  try {
    const status = await call(uploadStatus, { params: { uploadId } });
    return status.state === 'waiting' ? status.missing : [];
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}

function memoryOf(outcomeId: string): string {
  return `upload:${outcomeId}`;
}

function readMemory(outcomeId: string): { uploadId: string; announcement: string } | undefined {
  const text = sessionStorage.getItem(memoryOf(outcomeId));
  return text ? (JSON.parse(text) as { uploadId: string; announcement: string }) : undefined;
}
