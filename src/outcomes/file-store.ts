/** One file of a version, and the session a link belongs to. */
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

/** The token of a session, living or ended: whoever uses it asks whether it lives. */
export async function sessionToken(db: Db, sessionId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('login_session')
    .select('token')
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return row?.token;
}
