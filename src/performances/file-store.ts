/** Whose a version is, and one file of it. */
import type { Slot } from '../outcomes/announcement.ts';
import type { Db } from '../platform/db.ts';

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
