/** Placements: class and seat of a student in a semester. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Values } from './register.ts';

export interface Placed {
  schoolYear: number;
  semester: number;
  division: Division;
  number: string;
  name: string;
  /** Class, seat and what goes with them; what is not said stays as it is. */
  values: Partial<Values>;
}

type Scope = Pick<Placed, 'schoolYear' | 'semester' | 'division'>;

/** Every placement of the semesters and divisions that are named. */
export async function placementsIn(db: Db | Tx, scopes: readonly Scope[]): Promise<Placed[]> {
  const terms = JSON.stringify(
    scopes.map(({ schoolYear, semester, division }) => ({ schoolYear, semester, division })),
  );
  const { rows } = await sql<Placed>`
    select m.school_year as "schoolYear", m.semester, r.division, r.student_number as number, p.name,
      jsonb_build_object('class', c.name, 'seat', coalesce(m.seat::text, ''), 'classKind', coalesce(m.class_kind, ''),
        'experimentalClass', coalesce(m.experimental_class, '')) as values
    from placement m join registration r on r.id = m.registration_id join person p on p.id = r.person_id
    join class c on c.id = m.class_id
    join (select distinct "schoolYear", semester, division from jsonb_to_recordset(${terms}::jsonb)
        as s("schoolYear" int, semester int, division text)) s
      on s."schoolYear" = m.school_year and s.semester = m.semester and s.division = r.division`.execute(db);
  return rows;
}

/** @returns the registrations by number */
export async function savePlacements(tx: Tx, placements: readonly Placed[]): Promise<Map<string, string>> {
  if (placements.length === 0) return new Map();
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(placements)}::jsonb)
    as w("schoolYear" int, semester int, division text, number text, values jsonb)`;
  const { rows } = await sql<{ number: string; id: string }>`
    with saved as (
      insert into placement as m (registration_id, school_year, semester, class_id)
      select r.id, w."schoolYear", w.semester, c.id
      from ${wanted} join registration r on r.student_number = w.number
      join class c on c.school_year = w."schoolYear" and c.division = w.division and c.name = w.values->>'class'
      on conflict (registration_id, school_year, semester) do update set class_id = excluded.class_id
      returning m.registration_id)
    select r.student_number as number, r.id from saved s join registration r on r.id = s.registration_id`.execute(
    tx,
  );
  if (rows.length !== placements.length)
    throw new Error(`${placements.length} placements, ${rows.length} of them found their student and class.`);
  const said = (key: string, type: string, column: string) =>
    sql`case when w.values ? ${sql.lit(key)} then nullif(w.values->>${sql.lit(key)}, '')::${sql.raw(type)} else ${sql.ref(column)} end`;
  await sql`update placement m set seat = ${said('seat', 'int', 'm.seat')},
      class_kind = ${said('classKind', 'text', 'm.class_kind')},
      experimental_class = ${said('experimentalClass', 'text', 'm.experimental_class')}
    from ${wanted} join registration r on r.student_number = w.number
    where m.registration_id = r.id and m.school_year = w."schoolYear" and m.semester = w.semester
      and w.values ?| array['seat', 'classKind', 'experimentalClass']`.execute(tx);
  return new Map(rows.map(({ number, id }) => [number, id]));
}

/**
 * Takes students out of the classes of a semester. Whoever has handed in work in it stays: that is a change of
 * status, not a row left out: then nobody goes. @returns the numbers of those who stay, or who was taken out
 */
export async function dropPlacements(
  tx: Tx,
  placements: readonly Placed[],
): Promise<{ kept: string[] } | { removed: { row: Placed; registrationId: string }[] }> {
  if (placements.length === 0) return { removed: [] };
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(placements)}::jsonb)
    as w("schoolYear" int, semester int, number text)`;
  const { rows } = await sql<{ number: string }>`
    select distinct w.number from ${wanted} join registration r on r.student_number = w.number
    join enrolment e on e.registration_id = r.id
    join offering f on f.id = e.offering_id and f.school_year = w."schoolYear" and f.semester = w.semester
    where exists (select from outcome o where o.enrolment_id = e.id) order by 1`.execute(tx);
  if (rows.length > 0) return { kept: rows.map(({ number }) => number) };
  const { rows: gone } = await sql<{ number: string; schoolYear: number; semester: number; id: string }>`
    delete from placement m using ${wanted}, registration r
    where r.student_number = w.number and m.registration_id = r.id and m.school_year = w."schoolYear"
      and m.semester = w.semester
    returning w.number, w."schoolYear", w.semester, r.id`.execute(tx);
  const key = (row: { number: string; schoolYear: number; semester: number }) =>
    `${row.schoolYear}/${row.semester}/${row.number}`;
  const ids = new Map(gone.map((row) => [key(row), row.id]));
  return {
    removed: placements.flatMap((row) => {
      const registrationId = ids.get(key(row));
      return registrationId === undefined ? [] : [{ row, registrationId }];
    }),
  };
}
