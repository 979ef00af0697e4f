/** The shelf as a place the tray sends to: a thing that is kept already, or a new one with a title. */

import type { Slot } from '../../outcomes/announcement.ts';
import { call, RefusedError, send } from '../../platform/call.ts';
import type { Destination } from '../../platform/ui/tray/destination.ts';
import type { TrayEntry, TrayLink } from '../../platform/ui/tray/entry.ts';
import {
  beginShelfUpload,
  keepItem,
  myShelf,
  onShelf,
  putShelfFile,
  shelfUploadStatus,
} from '../contract.ts';
import { Where } from './Where.tsx';

export const destination: Destination = {
  key: 'shelf',
  words: 'shelf.title',
  Where,

  rules: async () => (await call(myShelf)).limits,

  // Files for one thing come and go one by one.
  item: () => undefined,

  ready: ({ target }) => Boolean(target['itemId'] ?? target['title']?.trim()),

  async prepare({ target }) {
    if (target['itemId']) return target;
    const { itemId } = await call(keepItem, { body: { title: target['title'] ?? '', note: '' } });
    return { ...target, itemId };
  },

  async begin(entry) {
    const files = entry.files.map(({ slot, name, size, sha256 }) => ({
      slot: slot as Slot,
      name,
      size,
      sha256: sha256 ?? '',
    }));
    const { itemId = '' } = entry.target;
    const { uploadId, missing } = await call(beginShelfUpload, { params: { itemId }, body: { files } });
    return { uploadId, missing };
  },

  async missing(uploadId) {
    try {
      return (await call(shelfUploadStatus, { params: { uploadId } })).missing;
    } catch (error) {
      if (error instanceof RefusedError && error.refusal.refused === 'not-found') return undefined;
      throw error;
    }
  },

  put: (uploadId, slot, sending) => send(putShelfFile, { ...sending, params: { uploadId, slot } }),

  async known(sha256) {
    const { found } = await call(onShelf, { params: { sha256 } });
    return found ? linkTo(found.itemId, `${found.title} · ${found.name}`) : undefined;
  },

  arrived: ({ target }: TrayEntry) => linkTo(target['itemId'] ?? '', target['title'] ?? ''),
};

function linkTo(itemId: string, label: string): TrayLink {
  return { to: '/shelf/$itemId', params: { itemId }, label };
}
