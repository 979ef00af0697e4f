/** What rows may refer to before the import itself brings anything. @server */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Known } from './sheet-kind.ts';

export async function knownTo(db: Db | Tx): Promise<Known> {
  const staff = await db.selectFrom('staff').select('staff_code').where('left_on', 'is', null).execute();
  const students = await db.selectFrom('registration').select(['student_number', 'division']).execute();
  const classes = await sql<{ key: string }>`
    select school_year || '/' || division || '/' || name as key from class`.execute(db);
  const offerings = await sql<{ key: string }>`
    select school_year || '/' || semester || '/' || division || '/' || course_code || '/' || group_name as key
    from offering`.execute(db);
  return {
    staff: new Set(staff.map(({ staff_code }) => staff_code)),
    classes: new Set(classes.rows.map(({ key }) => key)),
    students: new Map(students.map(({ student_number, division }) => [student_number, division as Division])),
    idNumbers: new Map(),
    offerings: new Set(offerings.rows.map(({ key }) => key)),
    enrolments: new Map(),
  };
}
