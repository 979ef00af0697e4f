/** What the acts on an outcome say of themselves to the ledger. */
import type { LedgerEvent } from '../ledger/event.ts';
import type { AnnouncedFile } from './announcement.ts';

export function outcomeDrafted(outcome: {
  outcomeId: string;
  registrationId: string;
  enrolmentId: string;
}): LedgerEvent {
  return { act: 'outcome.drafted', about: { ...outcome }, data: {} };
}

export function outcomeUploaded(
  about: { outcomeId: string; registrationId: string; versionId: string; uploadId: string },
  version: {
    number: number;
    description: string;
    begunAt: Date;
    finishedAt: Date;
    reopeningId: string | null;
    files: readonly AnnouncedFile[];
  },
): LedgerEvent {
  return {
    act: 'outcome.uploaded',
    about,
    data: {
      number: version.number,
      description: version.description,
      begunAt: version.begunAt.toISOString(),
      finishedAt: version.finishedAt.toISOString(),
      ...(version.reopeningId ? { reopening: version.reopeningId } : {}),
      files: version.files.map(({ slot, name, size, sha256 }) => ({ slot, name, size, sha256 })),
    },
  };
}

export function outcomeWithdrawn(
  about: { outcomeId: string; registrationId: string },
  versions: number,
): LedgerEvent {
  return { act: 'outcome.withdrawn', about, data: { versions } };
}
