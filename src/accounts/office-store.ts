/** Offices by import: appointments of staff, found by their staff codes. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { Division } from './actor.ts';
import type { OfficeKey } from './appointment.ts';

/** Offices held on a day, without deputies and homerooms. */
export async function officesHeld(
  db: Db | Tx,
  day: string,
): Promise<{ id: string; code: string; office: OfficeKey }[]> {
  const { rows } = await sql<{ id: string; code: string; office: OfficeKey }>`
    select a.id, s.staff_code as code, a.office from appointment a join staff s on s.person_id = a.person_id
    where a.office not in ('deputy', 'homeroom') and a.revoked_at is null
      and (a.ends_on is null or a.ends_on >= ${day}::date)`.execute(db);
  return rows;
}

export async function saveOffices(
  tx: Tx,
  held: readonly { code: string; office: OfficeKey; division: Division | null }[],
  { importer, today }: { importer: string | null; today: string },
): Promise<void> {
  if (held.length === 0) return;
  await sql`insert into appointment (person_id, office, division, starts_on, appointed_by)
    select s.person_id, w.office, w.division, ${today}::date, ${importer}::uuid
    from jsonb_to_recordset(${JSON.stringify(held)}::jsonb) as w(code text, office text, division text)
    join staff s on s.staff_code = w.code`.execute(tx);
}

export interface HomeroomRow {
  schoolYear: number;
  division: Division;
  className: string;
  /** Staff code. */
  code: string;
}

/** Who leads the classes of the school years and divisions that are named. */
export async function homeroomsIn(
  db: Db | Tx,
  scopes: readonly Pick<HomeroomRow, 'schoolYear' | 'division'>[],
): Promise<(HomeroomRow & { id: string })[]> {
  const { rows } = await sql<HomeroomRow & { id: string }>`
    select a.id, c.school_year as "schoolYear", c.division, c.name as "className", s.staff_code as code
    from appointment a join class c on c.id = a.class_id join staff s on s.person_id = a.person_id
    join (select distinct "schoolYear", division from jsonb_to_recordset(${JSON.stringify(scopes)}::jsonb)
        as t("schoolYear" int, division text)) t on t."schoolYear" = c.school_year and t.division = c.division
    where a.office = 'homeroom' and a.revoked_at is null`.execute(db);
  return rows;
}

/** From the first to the last day of the class's school year. */
export async function saveHomerooms(
  tx: Tx,
  homerooms: readonly HomeroomRow[],
  importer: string | null,
): Promise<void> {
  if (homerooms.length === 0) return;
  await sql`insert into appointment (person_id, office, division, class_id, starts_on, ends_on, appointed_by)
    select s.person_id, 'homeroom', w.division, c.id, make_date(w."schoolYear" + 1911, 8, 1),
      make_date(w."schoolYear" + 1912, 7, 31), ${importer}::uuid
    from jsonb_to_recordset(${JSON.stringify(homerooms)}::jsonb) as w("schoolYear" int, division text,
      "className" text, code text)
    join staff s on s.staff_code = w.code
    join class c on c.school_year = w."schoolYear" and c.division = w.division and c.name = w."className"`.execute(
    tx,
  );
}

export async function endOffices(
  tx: Tx,
  ids: readonly string[],
  revoked: { by: string | null; at: Date },
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('appointment')
    .set({ revoked_at: revoked.at, revoked_by: revoked.by })
    .where('id', 'in', [...ids])
    .execute();
}
