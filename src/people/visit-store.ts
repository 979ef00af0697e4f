/** 借讀: who studies at which other school, from when to when. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';

export interface VisitRow {
  /** Student number. */
  number: string;
  homeSchool: string;
  hostSchool: string;
  fieldGroup: string;
  programme: string;
  kind: string;
  /** ISO days, both included. */
  startsOn: string;
  endsOn: string;
}

/** Who holds these ID numbers; whoever has not left stands last. */
export async function holdersOf(
  db: Db | Tx,
  idKeys: readonly string[],
): Promise<{ idKey: string; number: string; division: Division; birthDate: string | null }[]> {
  const { rows } = await sql<{ idKey: string; number: string; division: Division; birthDate: string | null }>`
    select encode(p.national_id_key, 'hex') as "idKey", r.student_number as number, r.division,
      p.birth_date as "birthDate"
    from person p join registration r on r.person_id = p.id
    where p.national_id_key = any(select decode(k, 'hex') from unnest(${idKeys}::text[]) k)
    order by r.ends_on nulls last, r.starts_on`.execute(db);
  return rows;
}

export async function visitsOf(
  db: Db | Tx,
  numbers: readonly string[],
): Promise<(VisitRow & { name: string })[]> {
  const { rows } = await sql<VisitRow & { name: string }>`
    select r.student_number as number, p.name, v.home_school as "homeSchool", v.host_school as "hostSchool",
      v.field_group as "fieldGroup", v.programme, v.kind, v.starts_on as "startsOn", v.ends_on as "endsOn"
    from visit v join registration r on r.id = v.registration_id join person p on p.id = r.person_id
    where r.student_number = any(${numbers}::text[])`.execute(db);
  return rows;
}

/** @returns the registrations by number */
export async function saveVisits(tx: Tx, visits: readonly VisitRow[]): Promise<Map<string, string>> {
  if (visits.length === 0) return new Map();
  const { rows } = await sql<{ number: string; id: string }>`
    with saved as (
      insert into visit as v (registration_id, home_school, host_school, field_group, programme, kind, starts_on, ends_on)
      select r.id, w."homeSchool", w."hostSchool", w."fieldGroup", w.programme, w.kind, w."startsOn", w."endsOn"
      from ${wantedOf(visits)} join registration r on r.student_number = w.number
      on conflict (registration_id, host_school, starts_on) do update set home_school = excluded.home_school,
        field_group = excluded.field_group, programme = excluded.programme, kind = excluded.kind,
        ends_on = excluded.ends_on
      returning v.registration_id)
    select distinct r.student_number as number, r.id from saved s join registration r on r.id = s.registration_id`.execute(
    tx,
  );
  return new Map(rows.map(({ number, id }) => [number, id]));
}

/** @returns the registrations by number */
export async function dropVisits(tx: Tx, visits: readonly VisitRow[]): Promise<Map<string, string>> {
  if (visits.length === 0) return new Map();
  const { rows } = await sql<{ number: string; id: string }>`
    delete from visit v using ${wantedOf(visits)}, registration r
    where r.student_number = w.number and v.registration_id = r.id and v.host_school = w."hostSchool"
      and v.starts_on = w."startsOn" returning w.number, r.id`.execute(tx);
  return new Map(rows.map(({ number, id }) => [number, id]));
}

function wantedOf(visits: readonly VisitRow[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(visits)}::jsonb) as w(number text, "homeSchool" text,
    "hostSchool" text, "fieldGroup" text, programme text, kind text, "startsOn" date, "endsOn" date)`;
}
