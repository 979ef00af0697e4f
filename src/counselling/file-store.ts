/** Attachments by the hash of their bytes. */
import type { Db, Tx } from '../platform/db.ts';
import type { Kept } from '../platform/files.ts';

export interface Attachment {
  fileId: string;
  recordId: string;
  name: string;
  size: number;
  sha256: string;
  mediaType: string;
}

export async function attachmentsOf(db: Db | Tx, recordIds: readonly string[]): Promise<Attachment[]> {
  if (recordIds.length === 0) return [];
  return db
    .selectFrom('counselling_file')
    .select(['id as fileId', 'record_id as recordId', 'name', 'size', 'sha256', 'media_type as mediaType'])
    .where('record_id', 'in', recordIds as string[])
    .where('removed_at', 'is', null)
    .orderBy('added_at')
    .execute();
}

export async function addAttachment(
  tx: Tx,
  recordId: string,
  name: string,
  kept: Kept,
  entry: { by: string; at: Date },
): Promise<string> {
  const { id } = await tx
    .insertInto('counselling_file')
    .values({
      record_id: recordId,
      name,
      size: kept.size,
      sha256: kept.sha256,
      media_type: kept.mediaType,
      added_by: entry.by,
      added_at: entry.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function removeAttachment(tx: Tx, fileId: string, at: Date): Promise<void> {
  await tx.updateTable('counselling_file').set({ removed_at: at }).where('id', '=', fileId).execute();
}
