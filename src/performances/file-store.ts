/** Whose a version is, one file of it, and where a student's own file is already. */
import { sql } from 'kysely';
import type { Actor } from '../accounts/actor.ts';
import type { Slot } from '../outcomes/announcement.ts';
import type { Db } from '../platform/db.ts';
import { registrationsOf } from './facts-store.ts';

interface VersionKey {
  performanceId: string;
  versionId: string;
}

export async function versionOf(
  db: Db,
  { performanceId, versionId }: VersionKey,
): Promise<{ registrationId: string } | undefined> {
  return db
    .selectFrom('performance_version')
    .innerJoin('performance', 'performance.id', 'performance_version.performance_id')
    .select('performance.registration_id as registrationId')
    .where('performance_version.id', '=', versionId)
    .where('performance.id', '=', performanceId)
    .executeTakeFirst();
}

/** Whose a performance is that was handed in at least once; a draft is nobody's but its student's. */
export async function handedInBy(
  db: Db,
  performanceId: string,
): Promise<{ registrationId: string; withdrawn: boolean } | undefined> {
  const row = await db
    .selectFrom('performance')
    .select(['registration_id', 'withdrawn_at'])
    .where('id', '=', performanceId)
    .where('school_year', 'is not', null)
    .executeTakeFirst();
  return row && { registrationId: row.registration_id, withdrawn: row.withdrawn_at !== null };
}

export async function fileOf(
  db: Db,
  { performanceId, versionId, slot }: VersionKey & { slot: Slot },
): Promise<{ name: string; sha256: string; mediaType: string } | undefined> {
  return db
    .selectFrom('performance_file')
    .innerJoin('performance_version', 'performance_version.id', 'performance_file.version_id')
    .select(['performance_file.name', 'performance_file.sha256', 'performance_file.media_type as mediaType'])
    .where('performance_version.performance_id', '=', performanceId)
    .where('performance_version.id', '=', versionId)
    .where('performance_file.slot', '=', slot)
    .executeTakeFirst();
}

interface HeldBy {
  performanceId: string;
  category: string;
  /** The file's. */
  name: string;
  handedInAt: Date;
}

/** The actor's own newest performance whose standing version holds these bytes; what was withdrawn may come again. */
export async function ownFile(db: Db, actor: Actor, sha256: string): Promise<HeldBy | undefined> {
  const { rows } = await sql<HeldBy>`
    select p.id as "performanceId", p.category, x.name, v.finished_at as "handedInAt"
    from performance p
    join lateral (select * from performance_version where performance_id = p.id order by number desc limit 1) v on true
    join performance_file x on x.version_id = v.id
    where p.registration_id = any(${registrationsOf(actor)}::uuid[]) and p.withdrawn_at is null
      and x.sha256 = ${sha256}
    order by v.finished_at desc limit 1`.execute(db);
  return rows[0];
}
