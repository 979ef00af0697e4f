/** Course learning outcomes as a place the tray sends to: a draft of a course, its description, its files. */
import { call, RefusedError, send } from '../../platform/call.ts';
import type { Destination } from '../../platform/ui/tray/destination.ts';
import type { TrayEntry, TrayLink } from '../../platform/ui/tray/entry.ts';
import { type Slot, tidyText } from '../announcement.ts';
import {
  beginUpload,
  createOutcome,
  handedIn,
  myCourses,
  putFile,
  takeFromShelf,
  uploadStatus,
} from '../contract.ts';
import { Where } from './Where.tsx';

export const destination: Destination = {
  key: 'outcomes',
  words: 'outcomes.title',
  Where,

  async rules() {
    const { document, media } = (await call(myCourses, { query: {} })).limits;
    return { document, media };
  },

  item: (target) => target['outcomeId'],

  ready({ target }) {
    return (
      tidyText(target['description'] ?? '') !== '' && Boolean(target['outcomeId'] ?? target['enrolmentId'])
    );
  },

  async prepare({ target }) {
    if (target['outcomeId']) return target;
    const body = { enrolmentId: target['enrolmentId'] ?? '', description: target['description'] };
    const { outcomeId } = await call(createOutcome, { body });
    return { ...target, outcomeId };
  },

  async begin(entry) {
    const { outcomeId = '', description = '' } = entry.target;
    const files = entry.files.map(({ slot, name, size, sha256 }) => ({
      slot: slot as Slot,
      name,
      size,
      sha256: sha256 ?? '',
    }));
    const begun = await call(beginUpload, { params: { outcomeId }, body: { description, files } });
    return { uploadId: begun.uploadId, missing: files.map(({ slot }) => slot) };
  },

  async missing(uploadId) {
    try {
      const status = await call(uploadStatus, { params: { uploadId } });
      return status.state === 'waiting' ? status.missing : [];
    } catch (error) {
      if (error instanceof RefusedError && error.refusal.refused === 'not-found') return undefined;
      throw error;
    }
  },

  put: (uploadId, slot, sending) => send(putFile, { ...sending, params: { uploadId, slot } }),

  take: (uploadId, slot) => call(takeFromShelf, { params: { uploadId, slot: slot as Slot } }),

  async known(sha256) {
    const { found } = await call(handedIn, { params: { sha256 } });
    return found ? linkTo(found.outcomeId, `${found.subject} · ${found.name}`) : undefined;
  },

  arrived: ({ target }: TrayEntry) => linkTo(target['outcomeId'] ?? '', target['description'] ?? ''),
};

function linkTo(outcomeId: string, label: string): TrayLink {
  return { to: '/outcomes/$outcomeId', params: { outcomeId }, label };
}
