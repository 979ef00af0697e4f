/** What the register holds of students, read as text and written back typed. ID numbers stay sealed. */
import { type RawBuilder, sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { FieldKey, Values } from './register.ts';
import type { Standing as StatusStanding } from './status.ts';

export interface Semester {
  schoolYear: number;
  semester: 1 | 2;
}

export interface Kept {
  registrationId: string;
  personId: string;
  number: string;
  division: Division;
  entered: string;
  endsOn: string | null;
  status: StatusStanding;
  grade: number | null;
  idSealed: Buffer | null;
  values: Values;
}

/** The columns of `Kept`, where p, r, m and c are person, registration, placement and class. */
const columns: Record<FieldKey, RawBuilder<unknown>> = {
  name: sql`p.name`,
  nationalId: sql`encode(p.national_id_key, 'hex')`,
  birthDate: sql`p.birth_date`,
  gender: sql`p.gender`,
  entrySchoolYear: sql`r.entry_school_year`,
  entryMethod: sql`r.entry_method`,
  divisionCode: sql`r.division_code`,
  fieldGroup: sql`r.field_group`,
  programme: sql`r.programme`,
  class: sql`c.name`,
  seat: sql`m.seat`,
  classKind: sql`m.class_kind`,
  experimentalClass: sql`m.experimental_class`,
  identities: sql`(select string_agg(i.code, '、' order by length(i.code), i.code collate "C")
    from registration_identity i where i.registration_id = r.id)`,
  indigenousPeople: sql`r.indigenous_people`,
  indigenousStatus: sql`r.indigenous_status`,
  languageDialect: sql`r.language_dialect`,
  languageTestYear: sql`r.language_test_year`,
  languageValidUntil: sql`r.language_valid_until`,
  statusCode: sql`r.status_code`,
  statusChangedOn: sql`r.status_changed_on`,
};

const values = sql`jsonb_build_object(${sql.join(
  Object.entries(columns).map(([key, column]) => sql`${sql.lit(key)}, coalesce((${column})::text, '')`),
)})`;

export const keptColumns = sql`r.id as "registrationId", r.person_id as "personId", r.student_number as number,
  r.division, r.starts_on as entered, r.ends_on as "endsOn", r.status, c.grade, p.national_id_sealed as "idSealed", ${values} as values`;

/** Each of these registrations as it stands in a semester, in the order asked for. The caller checks who may see them. */
export async function keptOf(db: Db | Tx, ids: readonly string[], at: Semester): Promise<Kept[]> {
  const { rows } = await sql<Kept>`
    select ${keptColumns}
    from unnest(${ids}::uuid[]) with ordinality as wanted(id, place)
    join registration r on r.id = wanted.id
    join person p on p.id = r.person_id
    left join placement m on m.registration_id = r.id and m.school_year = ${at.schoolYear} and m.semester = ${at.semester}
    left join class c on c.id = m.class_id
    order by wanted.place`.execute(db);
  return rows;
}

/** Locks the students, in id order, until the act is done. */
export async function lockRegistrations(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`select from registration where id = any(${ids}::uuid[]) order by id for update`.execute(tx);
}

export interface ToSave {
  registrationId: string;
  /** Only what is said is written; '' empties a field. */
  values: Partial<Values>;
  /** The sealed ID number, where `values.nationalId` says its key. */
  sealed?: Buffer;
}

/** Writes what belongs to the person and the registration; placements have their own function. */
export async function saveValues(tx: Tx, rows: readonly ToSave[]): Promise<void> {
  if (rows.length === 0) return;
  const wanted = wantedOf(rows);
  await sql`update person p set
      name = coalesce(w.v->>'name', p.name), birth_date = ${said('birthDate', 'date', 'p.birth_date')},
      gender = ${said('gender', 'text', 'p.gender')},
      national_id_key = coalesce(decode(nullif(w.v->>'nationalId', ''), 'hex'), p.national_id_key),
      national_id_sealed = coalesce(decode(w.sealed, 'hex'), p.national_id_sealed)
    from ${wanted} join registration r on r.id = w.id
    where p.id = r.person_id and w.v ?| array['name', 'birthDate', 'gender', 'nationalId']`.execute(tx);
  await sql`update registration r set
      entry_school_year = coalesce((w.v->>'entrySchoolYear')::int, r.entry_school_year),
      field_group = coalesce(w.v->>'fieldGroup', r.field_group), programme = coalesce(w.v->>'programme', r.programme),
      entry_method = ${said('entryMethod', 'text', 'r.entry_method')},
      division_code = ${said('divisionCode', 'text', 'r.division_code')},
      indigenous_people = ${said('indigenousPeople', 'text', 'r.indigenous_people')},
      indigenous_status = ${said('indigenousStatus', 'text', 'r.indigenous_status')},
      language_dialect = ${said('languageDialect', 'text', 'r.language_dialect')},
      language_test_year = ${said('languageTestYear', 'int', 'r.language_test_year')},
      language_valid_until = ${said('languageValidUntil', 'date', 'r.language_valid_until')},
      status_code = ${said('statusCode', 'text', 'r.status_code')},
      status_changed_on = ${said('statusChangedOn', 'date', 'r.status_changed_on')}
    from ${wanted} where r.id = w.id and w.v ?| array['entrySchoolYear', 'fieldGroup', 'programme', 'entryMethod',
      'divisionCode', 'indigenousPeople', 'indigenousStatus', 'languageDialect', 'languageTestYear',
      'languageValidUntil', 'statusCode', 'statusChangedOn']`.execute(tx);
  await sql`delete from registration_identity i using ${wanted}
    where i.registration_id = w.id and w.v ? 'identities'
      and i.code <> all(string_to_array(w.v->>'identities', '、'))`.execute(tx);
  await sql`insert into registration_identity (registration_id, code)
    select w.id, code from ${wanted}, unnest(string_to_array(w.v->>'identities', '、')) code
    on conflict do nothing`.execute(tx);
}

/** Writes class, seat and what goes with them in one semester; a class is named as the semester's year knows it. */
export async function savePlacementValues(tx: Tx, at: Semester, rows: readonly ToSave[]): Promise<void> {
  const placed = rows.filter(({ values: { class: name } }) => name !== undefined);
  const wanted = wantedOf(rows);
  if (placed.length > 0)
    await sql`insert into placement (registration_id, school_year, semester, class_id)
      select r.id, ${at.schoolYear}, ${at.semester}, c.id
      from ${wantedOf(placed)} join registration r on r.id = w.id
      join class c on c.school_year = ${at.schoolYear} and c.division = r.division and c.name = w.v->>'class'
      on conflict (registration_id, school_year, semester) do update set class_id = excluded.class_id`.execute(
      tx,
    );
  if (rows.length > 0)
    await sql`update placement m set seat = ${said('seat', 'int', 'm.seat')},
        class_kind = ${said('classKind', 'text', 'm.class_kind')},
        experimental_class = ${said('experimentalClass', 'text', 'm.experimental_class')}
      from ${wanted} where m.registration_id = w.id and m.school_year = ${at.schoolYear}
        and m.semester = ${at.semester}`.execute(tx);
}

/** Whose ID number this is already, whoever they are. */
export async function holderOf(
  db: Db | Tx,
  idKey: string,
  except: string,
): Promise<{ registrationId: string | null; number: string; name: string } | undefined> {
  const { rows } = await sql<{ registrationId: string | null; number: string; name: string }>`
    select r.id as "registrationId", coalesce(r.student_number, '') as number, p.name
    from person p left join registration r on r.person_id = p.id
    where p.national_id_key = decode(${idKey}, 'hex') and p.id <> ${except}::uuid
    order by r.ends_on nulls first limit 1`.execute(db);
  return rows[0];
}

/** Who sits on a seat of a class, other than these students. */
export async function neighbourOn(
  db: Db | Tx,
  seat: { at: Semester; division: Division; className: string; seat: string },
  except: string,
): Promise<string | null> {
  const { rows } = await sql<{ label: string }>`
    select r.student_number || ' ' || p.name as label
    from class c join placement m on m.class_id = c.id and m.semester = ${seat.at.semester}
    join registration r on r.id = m.registration_id join person p on p.id = r.person_id
    where c.school_year = ${seat.at.schoolYear} and c.division = ${seat.division} and c.name = ${seat.className}
      and m.seat = ${seat.seat}::int and r.id <> ${except}::uuid limit 1`.execute(db);
  return rows[0]?.label ?? null;
}

function wantedOf(rows: readonly ToSave[]): RawBuilder<unknown> {
  const list = rows.map(({ registrationId, values: v, sealed }) => ({
    id: registrationId,
    v,
    sealed: sealed?.toString('hex') ?? null,
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as w(id uuid, v jsonb, sealed text)`;
}

/** What was said of a field, or what stands there where nothing was. */
function said(key: FieldKey, type: 'text' | 'int' | 'date', column: string): RawBuilder<unknown> {
  return sql`case when w.v ? ${sql.lit(key)} then nullif(w.v->>${sql.lit(key)}, '')::${sql.raw(type)} else ${sql.ref(column)} end`;
}
