/** Where things lie in a copy, and the documents that are written for it. @server */
import { createHash } from 'node:crypto';
import { receiptOf } from '../ledger/store.ts';
import { fileNameOf, namesApart } from '../platform/bag.ts';
import type { School } from '../platform/school.ts';
import type { FilePart } from './portfolio.ts';

export interface Document {
  path: string;
  size: number;
  sha256: string;
  bytes: Buffer;
}

export function document(path: string, text: string): Document {
  const bytes = Buffer.from(text);
  return { path, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), bytes };
}

/** Gives every file and receipt of a kind of work its place in the copy: two of one name never share one. */
export function layOut(school: School) {
  const apart = namesApart();
  const receipts: Document[] = [];
  const version = async (folder: string, { versionId, files }: LaidVersion) => {
    const receipt = await receiptOf(school.db, versionId);
    const path = `收據/${versionId}.json`;
    if (receipt) receipts.push(document(path, `${JSON.stringify(receipt, null, 2)}\n`));
    return { files: filesAt(folder, files), receipt: receipt ? path : null };
  };
  const filesAt = (folder: string, files: LaidVersion['files']) =>
    files.map(
      ({ slot, name, size, sha256, mediaType }): FilePart => ({
        slot,
        name,
        size,
        sha256,
        mediaType,
        path: apart(`${folder}/${fileNameOf(name)}`),
      }),
    );
  return { version, filesAt, receipts };
}

interface LaidVersion {
  versionId: string;
  files: readonly Omit<FilePart, 'path'>[];
}
