/** Receipt-details files and their compared lines. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { Division, GradeBand } from '../regulation/regulation.ts';
import type { Mapping } from './columns.ts';
import type { Compared } from './compare.ts';
import type { SetAside } from './rows.ts';

type ImportState = 'uploaded' | 'applied' | 'replaced' | 'discarded';

export interface ReceiptImport {
  importId: string;
  taskId: string;
  packageId: string;
  packageState: string;
  state: ImportState;
  fileName: string;
  fileSha256: string;
  encoding: string;
  rows: number;
  mapping: Mapping | null;
  uploadedAt: Date;
  receivedAt: Date | null;
  appliedAt: Date | null;
  appliedBy: string | null;
  setAside: SetAside[];
}

const columns = sql`
  i.id as "importId", i.task_id as "taskId", i.package_id as "packageId", k.state as "packageState", i.state,
  i.file_name as "fileName", i.file_sha256 as "fileSha256", i.encoding, i.rows, i.mapping,
  i.uploaded_at as "uploadedAt", i.received_at as "receivedAt", i.applied_at as "appliedAt", p.name as "appliedBy",
  i.set_aside as "setAside"
  from receipt_import i join package k on k.id = i.package_id left join person p on p.id = i.applied_by`;

/** Files of a task, newest first; or the one by its id. The caller checks the division. */
export async function importsOf(
  db: Db | Tx,
  where: { taskId: string } | { importId: string },
): Promise<ReceiptImport[]> {
  const condition = 'taskId' in where ? sql`i.task_id = ${where.taskId}` : sql`i.id = ${where.importId}`;
  const { rows } = await sql<ReceiptImport>`
    select ${columns} where ${condition} order by i.uploaded_at desc`.execute(db);
  return rows;
}

/** The grid as it was sealed at upload. */
export async function gridOf(db: Db | Tx, importId: string): Promise<Buffer> {
  const row = await db
    .selectFrom('receipt_import')
    .select('grid')
    .where('id', '=', importId)
    .executeTakeFirstOrThrow();
  return row.grid;
}

/** What an office said the columns were, the last time any file was applied. */
export async function lastMapping(db: Db | Tx): Promise<Mapping> {
  const row = await db
    .selectFrom('receipt_import')
    .select('mapping')
    .where('applied_at', 'is not', null)
    .orderBy('applied_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (row?.mapping ?? {}) as Mapping;
}

export interface NewImport {
  taskId: string;
  packageId: string;
  fileName: string;
  fileSha256: string;
  encoding: string;
  rows: number;
  grid: Buffer;
  by: string;
  at: Date;
}

export async function saveImport(tx: Tx, made: NewImport): Promise<string> {
  const { id } = await tx
    .insertInto('receipt_import')
    .values({
      task_id: made.taskId,
      package_id: made.packageId,
      state: 'uploaded',
      file_name: made.fileName,
      file_sha256: made.fileSha256,
      encoding: made.encoding,
      rows: made.rows,
      grid: made.grid,
      uploaded_by: made.by,
      uploaded_at: made.at,
      set_aside: '[]',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function saveDiscard(tx: Tx, importId: string, at: Date): Promise<void> {
  await tx
    .updateTable('receipt_import')
    .set({ state: 'discarded', ended_at: at })
    .where('id', '=', importId)
    .execute();
}

export interface AppliedLine {
  compared: Compared;
  /** Where it stands in the file; null where the file has no such line. */
  sheet: string;
  row: number | null;
  registrationId: string | null;
  birthDate: string;
  nationalIdSealed: Buffer;
  schoolYear: number;
  semester: number;
  courseCode: string;
}

/** Keeps the comparison. An import applied before gives way. @returns ids of the imports replaced */
export async function saveApplied(
  tx: Tx,
  done: {
    importId: string;
    taskId: string;
    mapping: Mapping;
    setAside: readonly SetAside[];
    lines: readonly AppliedLine[];
    by: string;
    at: Date;
  },
): Promise<string[]> {
  const replaced = await tx
    .updateTable('receipt_import')
    .set({ state: 'replaced', ended_at: done.at })
    .where('task_id', '=', done.taskId)
    .where('state', '=', 'applied')
    .returning('id')
    .execute();
  await tx
    .updateTable('receipt_import')
    .set({
      state: 'applied',
      mapping: JSON.stringify(done.mapping),
      set_aside: JSON.stringify(done.setAside),
      received_at: done.at,
      applied_at: done.at,
      applied_by: done.by,
    })
    .where('id', '=', done.importId)
    .execute();
  for (let from = 0; from < done.lines.length; from += 2000) {
    await tx
      .insertInto('receipt_line')
      .values(done.lines.slice(from, from + 2000).map((line) => lineRow(done.importId, line)))
      .execute();
  }
  return replaced.map(({ id }) => id);
}

function lineRow(importId: string, line: AppliedLine) {
  const { compared } = line;
  return {
    import_id: importId,
    result: compared.result,
    sheet: line.sheet,
    row_number: line.row,
    package_line: 'submitted' in compared ? compared.submitted.id : null,
    registration_id: line.registrationId,
    birth_date: line.birthDate,
    national_id_sealed: line.nationalIdSealed,
    school_year: line.schoolYear,
    semester: line.semester,
    course_code: line.courseCode,
    received: 'received' in compared ? JSON.stringify(compared.received.values) : null,
    differs: compared.result === 'changed' ? compared.differs : [],
  };
}

export interface Receiving {
  taskId: string;
  division: Division;
  roundId: string;
  schoolYear: number;
  gradeBand: GradeBand;
  batch: number;
  packageId: string | null;
  packageNumber: number | null;
  handedOverAt: Date | null;
  lines: number;
}

/** Tasks with the package that is handed over, if any. */
export async function receivingTasks(db: Db | Tx, only: { taskId?: string } = {}): Promise<Receiving[]> {
  const { rows } = await sql<Receiving>`
    select t.id as "taskId", t.division, r.id as "roundId", r.school_year as "schoolYear",
           r.grade_band as "gradeBand", r.batch, k.id as "packageId", k.number as "packageNumber",
           k.handed_over_at as "handedOverAt",
           (select count(*)::int from package_line where package_id = k.id) as lines
    from submission_task t
    join round r on r.id = t.round_id
    left join package k on k.task_id = t.id and k.state = 'handed-over'
    where ${only.taskId ?? null}::uuid is null or t.id = ${only.taskId ?? null}::uuid
    order by r.school_year desc, r.grade_band desc, r.batch desc, t.division desc`.execute(db);
  return rows;
}

/** The applied files that say anything about these students, newest round first. */
export async function importsAbout(db: Db | Tx, registrationIds: readonly string[]): Promise<string[]> {
  if (registrationIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select i.id from receipt_import i
    join submission_task t on t.id = i.task_id join round r on r.id = t.round_id
    where i.state = 'applied' and exists (
      select from receipt_line l where l.import_id = i.id and l.registration_id = any(${registrationIds as string[]}::uuid[]))
    order by r.school_year desc, i.applied_at desc`.execute(db);
  return rows.map(({ id }) => id);
}
