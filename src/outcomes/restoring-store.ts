/** What was lost and may be put right, and that it was. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { OwnOutcome } from './facts-store.ts';
import type { VersionKnown } from './restoring.ts';

/**
 * The student's versions in the same course and semester that hold one of these files, the newest first, what was taken
 * back left out. Served by outcome_file_sha256.
 */
export async function versionsHolding(
  db: Db | Tx,
  outcome: Pick<OwnOutcome, 'registrationId' | 'courseCode' | 'schoolYear' | 'semester'>,
  sha256s: readonly string[],
): Promise<VersionKnown[]> {
  const { rows } = await sql<VersionKnown>`
    select o.id as "outcomeId", v.id as "versionId", v.number,
      (select jsonb_agg(jsonb_build_object('sha256', x.sha256, 'lost', b.lost_at is not null))
         from outcome_file x join blob b on b.sha256 = x.sha256 where x.version_id = v.id) as files
    from outcome_version v
    join outcome o on o.id = v.outcome_id and o.withdrawn_at is null
    join enrolment e on e.id = o.enrolment_id
    join offering f on f.id = e.offering_id
    where v.id in (select version_id from outcome_file where sha256 = any(${[...sha256s]}::text[]))
      and o.registration_id = ${outcome.registrationId} and f.course_code = ${outcome.courseCode}
      and f.school_year = ${outcome.schoolYear} and f.semester = ${outcome.semester}
    order by v.finished_at desc`.execute(db);
  return rows;
}

/** All its files are here: the upload is done, and made no version. */
export async function markRestored(tx: Tx, uploadId: string, at: Date): Promise<void> {
  await tx.updateTable('outcome_upload').set({ restored_at: at }).where('id', '=', uploadId).execute();
}
