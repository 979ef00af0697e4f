/** Compared lines, and the students they belong to. Reads only. */
import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { Division } from '../regulation/regulation.ts';
import { linesText } from './answer.ts';
import type { Compared, ComparedField, Counts } from './compare.ts';

export interface ReceiptLine {
  lineId: string;
  result: Compared['result'];
  sheet: string;
  row: number | null;
  registrationId: string | null;
  nationalIdSealed: Buffer;
  schoolYear: number;
  semester: number;
  courseCode: string;
  subject: string;
  differs: ComparedField[];
  submitted: Partial<Record<ComparedField, string>> | null;
  received: Partial<Record<ComparedField, string>> | null;
}

/**
 * Compared lines of an import with what was submitted, in the order of the package; served by
 * receipt_line_import, for one student by receipt_line_registration.
 */
export async function linesOfImport(
  db: Db | Tx,
  importId: string,
  only: { registrationIds?: readonly string[]; differencesOnly?: boolean } = {},
): Promise<ReceiptLine[]> {
  const { rows } = await sql<ReceiptLine>`
    ${compared}
    where l.import_id = ${importId}
      and (${only.registrationIds === undefined} or l.registration_id = any(${(only.registrationIds ?? []) as string[]}::uuid[]))
      and (${!only.differencesOnly} or l.result <> 'equal')
    order by l.package_line nulls last, l.row_number, l.id`.execute(db);
  return rows;
}

/** Lines that doubts were raised about, of whichever file they are. */
export async function linesDoubted(db: Db | Tx, lineIds: readonly string[]): Promise<ReceiptLine[]> {
  if (lineIds.length === 0) return [];
  const { rows } = await sql<ReceiptLine>`
    ${compared} where l.id = any(${lineIds as string[]}::uuid[])`.execute(db);
  return rows;
}

const compared: RawBuilder<unknown> = sql`
    select l.id as "lineId", l.result, l.sheet, l.row_number as row, l.registration_id as "registrationId",
           l.national_id_sealed as "nationalIdSealed", l.school_year as "schoolYear", l.semester,
           l.course_code as "courseCode", coalesce(s.course_name, l.received->>'courseName', c.name, '') as subject,
           l.differs, l.received,
           case when s.number is not null then jsonb_build_object('courseName', s.course_name,
             'description', s.description, 'grade', s.grade::text, 'credits', trim_scale(s.credits)::text) end as submitted
    from receipt_line l
    join receipt_import i on i.id = l.import_id
    left join package_line s on s.package_id = i.package_id and s.number = l.package_line
    left join course c on c.code = l.course_code`;

/** How many lines compared how. */
export async function countsOf(db: Db | Tx, importId: string): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select count(*) filter (where result <> 'extra')::int as submitted,
           count(*) filter (where result = 'equal')::int as equal,
           count(*) filter (where result = 'changed')::int as changed,
           count(*) filter (where result = 'missing')::int as missing,
           count(*) filter (where result = 'extra')::int as extra
    from receipt_line where import_id = ${importId}`.execute(db);
  return rows[0] ?? { submitted: 0, equal: 0, changed: 0, missing: 0, extra: 0 };
}

export interface KnownPerson {
  key: string;
  birthDate: string;
  registrationId: string;
  division: Division;
}

/** Students by the keyed hash of their ID number; several rows where somebody registered more than once. */
export async function registrationsByKey(db: Db | Tx, keys: readonly Buffer[]): Promise<KnownPerson[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<KnownPerson>`
    select encode(p.national_id_key, 'hex') as key, p.birth_date as "birthDate", g.id as "registrationId", g.division
    from person p join registration g on g.person_id = p.id
    where p.national_id_key = any(${keys as Buffer[]}::bytea[])
    order by g.starts_on`.execute(db);
  return rows;
}

export interface Named {
  registrationId: string;
  name: string;
  studentNumber: string;
  className: string;
  seat: number | null;
}

/** Students with their class in a school year, by registration. */
export async function studentsByRegistration(
  db: Db | Tx,
  registrationIds: readonly string[],
  schoolYear: number,
): Promise<Map<string, Named>> {
  if (registrationIds.length === 0) return new Map();
  const { rows } = await sql<Named>`
    select g.id as "registrationId", p.name, g.student_number as "studentNumber", coalesce(k.name, '') as "className", k.seat
    from registration g
    join person p on p.id = g.person_id
    left join lateral (
      select k.name, m.seat from placement m join class k on k.id = m.class_id
      where m.registration_id = g.id and m.school_year = ${schoolYear} order by m.semester desc limit 1) k on true
    where g.id = any(${registrationIds as string[]}::uuid[])
    order by k.name, k.seat, g.student_number`.execute(db);
  return new Map(rows.map((row) => [row.registrationId, row]));
}

/** The same for the same lines, whatever their order. */
export function hashOfLines(lines: readonly ReceiptLine[]): string {
  return createHash('sha256').update(linesText(lines)).digest('hex');
}
