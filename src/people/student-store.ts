/** Students: persons with a registration. ID numbers are kept sealed, and found by their keyed hash. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Seal } from '../platform/seal.ts';

export interface StudentRow {
  number: string;
  name: string;
  nationalId: string;
  /** Keyed hash of the ID number, hex. */
  idKey: string;
  birthDate: string;
  gender: 'male' | 'female' | 'other' | null;
  division: Division;
  entrySchoolYear: number;
  fieldGroup: string;
  programme: string;
}

export interface Registered extends Omit<StudentRow, 'nationalId' | 'idKey' | 'birthDate'> {
  registrationId: string;
  idKey: string | null;
  idSealed: Buffer | null;
  birthDate: string | null;
  /** The registration has not ended. */
  current: boolean;
}

/** Who is registered under one of these numbers or holds one of these ID numbers. */
export async function registeredAs(
  db: Db | Tx,
  wanted: { numbers: readonly string[]; idKeys: readonly string[] },
): Promise<Registered[]> {
  const { rows } = await sql<Registered>`
    select r.id as "registrationId", r.student_number as number, p.name, encode(p.national_id_key, 'hex') as "idKey",
      p.national_id_sealed as "idSealed", p.birth_date as "birthDate", p.gender, r.division,
      r.entry_school_year as "entrySchoolYear", r.field_group as "fieldGroup", r.programme,
      r.ends_on is null as current
    from registration r join person p on p.id = r.person_id
    where r.student_number = any(${wanted.numbers}::text[])
      or p.national_id_key = any(select decode(k, 'hex') from unnest(${wanted.idKeys}::text[]) k)`.execute(
    db,
  );
  return rows;
}

/**
 * Registers those whose number is new and changes the others. Somebody whose ID number and birth date are known
 * already (a returning student) is the same person with a further registration.
 */
export async function saveStudents(tx: Tx, seal: Seal, students: readonly StudentRow[]): Promise<void> {
  if (students.length === 0) return;
  const rows = students.map(({ nationalId, ...student }) => ({
    ...student,
    sealed: seal.close(nationalId).toString('hex'),
    personId: randomUUID(),
    startsOn: `${student.entrySchoolYear + 1911}-08-01`,
  }));
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(number text, name text,
    "idKey" text, sealed text, "birthDate" date, gender text, division text, "entrySchoolYear" int,
    "fieldGroup" text, programme text, "personId" uuid, "startsOn" date)`;
  await sql`update person p set name = w.name, birth_date = w."birthDate", gender = w.gender,
      national_id_key = decode(w."idKey", 'hex'),
      national_id_sealed = case when p.national_id_key = decode(w."idKey", 'hex')
        then p.national_id_sealed else decode(w.sealed, 'hex') end
    from ${wanted} join registration r on r.student_number = w.number where p.id = r.person_id`.execute(tx);
  await sql`update registration r set entry_school_year = w."entrySchoolYear", field_group = w."fieldGroup",
      programme = w.programme
    from ${wanted} where r.student_number = w.number`.execute(tx);
  await sql`insert into person (id, name, national_id_key, national_id_sealed, birth_date, gender)
    select w."personId", w.name, decode(w."idKey", 'hex'), decode(w.sealed, 'hex'), w."birthDate", w.gender
    from ${wanted} where not exists (select from registration r where r.student_number = w.number)
    on conflict (national_id_key, birth_date) do update set name = excluded.name, gender = excluded.gender`.execute(
    tx,
  );
  await sql`insert into registration
      (person_id, student_number, division, entry_school_year, programme, field_group, starts_on)
    select p.id, w.number, w.division, w."entrySchoolYear", w.programme, w."fieldGroup", w."startsOn"
    from ${wanted} join person p on p.national_id_key = decode(w."idKey", 'hex') and p.birth_date = w."birthDate"
    on conflict (student_number) do nothing`.execute(tx);
}
