import * as shelf from '../../../src/shelf/contract.ts';
import { myMap } from '../../../src/shelf/map-contract.ts';
import { pdfFile, sha256Of } from '../../hand-in.ts';
import { list, type MatrixRow, one } from '../row.ts';

const file = pdfFile();
const words = { title: '改過的', note: '' };

/** 產83: what 林育安 keeps is nobody's but theirs. */
export const ofShelf: readonly MatrixRow[] = [
  list(shelf.myShelf),
  list(shelf.keepItem, () => ({ body: words })),
  list(myMap),
  one(shelf.shelfItem, ({ shelfItem: itemId }) => ({ params: { itemId } })),
  one(shelf.changeItem, ({ shelfItem: itemId }) => ({ params: { itemId }, body: words })),
  one(shelf.beginShelfUpload, ({ shelfItem: itemId }) => ({
    params: { itemId },
    body: {
      files: [{ slot: 'document', name: 'a.pdf', size: file.bytes.length, sha256: sha256Of(file.bytes) }],
    },
  })),
  one(shelf.shelfUploadStatus, ({ shelfUpload: uploadId }) => ({ params: { uploadId } })),
  one(shelf.putShelfFile, ({ shelfUpload: uploadId }) => ({
    params: { uploadId, slot: 'document' },
    bytes: file.bytes,
  })),
  list(shelf.onShelf, () => ({ params: { sha256: sha256Of(file.bytes) } })),
  one(shelf.openShelfFile, ({ shelfItem: itemId, shelfFile: fileId }) => ({
    params: { itemId, fileId },
    body: {},
  })),
  one(shelf.shelfFileBytes, ({ shelfToken: token }) => ({ params: { token } }), ['student']),
  one(shelf.noteMade, ({ shelfItem: itemId, performance: performanceId }) => ({
    params: { itemId },
    body: { performanceId },
  })),
  one(shelf.dropShelfFile, ({ shelfItem: itemId, shelfFile: fileId }) => ({ params: { itemId, fileId } })),
  one(shelf.dropItem, ({ shelfItem: itemId }) => ({ params: { itemId } })),
];
