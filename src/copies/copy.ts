/** 學生的副本: everything of one's own in one archive, at any time, to keep (產31). */
import type { LedgerEvent } from '../ledger/event.ts';

export type CopyState = 'building' | 'ready';

export interface Made {
  copyId: string;
  state: CopyState;
  requestedAt: Date;
  builtAt: Date | null;
}

/**
 * The copy to give to who asks now: one that is being made, or one made within the time of grace. Undefined: a new
 * one is made.
 */
export function standing(made: readonly Made[], freshMinutes: number, now: Date): Made | undefined {
  return made.find(
    ({ state, builtAt }) =>
      state === 'building' || (builtAt !== null && now.getTime() - builtAt.getTime() < freshMinutes * 60_000),
  );
}

export const copyRequested = (copyId: string): LedgerEvent => ({
  act: 'copy.requested',
  about: { copyId },
  data: {},
});

export const copyBuilt = (
  copyId: string,
  data: { files: number; bytes: number; missing: number; portfolioSha256: string },
): LedgerEvent => ({ act: 'copy.built', about: { copyId }, data });

export const copyDownloaded = (copyId: string): LedgerEvent => ({
  act: 'copy.downloaded',
  about: { copyId },
  data: {},
});
