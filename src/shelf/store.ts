/** What the student's acts write, all of it in a transaction and under the student's lock. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { AnnouncedFile } from '../outcomes/announcement.ts';
import type { Tx } from '../platform/db.ts';
import { dropFileLinks } from '../platform/file-links.ts';
import type { Files } from '../platform/files.ts';
import type { Item } from './shelf.ts';

export async function addItem(
  tx: Tx,
  registrationId: string,
  item: Item,
  { at, ...term }: { at: Date; schoolYear: number; semester: 1 | 2 },
): Promise<string> {
  const { id } = await tx
    .insertInto('shelf_item')
    .values({
      registration_id: registrationId,
      school_year: term.schoolYear,
      semester: term.semester,
      ...wordsOf(item),
      kept_at: at,
      changed_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tagCourses(tx, id, item.enrolmentIds);
  return id;
}

export async function changeItem(
  tx: Tx,
  itemId: string,
  item: Item,
  { at, schoolYear, semester }: { at: Date; schoolYear: number; semester: 1 | 2 },
): Promise<void> {
  await tx
    .updateTable('shelf_item')
    .set({ ...wordsOf(item), school_year: schoolYear, semester, changed_at: at })
    .where('id', '=', itemId)
    .execute();
  await tx.deleteFrom('shelf_course').where('item_id', '=', itemId).execute();
  await tagCourses(tx, itemId, item.enrolmentIds);
}

function wordsOf({ title, note, links, competencies, clusters }: Item) {
  return { title, note, links, competencies, clusters };
}

async function tagCourses(tx: Tx, itemId: string, enrolmentIds: readonly string[]): Promise<void> {
  if (enrolmentIds.length === 0) return;
  await tx
    .insertInto('shelf_course')
    .values(enrolmentIds.map((enrolmentId) => ({ item_id: itemId, enrolment_id: enrolmentId })))
    .execute();
}

/** What was announced more than a day ago and never came is forgotten by the way. @returns the upload's id */
export async function addUpload(
  tx: Tx,
  itemId: string,
  files: readonly AnnouncedFile[],
  at: Date,
): Promise<string> {
  const uploadId = randomUUID();
  await sql`delete from shelf_file where item_id = ${itemId} and kept_at is null
    and begun_at < ${at}::timestamptz - interval '1 day'`.execute(tx);
  await tx
    .insertInto('shelf_file')
    .values(
      files.map(({ slot, name, size, sha256 }) => ({
        item_id: itemId,
        upload_id: uploadId,
        slot,
        name,
        size,
        sha256,
        begun_at: at,
      })),
    )
    .execute();
  return uploadId;
}

/** The bytes are here: from now on the row names them. */
export async function markKept(tx: Tx, fileId: string, mediaType: string, at: Date): Promise<void> {
  await tx
    .updateTable('shelf_file')
    .set({ media_type: mediaType, kept_at: at })
    .where('id', '=', fileId)
    .execute();
}

interface Dropped {
  fileId: string;
  sha256: string;
}

/** The files go with their links; their bytes once nothing else names them. */
export async function dropFiles(
  tx: Tx,
  store: Pick<Files, 'letGo'>,
  files: readonly Dropped[],
): Promise<void> {
  if (files.length === 0) return;
  const ids = files.map(({ fileId }) => fileId);
  await dropFileLinks(tx, ids.map(linkItem));
  await tx.deleteFrom('shelf_file').where('id', 'in', ids).execute();
  await store.letGo(tx, [...new Set(files.map(({ sha256 }) => sha256))]);
}

export async function dropItem(tx: Tx, itemId: string): Promise<void> {
  await tx.deleteFrom('shelf_item').where('id', '=', itemId).execute();
}

/** How a link names the file it opens. */
export function linkItem(fileId: string): string {
  return `shelf:${fileId}`;
}

export async function addMade(
  tx: Tx,
  itemId: string,
  of: { outcomeId: string } | { performanceId: string },
  at: Date,
): Promise<void> {
  await tx
    .insertInto('shelf_made')
    .values({
      item_id: itemId,
      outcome_id: 'outcomeId' in of ? of.outcomeId : null,
      performance_id: 'performanceId' in of ? of.performanceId : null,
      made_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
