/** Units, usual posts, and the classes and students of a semester. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Term } from '../calendar/term.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { GridStudent } from './grid.ts';
import type { CadreLevel, UsualPost } from './post.ts';

export interface Unit {
  unitId: string;
  division: Division;
  level: 'school' | 'club';
  name: string;
  retired: boolean;
  /** Posts of any semester stand in it. */
  used: boolean;
}

export async function unitsOf(db: Db | Tx, divisions: readonly Division[]): Promise<Unit[]> {
  const { rows } = await sql<Unit>`
    select u.id as "unitId", u.division, u.level, u.name, u.retired_at is not null as retired,
      exists (select from cadre_post t where t.unit_id = u.id) as used
    from cadre_unit u where u.division = any(${divisions as Division[]}::text[])
    order by u.division desc, u.level desc, u.name`.execute(db);
  return rows;
}

/** Adds what is not there yet; one that was retired comes back. @returns how many are new or back */
export async function addUnits(
  tx: Tx,
  units: readonly { division: Division; level: 'school' | 'club'; name: string }[],
): Promise<string[]> {
  if (units.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    insert into cadre_unit (division, level, name)
    select division, level, name from jsonb_to_recordset(${JSON.stringify(units)}::jsonb)
      as w(division text, level text, name text)
    on conflict (division, level, name) do update set retired_at = null where cadre_unit.retired_at is not null
    returning id`.execute(tx);
  return rows.map(({ id }) => id);
}

export async function retireUnit(tx: Tx, unitId: string, at: Date | null): Promise<void> {
  await tx.updateTable('cadre_unit').set({ retired_at: at }).where('id', '=', unitId).execute();
}

export type UsualPosts = Record<CadreLevel, UsualPost[]>;

/** In the order in which the grid offers them. */
export async function usualPosts(db: Db | Tx, division: Division): Promise<UsualPosts> {
  const rows = await db
    .selectFrom('cadre_usual_post')
    .select(['level', 'name', 'single', 'needed'])
    .where('division', '=', division)
    .orderBy('position')
    .execute();
  const of = (level: CadreLevel) =>
    rows.filter((row) => row.level === level).map(({ name, single, needed }) => ({ name, single, needed }));
  return { school: of('school'), class: of('class'), club: of('club') };
}

/** The whole list of a level, as it shall be. */
export async function saveUsualPosts(
  tx: Tx,
  { division, level }: { division: Division; level: CadreLevel },
  posts: readonly UsualPost[],
): Promise<void> {
  await tx
    .deleteFrom('cadre_usual_post')
    .where('division', '=', division)
    .where('level', '=', level)
    .execute();
  if (posts.length === 0) return;
  await tx
    .insertInto('cadre_usual_post')
    .values(posts.map((post, position) => ({ division, level, position, ...post })))
    .execute();
}

export interface ClassUnit {
  unitId: string;
  division: Division;
  grade: number;
  name: string;
  students: number;
}

/** Classes of a semester with the number of their students. Served by placement_class. */
export async function classesIn(
  db: Db | Tx,
  { schoolYear, semester }: Term,
  seen: { divisions: readonly Division[]; classIds: readonly string[] },
): Promise<ClassUnit[]> {
  const { rows } = await sql<ClassUnit>`
    select c.id as "unitId", c.division, c.grade, c.name,
      (select count(*)::int from placement m where m.class_id = c.id and m.semester = ${semester}) as students
    from class c where c.school_year = ${schoolYear}
      and (c.division = any(${seen.divisions as Division[]}::text[]) or c.id = any(${seen.classIds as string[]}::uuid[]))
    order by c.division desc, c.grade, c.name`.execute(db);
  return rows.filter(({ students }) => students > 0);
}

export type PlacedStudent = GridStudent & { classId: string };

/** Everybody placed in a semester: of one class, or of the whole division. */
export async function studentsIn(
  db: Db | Tx,
  { schoolYear, semester }: Term,
  where: { division: Division; classId?: string },
): Promise<PlacedStudent[]> {
  const classId = where.classId ?? null;
  const { rows } = await sql<PlacedStudent>`
    select r.id as "registrationId", r.student_number as number, p.name, c.id as "classId", c.name as "className", m.seat
    from class c join placement m on m.class_id = c.id and m.semester = ${semester}
    join registration r on r.id = m.registration_id join person p on p.id = r.person_id
    where c.school_year = ${schoolYear} and c.division = ${where.division}
      and (${classId}::uuid is null or c.id = ${classId})
    order by c.grade, c.name, m.seat, r.student_number`.execute(db);
  return rows;
}
