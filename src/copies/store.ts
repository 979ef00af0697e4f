/** Copies as they stand; writes `copy`, `copy_document`, `copy_file`. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { CopyState, Made } from './copy.ts';

export interface CopyRow extends Made {
  personId: string;
  bytes: number | null;
  files: number | null;
  missing: string[];
}

/** A person's copies, newest first, or one by its id. */
export async function copiesOf(
  db: Db | Tx,
  where: { personId: string } | { copyId: string },
): Promise<CopyRow[]> {
  const rows = await db
    .selectFrom('copy')
    .selectAll()
    .where('personId' in where ? 'person_id' : 'id', '=', 'personId' in where ? where.personId : where.copyId)
    .orderBy('requested_at', 'desc')
    .execute();
  return rows.map((row) => ({
    copyId: row.id,
    personId: row.person_id,
    state: row.state as CopyState,
    requestedAt: row.requested_at,
    builtAt: row.built_at,
    bytes: row.bytes,
    files: row.files,
    missing: row.missing,
  }));
}

export async function addCopy(tx: Tx, personId: string, at: Date): Promise<string> {
  const row = await tx
    .insertInto('copy')
    .values({ person_id: personId, state: 'building', requested_at: at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export interface BuiltCopy {
  copyId: string;
  personId: string;
  at: Date;
  bytes: number;
  documents: readonly { path: string; size: number; sha256: string; sealed: Buffer }[];
  files: readonly CopyFile[];
  missing: readonly string[];
}

export interface CopyFile {
  path: string;
  size: number;
  sha256: string;
}

/** The newest copy takes the place of those before it. @returns false where it was finished already */
export async function finishCopy(tx: Tx, built: BuiltCopy): Promise<boolean> {
  const { copyId } = built;
  const row = await tx
    .updateTable('copy')
    .set({
      state: 'ready',
      built_at: built.at,
      bytes: built.bytes,
      files: built.files.length,
      missing: [...built.missing],
    })
    .where('id', '=', copyId)
    .where('state', '=', 'building')
    .returning('id')
    .executeTakeFirst();
  if (!row) return false;
  await tx.deleteFrom('copy').where('person_id', '=', built.personId).where('id', '<>', copyId).execute();
  const documents = built.documents.map((document) => ({ copy_id: copyId, ...document }));
  await tx.insertInto('copy_document').values(documents).execute();
  for (let from = 0; from < built.files.length; from += 1000) {
    const files = built.files.slice(from, from + 1000).map((file) => ({ copy_id: copyId, ...file }));
    await tx.insertInto('copy_file').values(files).execute();
  }
  return true;
}

export async function documentsOf(db: Db, copyId: string) {
  return db
    .selectFrom('copy_document')
    .select(['path', 'size', 'sha256', 'sealed'])
    .where('copy_id', '=', copyId)
    .orderBy('path')
    .execute();
}

export async function filesOf(db: Db, copyId: string): Promise<CopyFile[]> {
  return db
    .selectFrom('copy_file')
    .select(['path', 'size', 'sha256'])
    .where('copy_id', '=', copyId)
    .orderBy('path')
    .execute();
}

/** One request at a time for a person. */
export async function lockCopies(tx: Tx, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`copy ${personId}`}, 0))`.execute(tx);
}
