/** Posts as rows: read by semester and by whose they are, written only together with their history. */
import { type RawBuilder, sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Term } from '../calendar/term.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { CadreLevel, HeldPost } from './post.ts';

export interface PostRow extends HeldPost {
  postId: string;
  schoolYear: number;
  semester: 1 | 2;
  division: Division;
  level: CadreLevel;
  /** Class or unit. */
  unitId: string;
  unit: string;
  number: string;
  name: string;
  /** Of the post's semester. */
  classId: string | null;
  className: string | null;
  seat: number | null;
}

/** Where a unit's posts are written. */
export interface UnitPlace {
  level: CadreLevel;
  unitId: string;
}

/** The posts of a semester in these divisions, or of the students of these classes. Served by cadre_post_semester. */
export async function postsIn(
  db: Db | Tx,
  { schoolYear, semester }: Term,
  seen: { divisions: readonly Division[]; classIds?: readonly string[] },
): Promise<PostRow[]> {
  const classIds = seen.classIds ?? [];
  return rowsWhere(
    db,
    sql`t.school_year = ${schoolYear} and t.semester = ${semester}
      and (r.division = any(${seen.divisions as Division[]}::text[]) or m.class_id = any(${classIds as string[]}::uuid[]))`,
  );
}

export async function postsOfUnit(
  db: Db | Tx,
  { schoolYear, semester }: Term,
  { unitId }: UnitPlace,
): Promise<PostRow[]> {
  return rowsWhere(
    db,
    sql`t.school_year = ${schoolYear} and t.semester = ${semester} and coalesce(t.class_id, t.unit_id) = ${unitId}`,
  );
}

/** Served by cadre_post_registration. */
export async function postsOfStudents(db: Db | Tx, registrationIds: readonly string[]): Promise<PostRow[]> {
  return rowsWhere(db, sql`t.registration_id = any(${registrationIds as string[]}::uuid[])`);
}

async function rowsWhere(db: Db | Tx, condition: RawBuilder<unknown>): Promise<PostRow[]> {
  const { rows } = await sql<PostRow>`
    select t.id as "postId", t.registration_id as "registrationId", t.school_year as "schoolYear", t.semester,
      r.division, t.level, coalesce(t.class_id, t.unit_id) as "unitId", coalesce(k.name, u.name) as unit, t.post,
      t.starts_on as "startsOn", t.ends_on as "endsOn", r.student_number as number, p.name,
      m.class_id as "classId", c.name as "className", m.seat
    from cadre_post t join registration r on r.id = t.registration_id join person p on p.id = r.person_id
    left join class k on k.id = t.class_id
    left join cadre_unit u on u.id = t.unit_id
    left join placement m on m.registration_id = r.id and m.school_year = t.school_year and m.semester = t.semester
    left join class c on c.id = m.class_id
    left join cadre_usual_post w on w.division = r.division and w.level = t.level and w.name = t.post
    where t.removed_at is null and ${condition}
    order by t.school_year desc, t.semester desc, t.level, unit, w.position nulls last, t.post, t.starts_on, m.seat`.execute(
    db,
  );
  return rows;
}

/** One write at a time per division and semester: the grid, the carry-over and the import see each other's rows. */
export async function lockCadre(tx: Tx, division: Division, term: Term): Promise<void> {
  const key = `cadre/${division}/${term.schoolYear}/${term.semester}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
}

export interface NewPost extends HeldPost, UnitPlace {}

/** @returns ids in the order of the posts */
export async function addPosts(
  tx: Tx,
  { schoolYear, semester }: Term,
  posts: readonly NewPost[],
  entry: { by: string | null; at: Date },
): Promise<string[]> {
  if (posts.length === 0) return [];
  const rows = await tx
    .insertInto('cadre_post')
    .values(
      posts.map(({ registrationId, level, unitId, post, startsOn, endsOn }) => ({
        registration_id: registrationId,
        school_year: schoolYear,
        semester,
        level,
        class_id: level === 'class' ? unitId : null,
        unit_id: level === 'class' ? null : unitId,
        post,
        starts_on: startsOn,
        ends_on: endsOn,
        entered_by: entry.by,
        entered_at: entry.at,
      })),
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function changePosts(
  tx: Tx,
  posts: readonly { postId: string; post: string; startsOn: string; endsOn: string }[],
): Promise<void> {
  if (posts.length === 0) return;
  await sql`update cadre_post t set post = w.post, starts_on = w."startsOn", ends_on = w."endsOn"
    from jsonb_to_recordset(${JSON.stringify(posts)}::jsonb)
      as w("postId" uuid, post text, "startsOn" date, "endsOn" date) where t.id = w."postId"`.execute(tx);
}

/** Takes records out; the rows stay. */
export async function removePosts(tx: Tx, postIds: readonly string[], at: Date): Promise<void> {
  if (postIds.length === 0) return;
  await tx
    .updateTable('cadre_post')
    .set({ removed_at: at })
    .where('id', 'in', postIds as string[])
    .execute();
}
