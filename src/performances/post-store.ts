/** Posts the school recorded (五(一)2), as they are offered to the first category. */
import { sql } from 'kysely';
import { type CadreLevel, levelCodes } from '../cadre/post.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Draft } from './draft.ts';

export interface OfferedPost {
  postId: string;
  registrationId: string;
  schoolYear: number;
  semester: 1 | 2;
  level: CadreLevel;
  unit: string;
  post: string;
  startsOn: string;
  endsOn: string;
  /** A performance that stands, or its draft, was made of it. */
  taken: boolean;
}

/** The students' own posts that were not taken over, the latest first. Served by cadre_post_registration. */
export async function postsOffered(
  db: Db | Tx,
  registrationIds: readonly string[],
): Promise<Omit<OfferedPost, 'taken'>[]> {
  const posts = await postsOf(db, registrationIds);
  return posts.filter(({ taken }) => !taken).map(({ taken: _, ...post }) => post);
}

/** One of the students' own posts. */
export async function postOffered(
  db: Db | Tx,
  registrationIds: readonly string[],
  postId: string,
): Promise<OfferedPost | undefined> {
  return (await postsOf(db, registrationIds)).find((post) => post.postId === postId);
}

/** What is filled in already; only the description is the student's to write. */
export function draftOfPost({ unit, post, level, startsOn, endsOn }: OfferedPost): Draft {
  const fields = { unit, post, startsOn, endsOn, level: String(levelCodes[level]) };
  return { fields, description: '', link: '' };
}

async function postsOf(db: Db | Tx, registrationIds: readonly string[]): Promise<OfferedPost[]> {
  const { rows } = await sql<OfferedPost>`
    select t.id as "postId", t.registration_id as "registrationId", t.school_year as "schoolYear", t.semester,
      t.level, coalesce(k.name, u.name) as unit, t.post, t.starts_on as "startsOn", t.ends_on as "endsOn",
      exists (select from performance p where p.cadre_post_id = t.id and p.withdrawn_at is null) as taken
    from cadre_post t
    left join class k on k.id = t.class_id left join cadre_unit u on u.id = t.unit_id
    where t.removed_at is null and t.registration_id = any(${[...registrationIds]}::uuid[])
    order by t.starts_on desc, unit, t.post`.execute(db);
  return rows;
}

/** The record a performance came from, also when the office took it out since. */
export async function provenanceOf(db: Db, postId: string) {
  const { rows } = await sql<{
    schoolYear: number;
    semester: 1 | 2;
    unit: string;
    post: string;
    removed: boolean;
  }>`
    select t.school_year as "schoolYear", t.semester, coalesce(k.name, u.name) as unit, t.post,
      t.removed_at is not null as removed
    from cadre_post t
    left join class k on k.id = t.class_id left join cadre_unit u on u.id = t.unit_id
    where t.id = ${postId}`.execute(db);
  return rows[0] ?? null;
}
