/**
 * 同雜湊、同地位 (產82): after a loss the student hands the very same files in again, and what they belonged to stands as
 * it stood, certification and selection with it. It is no upload in the sense of 五(三)1: no window, no place, no new
 * version. One different byte, one file fewer or more, and it is an upload like any other.
 */
import type { LedgerEvent } from '../ledger/event.ts';

export interface VersionKnown {
  outcomeId: string;
  versionId: string;
  number: number;
  files: readonly { sha256: string; lost: boolean }[];
}

/** @param versions the student's own in the same course and semester @returns the one that what is announced puts right */
export function versionRestored<V extends VersionKnown>(
  versions: readonly V[],
  announced: readonly { sha256: string }[],
): V | undefined {
  return versions.find(({ files }) => files.some(({ lost }) => lost) && sameSet(files, announced));
}

/** Whether both name the same hashes, each as often as the other. */
export function sameSet(one: readonly { sha256: string }[], other: readonly { sha256: string }[]): boolean {
  const sorted = (files: readonly { sha256: string }[]) => files.map(({ sha256 }) => sha256).sort();
  return sorted(one).join() === sorted(other).join();
}

export function outcomeRestored(
  about: { outcomeId: string; registrationId: string; versionId: string; uploadId: string },
  version: { number: number; files: readonly { slot: string; name: string; size: number; sha256: string }[] },
): LedgerEvent {
  const files = version.files.map(({ slot, name, size, sha256 }) => ({ slot, name, size, sha256 }));
  return { act: 'outcome.restored', about, data: { number: version.number, files } };
}
