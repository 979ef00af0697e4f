/** Writes packages: frozen, built or failed, handed over. A state only moves on, and every move has its ledger line. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { FrozenLine } from './frozen.ts';
import type { HandOverWay, PackageState } from './package.ts';
import type { PackageDocument, PackageFile } from './package-store.ts';

export interface NewLine extends FrozenLine {
  selectionId: string;
  outcomeId: string;
  versionId: string;
  registrationId: string;
  nationalIdSealed: Buffer;
  nationalIdKey: Buffer;
  birthDate: string;
}

export interface NewPackage {
  taskId: string;
  number: number;
  roster: string;
  rosterCode: string;
  regulation: string;
  requestedBy: string;
  appointmentId: string;
  at: Date;
  leftOut: readonly string[];
  leftOutReason: string;
  lines: readonly NewLine[];
  files: readonly PackageFile[];
}

/** Freezes the list. The files are named by their hash only: not a byte is copied. */
export async function savePackage(tx: Tx, made: NewPackage): Promise<string> {
  const { id } = await tx
    .insertInto('package')
    .values({
      task_id: made.taskId,
      number: made.number,
      state: 'building',
      roster: made.roster,
      roster_code: made.rosterCode,
      regulation_version: made.regulation,
      requested_by: made.requestedBy,
      appointment_id: made.appointmentId,
      requested_at: made.at,
      failures: '[]',
      left_out: JSON.stringify(made.leftOut),
      left_out_reason: made.leftOutReason,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const lines of inSlices(made.lines)) {
    await tx
      .insertInto('package_line')
      .values(
        lines.map((line) => ({
          package_id: id,
          number: line.number,
          selection_id: line.selectionId,
          outcome_id: line.outcomeId,
          version_id: line.versionId,
          registration_id: line.registrationId,
          sheet: line.sheet,
          national_id_sealed: line.nationalIdSealed,
          national_id_key: line.nationalIdKey,
          birth_date: line.birthDate,
          school_year: line.schoolYear,
          semester: line.semester,
          course_code: line.courseCode,
          course_name: line.courseName,
          grade: line.grade,
          credits: line.credits,
          description: line.description,
          origin: line.origin ? JSON.stringify(line.origin) : null,
        })),
      )
      .execute();
  }
  for (const files of inSlices(made.files)) {
    await tx
      .insertInto('package_file')
      .values(files.map(({ mediaType, ...file }) => ({ package_id: id, media_type: mediaType, ...file })))
      .execute();
  }
  await tx
    .insertInto('package_progress')
    .values({ package_id: id, files: made.files.length, at: made.at })
    .execute();
  return id;
}

/** PostgreSQL takes 65,535 parameters in one statement. */
function* inSlices<T>(list: readonly T[], size = 2000): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += size) yield list.slice(from, from + size);
}

export interface Progress {
  checked: number;
  intact: number;
}

/** Written outside the act's transaction: people watch it. It only goes forward, whichever write comes last. */
export async function saveProgress(
  db: Db,
  packageId: string,
  { checked, intact }: Progress,
  at: Date,
): Promise<void> {
  await sql`update package_progress
    set checked = greatest(checked, ${checked}), intact = greatest(intact, ${intact}), at = ${at}
    where package_id = ${packageId}`.execute(db);
}

/** What a job before this one has left: shown from here on. @returns how many files need not be read again */
export async function resumeProgress(db: Db, packageId: string): Promise<number> {
  const row = await db
    .updateTable('package_progress')
    .set((column) => ({ checked: column.ref('intact') }))
    .where('package_id', '=', packageId)
    .returning('intact')
    .executeTakeFirst();
  return row?.intact ?? 0;
}

/**
 * The package is complete. An earlier one that was never handed over gives way to it.
 * @returns ids of the packages it replaces; undefined when it is not being built any more (the job ran twice)
 */
export async function finishPackage(
  tx: Tx,
  done: {
    packageId: string;
    taskId: string;
    manifestSha256: string;
    documents: readonly PackageDocument[];
    at: Date;
  },
): Promise<string[] | undefined> {
  const finished = await tx
    .updateTable('package')
    .set({ state: 'ready', built_at: done.at, manifest_sha256: done.manifestSha256 })
    .where('id', '=', done.packageId)
    .where('state', '=', 'building')
    .executeTakeFirst();
  if (finished.numUpdatedRows === 0n) return undefined;
  await tx
    .insertInto('package_document')
    .values(
      done.documents.map((document, position) => ({ package_id: done.packageId, position, ...document })),
    )
    .execute();
  return replaceEarlier(tx, done, 'ready');
}

/** @returns false when it is not being built any more */
export async function failPackage(tx: Tx, packageId: string, failures: readonly object[]): Promise<boolean> {
  const failed = await tx
    .updateTable('package')
    .set({ state: 'failed', failures: JSON.stringify(failures) })
    .where('id', '=', packageId)
    .where('state', '=', 'building')
    .executeTakeFirst();
  return failed.numUpdatedRows === 1n;
}

/** @returns ids of the packages it replaces */
export async function saveHandOver(
  tx: Tx,
  act: { packageId: string; taskId: string; at: Date; how: HandOverWay; by: string; markedAt: Date },
): Promise<string[]> {
  const replaced = await replaceEarlier(
    tx,
    { packageId: act.packageId, taskId: act.taskId, at: act.markedAt },
    'handed-over',
  );
  await tx
    .updateTable('package')
    .set({
      state: 'handed-over',
      handed_over_at: act.at,
      handed_over_how: act.how,
      marked_by: act.by,
      marked_at: act.markedAt,
    })
    .where('id', '=', act.packageId)
    .execute();
  return replaced;
}

async function replaceEarlier(
  tx: Tx,
  by: { packageId: string; taskId: string; at: Date },
  state: PackageState,
): Promise<string[]> {
  const rows = await tx
    .updateTable('package')
    .set({ state: 'replaced', replaced_at: by.at })
    .where('task_id', '=', by.taskId)
    .where('id', '<>', by.packageId)
    .where('state', '=', state)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}
