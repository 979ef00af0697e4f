/** What the acts on a performance say of themselves to the ledger. */
import type { LedgerEvent } from '../ledger/event.ts';
import type { Content } from './content.ts';

interface About {
  performanceId: string;
  registrationId: string;
}

export function performanceDrafted(
  about: About,
  data: { category: string; cadrePostId: string | null },
): LedgerEvent {
  return { act: 'performance.drafted', about: { ...about }, data };
}

export function performanceHandedIn(
  about: About & { versionId: string; uploadId: string },
  version: Content & { category: string; number: number; begunAt: Date; finishedAt: Date },
): LedgerEvent {
  const { category, number, fields, description, link, files } = version;
  return {
    act: 'performance.handedIn',
    about: { ...about },
    data: {
      category,
      number,
      fields: { ...fields },
      description,
      link,
      begunAt: version.begunAt.toISOString(),
      finishedAt: version.finishedAt.toISOString(),
      files: files.map(({ slot, name, size, sha256 }) => ({ slot, name, size, sha256 })),
    },
  };
}

export function performanceWithdrawn(about: About, versions: number): LedgerEvent {
  return { act: 'performance.withdrawn', about: { ...about }, data: { versions } };
}
