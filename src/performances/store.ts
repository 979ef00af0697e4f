/** What the student's acts write, all of it in a transaction and under the student's lock. */
import { sql } from 'kysely';
import type { Slot } from '../outcomes/announcement.ts';
import type { Tx } from '../platform/db.ts';
import type { Content, ContentFile } from './content.ts';
import type { Draft } from './draft.ts';

export async function addPerformance(
  tx: Tx,
  performance: { registrationId: string; category: string; cadrePostId: string | null; at: Date },
): Promise<string> {
  const { id } = await tx
    .insertInto('performance')
    .values({
      registration_id: performance.registrationId,
      category: performance.category,
      cadre_post_id: performance.cadrePostId,
      created_at: performance.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function saveDraft(tx: Tx, performanceId: string, draft: Draft, at: Date): Promise<void> {
  const kept = {
    fields: JSON.stringify(draft.fields),
    description: draft.description,
    link: draft.link,
    saved_at: at,
  };
  await tx
    .insertInto('performance_draft')
    .values({ performance_id: performanceId, ...kept })
    .onConflict((conflict) => conflict.column('performance_id').doUpdateSet(kept))
    .execute();
}

export async function draftOf(
  tx: Tx,
  performanceId: string,
): Promise<(Draft & { savedAt: Date }) | undefined> {
  const row = await tx
    .selectFrom('performance_draft')
    .select(['fields', 'description', 'link', 'saved_at as savedAt'])
    .where('performance_id', '=', performanceId)
    .executeTakeFirst();
  return row && { ...row, fields: row.fields as Draft['fields'] };
}

export async function addUpload(
  tx: Tx,
  upload: Content & { performanceId: string; begunAt: Date },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with u as (
      insert into performance_upload (performance_id, fields, description, link, begun_at)
      values (${upload.performanceId}, ${JSON.stringify(upload.fields)}::jsonb, ${upload.description},
        ${upload.link}, ${upload.begunAt}) returning id
    ), f as (
      insert into performance_upload_file (upload_id, slot, name, size, sha256, media_type)
      select u.id, f.slot, f.name, f.size, f.sha256, f."mediaType"
      from u, jsonb_to_recordset(${JSON.stringify(upload.files)}::jsonb)
        as f(slot text, name text, size bigint, sha256 text, "mediaType" text)
    )
    select id from u`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('The upload was not written.');
  return row.id;
}

/** The bytes of one announced file are kept; others are still to come. */
export async function markKept(tx: Tx, uploadId: string, slot: Slot, mediaType: string): Promise<void> {
  await tx
    .updateTable('performance_upload_file')
    .set({ media_type: mediaType })
    .where('upload_id', '=', uploadId)
    .where('slot', '=', slot)
    .execute();
}

export interface NewVersion extends Content {
  performanceId: string;
  uploadId: string;
  number: number;
  counted: { schoolYear: number; semester: 1 | 2 };
  begunAt: Date;
  finishedAt: Date;
  files: (ContentFile & { mediaType: string })[];
}

/** The version, its files, the end of its draft, and where it counts if it is the first. @returns the ids */
export async function addVersion(
  tx: Tx,
  version: NewVersion,
): Promise<{ versionId: string; fileIds: string[] }> {
  const { performanceId, counted } = version;
  const { rows } = await sql<{ versionId: string; fileIds: string[] }>`
    with v as (
      insert into performance_version
        (performance_id, number, upload_id, fields, description, link, begun_at, finished_at)
      values (${performanceId}, ${version.number}, ${version.uploadId}, ${JSON.stringify(version.fields)}::jsonb,
        ${version.description}, ${version.link}, ${version.begunAt}, ${version.finishedAt}) returning id
    ), f as (
      insert into performance_file (version_id, slot, name, size, sha256, media_type)
      select v.id, f.slot, f.name, f.size, f.sha256, f."mediaType"
      from v, jsonb_to_recordset(${JSON.stringify(version.files)}::jsonb)
        as f(slot text, name text, size bigint, sha256 text, "mediaType" text)
      returning id
    ), d as (
      delete from performance_draft where performance_id = ${performanceId}
    ), p as (
      update performance set school_year = coalesce(school_year, ${counted.schoolYear}),
        semester = coalesce(semester, ${counted.semester}) where id = ${performanceId}
    )
    select v.id as "versionId", array(select id::text from f) as "fileIds" from v`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('The version was not written.');
  return row;
}

export async function withdraw(tx: Tx, performanceId: string, at: Date): Promise<void> {
  await tx.updateTable('performance').set({ withdrawn_at: at }).where('id', '=', performanceId).execute();
}
