/**
 * The register as a list: found by parts of names, numbers, classes and filters, in the order of student numbers or of
 * classes and seats. A page by number is read from an index (`name_part_key`, `registration_order`, …) and costs what a
 * page costs, however many students there are.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db } from '../platform/db.ts';
import type { Gap } from './register.ts';
import { longestPart, type Sort, type standingFilters, type Word } from './register-search.ts';
import { type Kept, keptOf, type Semester } from './register-store.ts';

/** Whose rows may be seen at all: whole divisions, and classes one leads. */
export interface Sight {
  divisions: readonly Division[];
  classIds: readonly string[];
}

export interface Looked {
  sight: Sight;
  /** The semester whose classes and seats are meant. */
  at: Semester;
  /** ISO day. */
  today: string;
  words: readonly Word[];
  /** Students of any of these classes. */
  classIds?: readonly string[];
  division?: Division;
  grade?: number;
  fieldGroup?: string;
  programme?: string;
  identity?: string;
  standing?: (typeof standingFilters)[number];
  missing?: Gap | 'any';
  sort: Sort;
}

export async function pageOf(db: Db, looked: Looked, limit: number, offset: number): Promise<Kept[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id ${found(looked)} order by ${orderOf(looked)} limit ${limit} offset ${offset}`.execute(db);
  return keptOf(
    db,
    rows.map(({ id }) => id),
    looked.at,
  );
}

/** How many there are, counted no further than `most`. */
export async function countOf(db: Db, looked: Looked, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select ${found(looked)} limit ${most}) f`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Classes of the semester's year whose name begins so: what a word may mean besides a name. */
export async function classesBeginning(
  db: Db,
  { at, sight }: Pick<Looked, 'at' | 'sight'>,
  word: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from class where school_year = ${at.schoolYear} and division = any(${divisionsOf(sight)}::text[])
      and name collate "C" >= ${word} and name collate "C" < ${word} || chr(1114111) limit 300`.execute(db);
  return rows.map(({ id }) => id);
}

/** The last semester up to this one in which anybody was placed. */
export async function placedSemester(db: Db, at: Semester): Promise<Semester> {
  const { rows } = await sql<Semester>`
    select school_year as "schoolYear", semester from placement
    where (school_year, semester) <= (${at.schoolYear}, ${at.semester})
    order by school_year desc, semester desc limit 1`.execute(db);
  return rows[0] ?? at;
}

/** Who holds an ID number, among those who may be seen. */
export async function foundById(
  db: Db,
  { sight, at, today }: Pick<Looked, 'sight' | 'at' | 'today'>,
  idKey: Buffer,
): Promise<Kept[]> {
  const looked: Looked = { sight, at, today, words: [], sort: 'number' };
  const { rows } = await sql<{ id: string }>`
    select r.id ${found(looked)} and r.person_id in (select id from person where national_id_key = ${idKey})`.execute(
    db,
  );
  return keptOf(
    db,
    rows.map(({ id }) => id),
    at,
  );
}

function found(looked: Looked): RawBuilder<unknown> {
  const { at } = looked;
  const [first] = looked.words.filter(({ as }) => as === 'name');
  const from = first ? sql`name_part n join registration r on r.id = n.registration_id` : sql`registration r`;
  return sql`from ${from} join person p on p.id = r.person_id
    left join placement m on m.registration_id = r.id and m.school_year = ${at.schoolYear} and m.semester = ${at.semester}
    left join class c on c.id = m.class_id
    where ${sql.join(conditions(looked, first), sql` and `)}`;
}

function conditions(looked: Looked, first: Word | undefined): RawBuilder<unknown>[] {
  const { division, grade, classIds, fieldGroup, programme, identity, standing, missing } = looked;
  const all = [inSight(looked.sight, first !== undefined)];
  if (division) all.push(first ? sql`n.division = ${division}` : sql`r.division = ${division}`);
  for (const word of looked.words) all.push(...wordConditions(word, word === first, first !== undefined));
  if (classIds) all.push(sql`m.class_id = any(${classIds}::uuid[])`);
  if (grade !== undefined) all.push(sql`c.grade = ${grade}`);
  if (fieldGroup !== undefined) all.push(sql`r.field_group = ${fieldGroup}`);
  if (programme !== undefined) all.push(sql`r.programme = ${programme}`);
  if (identity !== undefined)
    all.push(
      sql`exists (select from registration_identity i where i.registration_id = r.id and i.code = ${identity})`,
    );
  if (standing) all.push(standingIs(standing, looked.today));
  if (missing) all.push(sql`(r.ends_on is null or r.ends_on > ${looked.today}) and (${lacks(missing)})`);
  return all;
}

function inSight({ divisions, classIds }: Sight, byName: boolean): RawBuilder<unknown> {
  const led = sql`m.class_id = any(${classIds}::uuid[])`;
  const [only] = divisions;
  if (divisions.length > 1) return sql`true`;
  if (!only) return led;
  const own = byName ? sql`n.division = ${only}` : sql`r.division = ${only}`;
  return classIds.length === 0 ? own : sql`(${own} or ${led})`;
}

function divisionsOf({ divisions, classIds }: Sight): readonly Division[] {
  return classIds.length > 0 ? ['day', 'continuing'] : divisions;
}

function wordConditions({ as, text }: Word, first: boolean, byName: boolean): RawBuilder<unknown>[] {
  if (as === 'number') {
    const number = byName ? sql`n.number` : sql`r.student_number collate "C"`;
    // `~` stands behind every sign of a student number.
    return [sql`${number} >= ${text} and ${number} < ${`${text}~`}`];
  }
  const signs = [...text];
  const part = signs.slice(0, longestPart).join('');
  const rest = signs.length > longestPart ? [sql`position(${text} in folded_name(p.name)) > 0`] : [];
  return first
    ? [sql`n.part = ${part}`, ...rest]
    : [sql`exists (select from name_part x where x.registration_id = r.id and x.part = ${part})`, ...rest];
}

function standingIs(standing: (typeof standingFilters)[number], today: string): RawBuilder<unknown> {
  if (standing === 'ended') return sql`r.ends_on <= ${today}`;
  if (standing === 'current') return sql`(r.ends_on is null or r.ends_on > ${today})`;
  return sql`r.status = ${standing}`;
}

const isIndigenous = sql`exists (select from registration_identity i where i.registration_id = r.id and i.code = '1')`;

/** The same as `gapsIn` says of one student; a test compares the two. */
const lacking: Record<Gap, RawBuilder<unknown>> = {
  nationalId: sql`p.national_id_key is null`,
  birthDate: sql`p.birth_date is null`,
  gender: sql`p.gender is null`,
  divisionCode: sql`r.division_code is null`,
  entryMethod: sql`r.entry_method is null`,
  class: sql`m.class_id is null`,
  seat: sql`m.seat is null`,
  classKind: sql`m.class_kind is null`,
  identities: sql`not exists (select from registration_identity i where i.registration_id = r.id)`,
  indigenousPeople: sql`r.indigenous_people is null and ${isIndigenous}`,
  indigenousStatus: sql`r.indigenous_status is null and ${isIndigenous}`,
  statusCode: sql`r.status_code is null`,
};

function lacks(missing: Gap | 'any'): RawBuilder<unknown> {
  return missing === 'any'
    ? sql.join(
        Object.values(lacking).map((lack) => sql`(${lack})`),
        sql` or `,
      )
    : lacking[missing];
}

function orderOf({ sort, words }: Looked): RawBuilder<unknown> {
  const byName = words.some(({ as }) => as === 'name');
  const way = sort.startsWith('-') ? sql`desc` : sql`asc`;
  const number = byName
    ? sql`n.division desc, n.number ${way}`
    : sql`r.division desc, r.student_number collate "C" ${way}`;
  if (sort === 'number' || sort === '-number') return number;
  return sql`r.division desc, c.grade ${way} nulls last, c.name collate "C" ${way}, m.seat ${way} nulls last, ${number}`;
}
