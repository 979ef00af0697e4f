/** One file of a version, and where a student's own file is already. */
import { sql } from 'kysely';
import type { Actor } from '../accounts/actor.ts';
import type { Db } from '../platform/db.ts';
import type { Slot } from './announcement.ts';

export interface VersionFile {
  name: string;
  sha256: string;
  mediaType: string;
  /** No home holds it any more. */
  lost: boolean;
}

export async function fileOf(
  db: Db,
  outcomeId: string,
  versionId: string,
  slot: Slot,
): Promise<VersionFile | undefined> {
  return db
    .selectFrom('outcome_file')
    .innerJoin('outcome_version', 'outcome_version.id', 'outcome_file.version_id')
    .innerJoin('blob', 'blob.sha256', 'outcome_file.sha256')
    .select((of) => [
      'outcome_file.name',
      'outcome_file.sha256',
      'outcome_file.media_type as mediaType',
      of('blob.lost_at', 'is not', null).$castTo<boolean>().as('lost'),
    ])
    .where('outcome_version.outcome_id', '=', outcomeId)
    .where('outcome_version.id', '=', versionId)
    .where('outcome_file.slot', '=', slot)
    .executeTakeFirst();
}

export interface HandedIn {
  outcomeId: string;
  subject: string;
  name: string;
  handedInAt: Date;
}

/** The actor's own newest outcome whose standing version holds these bytes; withdrawn or lost, they are free to come again. */
export async function ownFile(db: Db, actor: Actor, sha256: string): Promise<HandedIn | undefined> {
  const registrations = actor.registrations.map((registration) => registration.id);
  const { rows } = await sql<HandedIn>`
    select o.id as "outcomeId", c.name as subject, x.name, v.finished_at as "handedInAt"
    from outcome o
    join enrolment e on e.id = o.enrolment_id
    join offering f on f.id = e.offering_id
    join course c on c.code = f.course_code
    join lateral (select * from outcome_version where outcome_id = o.id order by number desc limit 1) v on true
    join outcome_file x on x.version_id = v.id
    join blob b on b.sha256 = x.sha256 and b.lost_at is null
    where o.registration_id = any(${registrations}::uuid[]) and o.withdrawn_at is null and x.sha256 = ${sha256}
    order by v.finished_at desc limit 1`.execute(db);
  return rows[0];
}
