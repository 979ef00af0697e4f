import * as copies from '../../../src/copies/contract.ts';
import { list, type MatrixRow, one } from '../row.ts';

export const ofCopies: readonly MatrixRow[] = [
  list(copies.myCopy),
  list(copies.requestCopy),
  one(copies.downloadCopy, ({ linCopy }) => ({ params: { copyId: linCopy } })),
];
