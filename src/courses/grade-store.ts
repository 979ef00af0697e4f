/** Grades as rows; as texts wherever they are compared, because two grades are the same exactly when their texts are. */
import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { EnrolmentKind } from './enrolment.ts';
import { between } from './grade.ts';

/** `gradeText` of the row `g`, in the order of `gradeFields`; null where there is none. */
export const textOfGrade: RawBuilder<string | null> =
  sql`case when g.enrolment_id is not null then array_to_string(array[
    trim_scale(g.score)::text, ${said('passed')}, trim_scale(g.make_up_score)::text, ${said('make_up_passed')},
    trim_scale(g.second_make_up_score)::text, ${said('second_make_up_passed')}, trim_scale(g.year_score)::text,
    ${said('year_passed')}, ${said('counted')}, g.words, g.due_school_year::text, g.due_semester::text, g.method,
    g.identity, g.mark], ${between}::text, '') end`;

function said(column: string) {
  const value = sql.ref(`g.${column}`);
  return sql`case ${value} when true then '是' when false then '否' end`;
}

/** Which enrolment, by its id or by what names it where it was only just made. */
export type GradeOf = { enrolmentId: string } | EnrolmentName;

export interface EnrolmentName {
  number: string;
  schoolYear: number;
  semester: number;
  code: string;
  group: string;
  kind: EnrolmentKind;
}

/** So many rows go in one statement: enough to be quick, few enough to need little room. */
const heap = 20_000;

/** Writes whole grades over what stands there: an empty cell empties. */
export async function saveGrades(
  tx: Tx,
  grades: readonly { enrolmentId: string; text: string }[],
): Promise<void> {
  await written(tx, grades, (column) => sql`excluded.${column}`);
}

/** Writes only the cells that hold something; what stands in the others stays. */
export async function mergeGrades(
  tx: Tx,
  grades: readonly (GradeOf & { text: string })[],
  wrote?: (rows: number) => void,
): Promise<void> {
  for (let at = 0; at < grades.length; at += heap) {
    await written(tx, grades.slice(at, at + heap), (column, isText) =>
      isText
        ? sql`coalesce(nullif(excluded.${column}, ''), grade.${column})`
        : sql`coalesce(excluded.${column}, grade.${column})`,
    );
    wrote?.(Math.min(heap, grades.length - at));
  }
}

async function written(
  tx: Tx,
  rows: readonly (GradeOf & { text: string })[],
  over: (column: RawBuilder<unknown>, isText: boolean) => RawBuilder<unknown>,
): Promise<void> {
  const known = rows.filter((row) => 'enrolmentId' in row);
  const named = rows.filter((row): row is EnrolmentName & { text: string } => !('enrolmentId' in row));
  let count = 0;
  if (known.length > 0) count += await insertGrades(tx, byId(known), over);
  if (named.length > 0) count += await insertGrades(tx, byName(named), over);
  if (count !== rows.length)
    throw new Error(`${rows.length} grades, ${count} of them found their enrolment.`);
}

/** `offset 0`: each text is taken apart once, not once for every column. */
function byId(rows: readonly { enrolmentId: string; text: string }[]) {
  return sql`select w.id as enrolment_id, string_to_array(w.text, ${between}::text) as t
    from unnest(${rows.map((row) => row.enrolmentId)}::uuid[], ${rows.map((row) => row.text)}::text[]) as w(id, text) offset 0`;
}

function byName(rows: readonly (EnrolmentName & { text: string })[]) {
  const list = (key: keyof EnrolmentName | 'text') => rows.map((row) => row[key]);
  return sql`select e.id as enrolment_id, string_to_array(w.text, ${between}::text) as t
    from unnest(${list('number')}::text[], ${list('schoolYear')}::int[], ${list('semester')}::int[],
      ${list('code')}::text[], ${list('group')}::text[], ${list('kind')}::text[], ${list('text')}::text[])
      as w(number, school_year, semester, code, group_name, kind, text)
    join registration r on r.student_number = w.number
    join offering o on o.course_code = w.code and o.school_year = w.school_year and o.semester = w.semester
      and o.group_name = w.group_name and o.division = r.division
    join enrolment e on e.registration_id = r.id and e.offering_id = o.id and e.kind = w.kind offset 0`;
}

/** The columns in the order of `gradeFields`. */
const columns = [
  'score',
  'passed',
  'make_up_score',
  'make_up_passed',
  'second_make_up_score',
  'second_make_up_passed',
  'year_score',
  'year_passed',
  'counted',
  'words',
  'due_school_year',
  'due_semester',
  'method',
  'identity',
  'mark',
] as const;
const texts: readonly string[] = ['words', 'method', 'identity', 'mark'];
const numbers: readonly string[] = ['due_school_year', 'due_semester'];

/** @param source rows of `enrolment_id` and `t`, the cells of the grade's text */
async function insertGrades(
  tx: Tx,
  source: RawBuilder<unknown>,
  over: (column: RawBuilder<unknown>, isText: boolean) => RawBuilder<unknown>,
): Promise<number> {
  const list = sql.join(columns.map((column) => sql.ref(column)));
  const cells = columns.map((column, at) => {
    const cell = sql`t[${sql.lit(at + 1)}]`;
    if (texts.includes(column)) return cell;
    if (column.endsWith('score')) return sql`nullif(${cell}, '')::numeric`;
    return numbers.includes(column) ? sql`nullif(${cell}, '')::int` : sql`nullif(${cell}, '') = '是'`;
  });
  const { numAffectedRows } = await sql`
    insert into grade (enrolment_id, ${list}) select enrolment_id, ${sql.join(cells)} from (${source}) s
    on conflict (enrolment_id) do update set (${list}) = row(${sql.join(
      columns.map((column) => over(sql.ref(column), texts.includes(column))),
    )})`.execute(tx);
  return Number(numAffectedRows);
}

export async function dropGrades(tx: Tx, grades: readonly { enrolmentId: string }[]): Promise<void> {
  if (grades.length > 0)
    await sql`delete from grade where enrolment_id = any(${grades.map((one) => one.enrolmentId)}::uuid[])`.execute(
      tx,
    );
}

/** Whose enrolments these are. */
export async function registrationsOf(
  db: Db | Tx,
  enrolments: readonly { enrolmentId: string }[],
): Promise<Map<string, string>> {
  if (enrolments.length === 0) return new Map();
  const { rows } = await sql<{ id: string; registrationId: string }>`
    select id, registration_id as "registrationId" from enrolment
    where id = any(${enrolments.map((one) => one.enrolmentId)}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, registrationId }) => [id, registrationId]));
}
