/** Placements: class and seat of a student in a semester. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';

export interface PlacementRow {
  schoolYear: number;
  semester: number;
  division: Division;
  number: string;
  name: string;
  className: string;
  seat: number | null;
}

type Scope = Pick<PlacementRow, 'schoolYear' | 'semester' | 'division'>;

/** Every placement of the semesters and divisions that are named. */
export async function placementsIn(db: Db | Tx, scopes: readonly Scope[]): Promise<PlacementRow[]> {
  const terms = JSON.stringify(
    scopes.map(({ schoolYear, semester, division }) => ({ schoolYear, semester, division })),
  );
  const { rows } = await sql<PlacementRow>`
    select m.school_year as "schoolYear", m.semester, r.division, r.student_number as number, p.name,
      c.name as "className", m.seat
    from placement m join registration r on r.id = m.registration_id join person p on p.id = r.person_id
    join class c on c.id = m.class_id
    join (select distinct "schoolYear", semester, division from jsonb_to_recordset(${terms}::jsonb)
        as s("schoolYear" int, semester int, division text)) s
      on s."schoolYear" = m.school_year and s.semester = m.semester and s.division = r.division`.execute(db);
  return rows;
}

export async function savePlacements(tx: Tx, placements: readonly PlacementRow[]): Promise<void> {
  if (placements.length === 0) return;
  const { numAffectedRows } = await sql`
    insert into placement (registration_id, school_year, semester, class_id, seat)
    select r.id, w."schoolYear", w.semester, c.id, w.seat
    from jsonb_to_recordset(${JSON.stringify(placements)}::jsonb) as w("schoolYear" int, semester int,
      division text, number text, "className" text, seat int)
    join registration r on r.student_number = w.number
    join class c on c.school_year = w."schoolYear" and c.division = w.division and c.name = w."className"
    on conflict (registration_id, school_year, semester)
      do update set class_id = excluded.class_id, seat = excluded.seat`.execute(tx);
  if (Number(numAffectedRows) !== placements.length)
    throw new Error(
      `${placements.length} placements, ${numAffectedRows} of them found their student and class.`,
    );
}

/**
 * Takes students out of the classes of a semester. Whoever has handed in work in it stays: that is a change of
 * status, not a row left out. @returns the numbers of those
 */
export async function dropPlacements(tx: Tx, placements: readonly PlacementRow[]): Promise<string[]> {
  if (placements.length === 0) return [];
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(placements)}::jsonb)
    as w("schoolYear" int, semester int, number text)`;
  const { rows } = await sql<{ number: string }>`
    select distinct w.number from ${wanted} join registration r on r.student_number = w.number
    join enrolment e on e.registration_id = r.id
    join offering f on f.id = e.offering_id and f.school_year = w."schoolYear" and f.semester = w.semester
    where exists (select from outcome o where o.enrolment_id = e.id) order by 1`.execute(tx);
  if (rows.length > 0) return rows.map(({ number }) => number);
  await sql`delete from placement m using ${wanted}, registration r
    where r.student_number = w.number and m.registration_id = r.id and m.school_year = w."schoolYear"
      and m.semester = w.semester`.execute(tx);
  return [];
}
