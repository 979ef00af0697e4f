/** One file of a version. */
import type { Db } from '../platform/db.ts';
import type { Slot } from './announcement.ts';

export interface VersionFile {
  name: string;
  sha256: string;
  mediaType: string;
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
    .select(['outcome_file.name', 'outcome_file.sha256', 'outcome_file.media_type as mediaType'])
    .where('outcome_version.outcome_id', '=', outcomeId)
    .where('outcome_version.id', '=', versionId)
    .where('outcome_file.slot', '=', slot)
    .executeTakeFirst();
}
