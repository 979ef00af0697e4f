/** What a student keeps, read only for the student's own: there is no other way to it. */
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../accounts/actor.ts';
import type { AnnouncedFile, Slot } from '../outcomes/announcement.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Kept } from '../platform/files.ts';

export interface OwnCourse {
  enrolmentId: string;
  subject: string;
  schoolYear: number;
  semester: 1 | 2;
}

export interface KeptFile {
  fileId: string;
  name: string;
  size: number;
  sha256: string;
  mediaType: string;
  slot: Slot;
  secondVerifiedAt: string | null;
}

export type Made =
  | { kind: 'outcome'; outcomeId: string; name: string; madeAt: string }
  | { kind: 'performance'; performanceId: string; category: string; madeAt: string };

export interface ShelfRow {
  itemId: string;
  registrationId: string;
  schoolYear: number;
  semester: 1 | 2;
  title: string;
  note: string;
  links: string[];
  competencies: string[];
  clusters: string[];
  courses: OwnCourse[];
  files: KeptFile[];
  made: Made[];
  keptAt: Date;
  changedAt: Date;
}

/** The newest first. Served by shelf_item_registration. */
export async function itemsOf(db: Db | Tx, registrationIds: readonly string[]): Promise<ShelfRow[]> {
  const { rows } = await sql<ShelfRow>`${whole}
    where i.registration_id = any(${registrationIds as string[]}::uuid[])
    order by i.kept_at desc, i.id`.execute(db);
  return rows;
}

/** The actor's own; undefined for anybody else's. */
export async function ownItem(db: Db | Tx, actor: Actor, itemId: string): Promise<ShelfRow | undefined> {
  const { rows } = await sql<ShelfRow>`${whole}
    where i.id = ${itemId} and i.registration_id = any(${registrationsOf(actor)}::uuid[])`.execute(db);
  return rows[0];
}

/** Every course the student takes or took, the newest first. */
export async function ownCourses(db: Db | Tx, registrationIds: readonly string[]): Promise<OwnCourse[]> {
  const { rows } = await sql<OwnCourse>`
    select e.id as "enrolmentId", c.name as subject, f.school_year as "schoolYear", f.semester
    from enrolment e join offering f on f.id = e.offering_id join course c on c.code = f.course_code
    where e.registration_id = any(${registrationIds as string[]}::uuid[])
    order by f.school_year desc, f.semester desc, c.name, e.id`.execute(db);
  return rows;
}

export interface OwnUpload {
  uploadId: string;
  itemId: string;
  registrationId: string;
  files: (AnnouncedFile & { fileId: string; kept: boolean })[];
}

/** The actor's own upload. Read again under the lock, it says what stands then. */
export async function ownUpload(db: Db | Tx, actor: Actor, uploadId: string): Promise<OwnUpload | undefined> {
  const { rows } = await sql<OwnUpload>`
    select f.upload_id as "uploadId", i.id as "itemId", i.registration_id as "registrationId",
      jsonb_agg(jsonb_build_object('fileId', f.id, 'slot', f.slot, 'name', f.name, 'size', f.size, 'sha256', f.sha256,
        'kept', f.kept_at is not null) order by f.slot) as files
    from shelf_file f join shelf_item i on i.id = f.item_id
    where f.upload_id = ${uploadId} and i.registration_id = any(${registrationsOf(actor)}::uuid[])
    group by f.upload_id, i.id`.execute(db);
  return rows[0];
}

/**
 * Bytes of everything the student keeps, the same bytes once; and how many of these would come to it.
 * @param adding the files to come
 */
export async function spaceOf(
  db: Db | Tx,
  registrationIds: readonly string[],
  adding: readonly { sha256: string; size: number }[] = [],
): Promise<{ used: number; adding: number }> {
  const { rows } = await sql<{ sha256: string; size: number }>`
    select distinct f.kept_sha256 as sha256, f.size::float8 as size
    from shelf_file f join shelf_item i on i.id = f.item_id
    where i.registration_id = any(${registrationIds as string[]}::uuid[]) and f.kept_at is not null`.execute(
    db,
  );
  const there = new Map(rows.map(({ sha256, size }) => [sha256, size]));
  const coming = new Map(adding.map(({ sha256, size }) => [sha256, size]));
  const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    used: sum([...there.values()]),
    adding: sum([...coming].filter(([sha256]) => !there.has(sha256)).map(([, size]) => size)),
  };
}

/** A file of these bytes on the actor's own shelf, as the store keeps it: a hash alone opens nothing. */
export async function keptOnShelf(
  db: Db | Tx,
  actor: Actor,
  sha256: string,
): Promise<(Kept & { itemId: string; title: string; name: string }) | undefined> {
  const { rows } = await sql<Kept & { itemId: string; title: string; name: string }>`
    select f.sha256, b.size::float8 as size, f.media_type as "mediaType", b.findings, i.id as "itemId", i.title, f.name
    from shelf_file f join shelf_item i on i.id = f.item_id join blob b on b.sha256 = f.kept_sha256
    where f.kept_sha256 = ${sha256} and i.registration_id = any(${registrationsOf(actor)}::uuid[])
    order by f.kept_at desc limit 1`.execute(db);
  return rows[0];
}

export function registrationsOf(actor: Actor): string[] {
  return actor.registrations.map(({ id }) => id);
}

const whole: RawBuilder<unknown> = sql`
  select i.id as "itemId", i.registration_id as "registrationId", i.school_year as "schoolYear", i.semester, i.title,
    i.note, i.links, i.competencies, i.clusters, i.kept_at as "keptAt", i.changed_at as "changedAt",
    (select coalesce(jsonb_agg(jsonb_build_object('enrolmentId', e.id, 'subject', c.name, 'schoolYear', o.school_year,
        'semester', o.semester) order by o.school_year desc, o.semester desc, c.name), '[]')
       from shelf_course t join enrolment e on e.id = t.enrolment_id join offering o on o.id = e.offering_id
       join course c on c.code = o.course_code where t.item_id = i.id) as courses,
    (select coalesce(jsonb_agg(jsonb_build_object('fileId', f.id, 'name', f.name, 'size', f.size, 'sha256', f.sha256,
        'mediaType', f.media_type, 'slot', f.slot, 'secondVerifiedAt', b.second_verified_at)
        order by f.kept_at, f.slot), '[]')
       from shelf_file f join blob b on b.sha256 = f.kept_sha256 where f.item_id = i.id) as files,
    (select coalesce(jsonb_agg(case when m.outcome_id is not null
        then jsonb_build_object('kind', 'outcome', 'outcomeId', m.outcome_id, 'name', k.name, 'madeAt', m.made_at)
        else jsonb_build_object('kind', 'performance', 'performanceId', m.performance_id, 'category', p.category,
          'madeAt', m.made_at) end order by m.made_at), '[]')
       from shelf_made m
       left join outcome u on u.id = m.outcome_id left join enrolment n on n.id = u.enrolment_id
       left join offering w on w.id = n.offering_id left join course k on k.code = w.course_code
       left join performance p on p.id = m.performance_id
       where m.item_id = i.id and u.withdrawn_at is null and p.withdrawn_at is null) as made
  from shelf_item i`;
