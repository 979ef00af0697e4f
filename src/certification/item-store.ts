/** Reads one work as its certifier sees it: whose it is, every version, every decision, and the same bytes elsewhere. */
import { sql } from 'kysely';
import type { Actor } from '../accounts/actor.ts';
import type { Db } from '../platform/db.ts';
import { coursesSeenBy } from './seen-store.ts';

export interface VersionRow {
  versionId: string;
  number: number;
  description: string;
  handedInAt: Date;
  late: { reason: string } | null;
  files: {
    slot: 'document' | 'media';
    name: string;
    size: number;
    sha256: string;
    mediaType: string;
    findings: string[];
  }[];
  decisions: {
    decision: 'certified' | 'returned';
    reason: string;
    by: string;
    byId: string;
    inPlaceOf: string | null;
    at: string;
    withdrawnAt: string | null;
    withdrawnBy: string | null;
    withdrawnReason: string | null;
  }[];
}

/** Everything ever handed in for an outcome and decided on it, newest version first. */
export async function versionsOf(db: Db, outcomeId: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select v.id as "versionId", v.number, v.description, v.finished_at as "handedInAt",
      (select jsonb_build_object('reason', r.reason) from reopening r where r.id = v.reopening_id) as late,
      coalesce((select jsonb_agg(jsonb_build_object('slot', f.slot, 'name', f.name, 'size', f.size, 'sha256', f.sha256,
          'mediaType', f.media_type, 'findings', b.findings) order by f.slot)
        from outcome_file f join blob b on b.sha256 = f.sha256 where f.version_id = v.id), '[]') as files,
      coalesce((select jsonb_agg(jsonb_build_object('decision', c.decision, 'reason', c.reason, 'by', p.name,
          'byId', p.id, 'inPlaceOf', a.name, 'at', c.decided_at, 'withdrawnAt', c.withdrawn_at,
          'withdrawnBy', w.name, 'withdrawnReason', c.withdrawn_reason) order by c.decided_at)
        from certification c
        join person p on p.id = c.decided_by
        left join appointment d on d.id = c.appointment_id
        left join person a on a.id = d.deputy_for
        left join person w on w.id = c.withdrawn_by
        where c.version_id = v.id), '[]') as decisions
    from outcome_version v where v.outcome_id = ${outcomeId} order by v.number desc`.execute(db);
  return rows;
}

export interface OutcomeHead {
  subject: string;
  group: string;
  teachers: string[];
  name: string;
  className: string;
  seat: number | null;
}

export async function headOf(db: Db, outcomeId: string): Promise<OutcomeHead | undefined> {
  const { rows } = await sql<OutcomeHead>`
    select c.name as subject, f.group_name as "group", p.name, coalesce(k.name, '') as "className", m.seat,
           array(select h.name from offering_teacher t join person h on h.id = t.person_id
                 where t.offering_id = f.id order by h.name) as teachers
    from outcome o
    join enrolment e on e.id = o.enrolment_id
    join offering f on f.id = e.offering_id
    join course c on c.code = f.course_code
    join registration r on r.id = o.registration_id
    join person p on p.id = r.person_id
    left join placement m on m.registration_id = r.id and m.school_year = f.school_year and m.semester = f.semester
    left join class k on k.id = m.class_id
    where o.id = ${outcomeId}`.execute(db);
  return rows[0];
}

export interface SameBytes {
  outcomeId: string;
  subject: string;
  group: string;
  name: string;
  className: string;
  seat: number | null;
  /** The file here that has the same bytes there. */
  fileName: string;
}

/**
 * Works of other students whose standing version holds a file with the very bytes of this one's, in the courses the
 * actor certifies in and nowhere else. Served by outcome_file_sha256.
 */
export async function sameBytesAs(db: Db, actor: Actor, versionId: string): Promise<SameBytes[]> {
  const { rows } = await sql<SameBytes>`
    with course_of as (${coursesSeenBy(actor)}),
    own as (
      select f.sha256, f.name, r.person_id
      from outcome_file f join outcome_version v on v.id = f.version_id
      join outcome o on o.id = v.outcome_id join registration r on r.id = o.registration_id
      where f.version_id = ${versionId}
    )
    select distinct on (o.id) o.id as "outcomeId", c.name as subject, g.group_name as "group", p.name,
           coalesce(k.name, '') as "className", m.seat, own.name as "fileName"
    from own
    join outcome_file f on f.sha256 = own.sha256 and f.version_id <> ${versionId}
    join outcome_version v on v.id = f.version_id
    join outcome o on o.id = v.outcome_id and o.withdrawn_at is null
    join enrolment e on e.id = o.enrolment_id
    join course_of on course_of.offering_id = e.offering_id
    join offering g on g.id = e.offering_id
    join course c on c.code = g.course_code
    join registration r on r.id = o.registration_id and r.person_id <> own.person_id
    join person p on p.id = r.person_id
    left join placement m on m.registration_id = r.id and m.school_year = g.school_year and m.semester = g.semester
    left join class k on k.id = m.class_id
    where not exists (select from outcome_version later where later.outcome_id = o.id and later.number > v.number)
    order by o.id`.execute(db);
  return rows;
}
