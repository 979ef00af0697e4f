/** Packages as they stand: the frozen list, its files, what was made of it, how it was handed over. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { Division, GradeBand } from '../regulation/regulation.ts';
import type { FrozenLine } from './frozen.ts';
import type { HandOverWay, PackageState } from './package.ts';
import type { Origin } from './precheck.ts';

export interface PackageRow {
  packageId: string;
  taskId: string;
  roundId: string;
  division: Division;
  schoolYear: number;
  gradeBand: GradeBand;
  batch: number;
  number: number;
  state: PackageState;
  roster: string;
  rosterCode: string;
  regulation: string;
  requestedBy: string;
  requestedAt: Date;
  builtAt: Date | null;
  manifestSha256: string | null;
  failures: { line: number; path: string }[];
  leftOut: string[];
  leftOutReason: string;
  handedOverAt: Date | null;
  handedOverHow: HandOverWay | null;
  markedBy: string | null;
  replacedAt: Date | null;
  lines: number;
  files: number;
  bytes: number;
  checked: number;
}

/** Packages of a task, newest first, or one by its id. The caller checks the division. */
export async function packagesOf(
  db: Db | Tx,
  where: { taskId: string } | { packageId: string },
): Promise<PackageRow[]> {
  const condition = 'taskId' in where ? sql`k.task_id = ${where.taskId}` : sql`k.id = ${where.packageId}`;
  const { rows } = await sql<PackageRow>`
    select k.id as "packageId", k.task_id as "taskId", r.id as "roundId", t.division, r.school_year as "schoolYear",
           r.grade_band as "gradeBand", r.batch, k.number, k.state, k.roster, k.roster_code as "rosterCode",
           k.regulation_version as regulation, p.name as "requestedBy", k.requested_at as "requestedAt",
           k.built_at as "builtAt", k.manifest_sha256 as "manifestSha256", k.failures, k.left_out as "leftOut",
           k.left_out_reason as "leftOutReason", k.handed_over_at as "handedOverAt",
           k.handed_over_how as "handedOverHow", m.name as "markedBy", k.replaced_at as "replacedAt",
           (select count(*)::int from package_line where package_id = k.id) as lines,
           f.files, f.bytes, coalesce(g.checked, 0) as checked
    from package k
    join submission_task t on t.id = k.task_id
    join round r on r.id = t.round_id
    join person p on p.id = k.requested_by
    left join person m on m.id = k.marked_by
    left join package_progress g on g.package_id = k.id
    cross join lateral (
      select count(*)::int as files, coalesce(sum(size), 0)::float8 as bytes
      from package_file where package_id = k.id) f
    where ${condition}
    order by k.number desc`.execute(db);
  return rows;
}

export interface PackageFile {
  path: string;
  line: number;
  slot: 'document' | 'media';
  sha256: string;
  size: number;
  mediaType: string;
}

export interface StoredLine extends FrozenLine {
  nationalIdSealed: Buffer;
  nationalIdKey: Buffer;
  birthDate: string;
  registrationId: string;
  outcomeId: string;
}

export async function linesOf(db: Db | Tx, packageId: string): Promise<StoredLine[]> {
  const rows = await db
    .selectFrom('package_line')
    .selectAll()
    .where('package_id', '=', packageId)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    number: row.number,
    sheet: row.sheet,
    schoolYear: row.school_year,
    semester: row.semester,
    courseCode: row.course_code,
    courseName: row.course_name,
    grade: row.grade,
    credits: row.credits,
    description: row.description,
    origin: row.origin as Origin | null,
    nationalIdSealed: row.national_id_sealed,
    nationalIdKey: row.national_id_key,
    birthDate: row.birth_date,
    registrationId: row.registration_id,
    outcomeId: row.outcome_id,
  }));
}

export async function filesOf(db: Db | Tx, packageId: string): Promise<PackageFile[]> {
  const rows = await db
    .selectFrom('package_file')
    .select(['path', 'line', 'slot', 'sha256', 'size', 'media_type'])
    .where('package_id', '=', packageId)
    .orderBy('path')
    .execute();
  return rows.map(({ media_type, slot, ...file }) => ({
    ...file,
    slot: slot as PackageFile['slot'],
    mediaType: media_type,
  }));
}

export interface PackageDocument {
  path: string;
  sealed: Buffer;
  sha256: string;
  size: number;
}

export async function documentsOf(db: Db | Tx, packageId: string): Promise<PackageDocument[]> {
  return db
    .selectFrom('package_document')
    .select(['path', 'sealed', 'sha256', 'size'])
    .where('package_id', '=', packageId)
    .orderBy('position')
    .execute();
}

/** Whose and what the lines of a package are: to name a damaged file by student and subject. */
export async function namesOfLines(
  db: Db | Tx,
  packageId: string,
  lines: readonly number[],
): Promise<Map<number, { student: string; subject: string }>> {
  if (lines.length === 0) return new Map();
  const { rows } = await sql<{ number: number; student: string; subject: string }>`
    select l.number, p.name as student, l.course_name as subject
    from package_line l join registration g on g.id = l.registration_id join person p on p.id = g.person_id
    where l.package_id = ${packageId} and l.number = any(${lines as number[]}::int[])`.execute(db);
  return new Map(rows.map((row) => [row.number, row]));
}
