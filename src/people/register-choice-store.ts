/** What the register's filters and fields offer: classes of a semester's year, programmes that occur. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Sight } from './register-list-store.ts';
import type { Semester } from './register-store.ts';

export interface ClassChoice {
  classId: string;
  name: string;
  grade: number;
  division: Division;
}

export async function classChoices(db: Db | Tx, at: Semester, sight: Sight): Promise<ClassChoice[]> {
  const { rows } = await sql<ClassChoice>`
    select id as "classId", name, grade, division from class
    where school_year = ${at.schoolYear}
      and (division = any(${sight.divisions}::text[]) or id = any(${sight.classIds}::uuid[]))
    order by division desc, grade, name`.execute(db);
  return rows;
}

/** `21/404`: group and programme, as the rosters code them. */
export async function programmesOf(db: Db, divisions: readonly Division[]): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select distinct field_group || '/' || programme as key from registration
    where division = any(${divisions}::text[]) order by 1`.execute(db);
  return rows.map(({ key }) => key);
}
