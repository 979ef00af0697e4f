/** Classes of a school year. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Term } from '../calendar/term.ts';
import type { Db, Tx } from '../platform/db.ts';

export interface ClassRow {
  schoolYear: number;
  division: Division;
  grade: number;
  className: string;
}

/** The classes of every school year and division that is named; in use: somebody was placed in it or leads it. */
export async function classesIn(
  db: Db | Tx,
  scopes: readonly { schoolYear: number; division: Division }[],
): Promise<(ClassRow & { id: string; inUse: boolean })[]> {
  const { rows } = await sql<ClassRow & { id: string; inUse: boolean }>`
    select c.id, c.school_year as "schoolYear", c.division, c.grade, c.name as "className",
      exists (select from placement p where p.class_id = c.id)
        or exists (select from appointment a where a.class_id = c.id) as "inUse"
    from class c join (
      select distinct "schoolYear", division from jsonb_to_recordset(${JSON.stringify(scopes)}::jsonb)
        as s("schoolYear" int, division text)) s on s."schoolYear" = c.school_year and s.division = c.division
    order by c.school_year, c.division, c.grade, c.name`.execute(db);
  return rows;
}

export async function saveClasses(tx: Tx, classes: readonly ClassRow[]): Promise<void> {
  if (classes.length === 0) return;
  await tx
    .insertInto('class')
    .values(
      classes.map(({ schoolYear, division, grade, className }) => ({
        school_year: schoolYear,
        division,
        grade,
        name: className,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['school_year', 'division', 'name'])
        .doUpdateSet((eb) => ({ grade: eb.ref('excluded.grade') })),
    )
    .execute();
}

export async function dropClasses(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await tx
      .deleteFrom('class')
      .where('id', 'in', [...ids])
      .execute();
}

/** Semesters that have classes, up to this one; the latest first. */
export async function termsUpTo(db: Db | Tx, { schoolYear, semester }: Term): Promise<Term[]> {
  const { rows } = await sql<Term>`
    select y.school_year as "schoolYear", s as semester
    from (select distinct school_year from class) y, generate_series(1, 2) s
    where y.school_year < ${schoolYear} or y.school_year = ${schoolYear} and s <= ${semester}
    union select ${schoolYear}::int, ${semester}::int order by 1 desc, 2 desc`.execute(db);
  return rows;
}
