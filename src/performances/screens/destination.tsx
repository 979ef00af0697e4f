/** Diverse performances as a place the tray sends to: one item of a category, what is written of it, its files. */
import type { Slot } from '../../outcomes/announcement.ts';
import { call, RefusedError, send } from '../../platform/call.ts';
import type { Begun, Destination } from '../../platform/ui/tray/destination.ts';
import type { TrayEntry, TrayLink } from '../../platform/ui/tray/entry.ts';
import { languageNow } from '../../platform/ui/words.ts';
import { categoryOf } from '../category.ts';
import { slotsOf } from '../content.ts';
import {
  handInPerformance,
  myPerformances,
  performanceHandedIn,
  performanceUploadStatus,
  putPerformanceFile,
  takePerformanceFileFromShelf,
} from '../contract.ts';
import { Where } from './Where.tsx';
import { isWhole, keptIn, labelOf, writtenIn } from './written.ts';

export const destination: Destination = {
  key: 'performances',
  words: 'performances.title',
  Where,

  rules: async () => slotsOf((await call(myPerformances)).limits),

  item: (target) => target['performanceId'],

  ready: ({ target }) => isWhole(target),

  prepare: async ({ target }) => target,

  async begin(entry): Promise<Begun> {
    const { performanceId = '' } = entry.target;
    const written = writtenIn(entry.target) ?? { fields: {}, description: '', link: '', keep: [] };
    const files = entry.files.map(({ slot, name, size, sha256 }) => ({
      slot: slot as Slot,
      name,
      size,
      sha256: sha256 ?? '',
    }));
    const { fields, description, link } = written;
    const body = { fields: { ...fields }, description, link, files, keep: keptIn(written, entry) };
    const begun = await call(handInPerformance, { params: { performanceId }, body });
    return begun.state === 'received' ? { uploadId: null, missing: [] } : begun;
  },

  async missing(uploadId) {
    try {
      const status = await call(performanceUploadStatus, { params: { uploadId } });
      return status.state === 'waiting' ? status.missing : [];
    } catch (error) {
      if (error instanceof RefusedError && error.refusal.refused === 'not-found') return undefined;
      throw error;
    }
  },

  put: (uploadId, slot, sending) => send(putPerformanceFile, { ...sending, params: { uploadId, slot } }),

  take: (uploadId, slot) => call(takePerformanceFileFromShelf, { params: { uploadId, slot: slot as Slot } }),

  async known(sha256) {
    const { found } = await call(performanceHandedIn, { params: { sha256 } });
    if (!found) return undefined;
    return linkTo(found.performanceId, `${categoryOf(found.category).title[languageNow()]} · ${found.name}`);
  },

  arrived: ({ target }: TrayEntry) => linkTo(target['performanceId'] ?? '', labelOf(target)),
};

function linkTo(performanceId: string, label: string): TrayLink {
  return { to: '/performances/$performanceId', params: { performanceId }, label };
}
