/** Posts as a workbook names them: by student number and the names of unit and post. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import { type By, remember } from '../history/store.ts';
import type { Db, Tx } from '../platform/db.ts';
import { postChange } from './change.ts';
import type { CadreLevel } from './post.ts';

export interface ImportedPost {
  schoolYear: number;
  semester: 1 | 2;
  division: Division;
  number: string;
  /** Of the student, where it is known. */
  name: string;
  level: CadreLevel;
  unit: string;
  post: string;
  startsOn: string;
  endsOn: string;
}

/** `day/club/熱舞社` of every unit that takes new posts. */
export async function unitKeysIn(db: Db | Tx): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select division || '/' || level || '/' || name as key from cadre_unit where retired_at is null`.execute(
    db,
  );
  return new Set(rows.map(({ key }) => key));
}

/** Every post of the semesters and divisions that are named. Served by cadre_post_semester. */
export async function importedIn(
  db: Db | Tx,
  terms: readonly Pick<ImportedPost, 'schoolYear' | 'semester' | 'division'>[],
): Promise<ImportedPost[]> {
  const scopes = JSON.stringify(
    terms.map(({ schoolYear, semester, division }) => ({ schoolYear, semester, division })),
  );
  const { rows } = await sql<ImportedPost>`
    select t.school_year as "schoolYear", t.semester, r.division, r.student_number as number, p.name, t.level,
      coalesce(c.name, u.name) as unit, t.post, t.starts_on as "startsOn", t.ends_on as "endsOn"
    from cadre_post t join registration r on r.id = t.registration_id join person p on p.id = r.person_id
    left join class c on c.id = t.class_id left join cadre_unit u on u.id = t.unit_id
    join (select distinct "schoolYear", semester, division from jsonb_to_recordset(${scopes}::jsonb)
      as s("schoolYear" int, semester int, division text)) s
      on s."schoolYear" = t.school_year and s.semester = t.semester and s.division = r.division
    where t.removed_at is null`.execute(db);
  return rows;
}

export async function saveImported(
  tx: Tx,
  { added, changed }: { added: readonly ImportedPost[]; changed: readonly ImportedPost[] },
  by: By,
): Promise<void> {
  if (added.length + changed.length === 0) return;
  const before = await theirRows(tx, changed);
  await sql`update cadre_post t set starts_on = w."startsOn", ends_on = w."endsOn"
    from ${wanted(changed)} ${theirPosts}`.execute(tx);
  const { numAffectedRows } = await sql`
    insert into cadre_post (registration_id, school_year, semester, level, class_id, unit_id, post, starts_on, ends_on,
      entered_by, entered_at)
    select r.id, w."schoolYear", w.semester, w.level, c.id, u.id, w.post, w."startsOn", w."endsOn",
      ${by.personId}::uuid, ${by.at}::timestamptz
    from ${wanted(added)} ${theirUnits}`.execute(tx);
  if (Number(numAffectedRows) !== added.length)
    throw new Error(`${added.length} posts, ${numAffectedRows} of them found their student and unit.`);
  const now = await theirRows(tx, [...added, ...changed]);
  const old = new Map(before.map((post) => [post.postId, post]));
  await remember(
    tx,
    now.map((post) => postChange(post, old.get(post.postId), post)),
    by,
  );
}

export async function removeImported(tx: Tx, posts: readonly ImportedPost[], by: By): Promise<void> {
  if (posts.length === 0) return;
  const gone = await theirRows(tx, posts);
  await sql`update cadre_post t set removed_at = ${by.at}::timestamptz from ${wanted(posts)} ${theirPosts}`.execute(
    tx,
  );
  await remember(
    tx,
    gone.map((post) => postChange(post, post, undefined)),
    by,
  );
}

async function theirRows(tx: Tx, posts: readonly ImportedPost[]) {
  const { rows } = await sql<ImportedPost & { postId: string; registrationId: string }>`
    select t.id as "postId", t.registration_id as "registrationId", w."schoolYear", w.semester, w.unit, t.post,
      t.starts_on as "startsOn", t.ends_on as "endsOn"
    from cadre_post t, ${wanted(posts)} ${theirPosts}`.execute(tx);
  return rows;
}

function wanted(posts: readonly ImportedPost[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(posts)}::jsonb) as w("schoolYear" int, semester int, division text,
    number text, level text, unit text, post text, "startsOn" date, "endsOn" date)`;
}

const theirUnits = sql`join registration r on r.student_number = w.number
  left join class c on w.level = 'class' and c.school_year = w."schoolYear" and c.division = w.division
    and c.name = w.unit
  left join cadre_unit u on u.division = w.division and u.level = w.level and u.name = w.unit`;

const theirPosts = sql`${theirUnits}
  where t.registration_id = r.id and t.school_year = w."schoolYear" and t.semester = w.semester
    and coalesce(t.class_id, t.unit_id) = coalesce(c.id, u.id) and t.post = w.post and t.removed_at is null`;
