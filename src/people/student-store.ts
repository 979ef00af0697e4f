/** Registering students: persons with a registration. ID numbers are kept sealed, and found by their keyed hash. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Seal } from '../platform/seal.ts';
import type { Values } from './register.ts';
import { type Kept, keptColumns } from './register-store.ts';

/** Who is registered under one of these numbers or holds one of these ID numbers, without their placements. */
export async function registeredAs(
  db: Db | Tx,
  wanted: { numbers: readonly string[]; idKeys: readonly string[] },
): Promise<Kept[]> {
  const { rows } = await sql<Kept>`
    select ${keptColumns}
    from registration r join person p on p.id = r.person_id
    left join placement m on false left join class c on false
    where r.student_number = any(${wanted.numbers}::text[])
      or p.national_id_key = any(select decode(k, 'hex') from unnest(${wanted.idKeys}::text[]) k)`.execute(
    db,
  );
  return rows;
}

interface NewStudent {
  number: string;
  division: Division;
  nationalId: string;
  /** Keyed hash of the ID number, hex. */
  idKey: string;
  own: Partial<Values>;
  /** ISO day; the first of the school year of entry where it is not said. */
  startsOn?: string | undefined;
}

/**
 * Registers new numbers with what a registration cannot be without; the rest is written by `saveValues`. Somebody
 * whose ID number and birth date are known already (a returning student) is the same person with a further
 * registration. @returns the registrations by number
 */
export async function registerStudents(
  tx: Tx,
  seal: Seal,
  students: readonly NewStudent[],
): Promise<Map<string, string>> {
  if (students.length === 0) return new Map();
  const rows = students.map(({ number, division, nationalId, idKey, own, startsOn }) => ({
    ...own,
    number,
    division,
    idKey,
    sealed: seal.close(nationalId).toString('hex'),
    personId: randomUUID(),
    startsOn: startsOn ?? `${Number(own.entrySchoolYear) + 1911}-08-01`,
  }));
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(number text, name text,
    "idKey" text, sealed text, "birthDate" date, division text, "entrySchoolYear" int, "fieldGroup" text,
    programme text, "personId" uuid, "startsOn" date)`;
  await sql`insert into person (id, name, national_id_key, national_id_sealed, birth_date)
    select w."personId", w.name, decode(w."idKey", 'hex'), decode(w.sealed, 'hex'), w."birthDate" from ${wanted}
    on conflict (national_id_key, birth_date) do update set name = excluded.name`.execute(tx);
  const { rows: made } = await sql<{ number: string; id: string }>`insert into registration
      (person_id, student_number, division, entry_school_year, programme, field_group, starts_on)
    select p.id, w.number, w.division, w."entrySchoolYear", w.programme, w."fieldGroup", w."startsOn"
    from ${wanted} join person p on p.national_id_key = decode(w."idKey", 'hex') and p.birth_date = w."birthDate"
    returning student_number as number, id`.execute(tx);
  return new Map(made.map(({ number, id }) => [number, id]));
}
