/** What the student's acts write, all of it in a transaction and under the student's lock. */
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import { isRefusal } from '../regulation/refusal.ts';
import { rulesFor } from '../regulation/store.ts';
import type { AnnouncedFile, Slot } from './announcement.ts';
import { maySee, owns, type Seen } from './right.ts';

/**
 * Locks students, in id order so that no two acts wait for each other, until the transaction ends. Every act that
 * changes a portfolio calls this first and reads the facts it decides by afterwards: a cap is data, no index can
 * hold it, this lock does.
 * @param registrationIds theirs, or a query of them
 */
export async function lockStudents(
  tx: Tx,
  registrationIds: readonly string[] | RawBuilder<unknown>,
): Promise<void> {
  const which =
    'toOperationNode' in registrationIds
      ? sql`array(${registrationIds})`
      : sql`${[...registrationIds]}::uuid[]`;
  await sql`select id from registration where id = any(${which})
    order by id for no key update`.execute(tx);
}

export async function addOutcome(
  tx: Tx,
  outcome: { enrolmentId: string; registrationId: string; at: Date },
): Promise<string> {
  const row = await tx
    .insertInto('outcome')
    .values({
      enrolment_id: outcome.enrolmentId,
      registration_id: outcome.registrationId,
      created_at: outcome.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function saveDraft(tx: Tx, outcomeId: string, description: string, at: Date): Promise<void> {
  await tx
    .insertInto('outcome_draft')
    .values({ outcome_id: outcomeId, description, saved_at: at })
    .onConflict((conflict) => conflict.column('outcome_id').doUpdateSet({ description, saved_at: at }))
    .execute();
}

export async function draftOf(
  tx: Tx,
  outcomeId: string,
): Promise<{ description: string; savedAt: Date } | undefined> {
  return tx
    .selectFrom('outcome_draft')
    .select(['description', 'saved_at as savedAt'])
    .where('outcome_id', '=', outcomeId)
    .executeTakeFirst();
}

export async function addUpload(
  tx: Tx,
  upload: {
    outcomeId: string;
    description: string;
    begunAt: Date;
    files: readonly AnnouncedFile[];
    restores: string | null;
  },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with u as (
      insert into outcome_upload (outcome_id, description, begun_at, restores)
      values (${upload.outcomeId}, ${upload.description}, ${upload.begunAt}, ${upload.restores}) returning id
    ), f as (
      insert into outcome_upload_file (upload_id, slot, name, size, sha256)
      select u.id, f.slot, f.name, f.size, f.sha256
      from u, jsonb_to_recordset(${JSON.stringify(upload.files)}::jsonb)
        as f(slot text, name text, size bigint, sha256 text)
    )
    select id from u`.execute(tx);
  return rows[0]?.id ?? '';
}

/** The bytes of one announced file are kept; others are still to come. */
export async function markKept(tx: Tx, uploadId: string, slot: Slot, mediaType: string): Promise<void> {
  await tx
    .updateTable('outcome_upload_file')
    .set({ media_type: mediaType })
    .where('upload_id', '=', uploadId)
    .where('slot', '=', slot)
    .execute();
}

export interface NewVersion {
  outcomeId: string;
  uploadId: string;
  number: number;
  description: string;
  begunAt: Date;
  finishedAt: Date;
  /** 補件: the reopening it came in by. */
  reopeningId: string | null;
  files: readonly (AnnouncedFile & { mediaType: string })[];
}

/** The version, its files, and the end of the draft it came from, in one statement. @returns the ids of both */
export async function addVersion(
  tx: Tx,
  version: NewVersion,
): Promise<{ versionId: string; fileIds: string[] }> {
  const { rows } = await sql<{ versionId: string; fileIds: string[] }>`
    with v as (
      insert into outcome_version (outcome_id, number, upload_id, description, begun_at, finished_at, reopening_id)
      values (${version.outcomeId}, ${version.number}, ${version.uploadId}, ${version.description},
              ${version.begunAt}, ${version.finishedAt}, ${version.reopeningId}) returning id
    ), f as (
      insert into outcome_file (version_id, slot, name, size, sha256, media_type)
      select v.id, f.slot, f.name, f.size, f.sha256, f."mediaType"
      from v, jsonb_to_recordset(${JSON.stringify(version.files)}::jsonb)
        as f(slot text, name text, size bigint, sha256 text, "mediaType" text)
      returning id
    ), d as (
      delete from outcome_draft where outcome_id = ${version.outcomeId}
    )
    select v.id as "versionId", array(select id::text from f) as "fileIds" from v`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('The version was not written.');
  return row;
}

export async function withdraw(tx: Tx, outcomeId: string, at: Date): Promise<void> {
  await tx.updateTable('outcome').set({ withdrawn_at: at }).where('id', '=', outcomeId).execute();
}

interface SeenOutcome extends Seen {
  outcomeId: string;
  schoolYear: number;
  semester: 1 | 2;
}

/** An outcome the actor may look at; undefined for every other, whether it exists or not. */
export async function outcomeVisibleTo(
  db: Db | Tx,
  actor: Actor,
  outcomeId: string,
): Promise<SeenOutcome | undefined> {
  const { rows } = await sql<SeenOutcome>`
    select o.id as "outcomeId", o.registration_id as "registrationId", f.id as "offeringId", f.division,
           f.school_year as "schoolYear", f.semester,
           array(select t.person_id::text from offering_teacher t where t.offering_id = f.id) as "teacherIds",
           exists (select from outcome_version v where v.outcome_id = o.id) as "handedIn"
    from outcome o
    join enrolment e on e.id = o.enrolment_id
    join offering f on f.id = e.offering_id
    where o.id = ${outcomeId}`.execute(db);
  const [outcome] = rows;
  if (!outcome) return undefined;
  if (owns(actor, outcome)) return outcome;
  const rules = await rulesFor(db, outcome.schoolYear, outcome.semester);
  return !isRefusal(rules) && maySee(actor, outcome, rules.regulation) ? outcome : undefined;
}

export async function hasVersion(db: Db, outcomeId: string, versionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('outcome_version')
    .select('id')
    .where('id', '=', versionId)
    .where('outcome_id', '=', outcomeId)
    .executeTakeFirst();
  return row !== undefined;
}
