/** Reads the queue of one teacher or deputy, and notes what they have opened. */
import { sql } from 'kysely';
import type { Actor, Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { KeptReopening } from '../reopening/reopening.ts';
import { coursesSeenBy } from './seen-store.ts';

export interface QueueRow {
  offeringId: string;
  subject: string;
  group: string;
  schoolYear: number;
  semester: 1 | 2;
  division: Division;
  grade: number;
  teacherIds: string[];
  teachers: string[];
  outcomeId: string | null;
  versionId: string;
  versionNumber: number;
  afterReturn: boolean;
  lateBy: string | null;
  /** Only where the version that stands came in late. */
  reopenings: KeptReopening[];
  withdrawn: boolean;
  name: string;
  className: string;
  seat: number | null;
  description: string;
  /** Null only in the row of a course without an outcome. */
  handedInAt: Date | null;
  decision: 'certified' | 'returned' | null;
  decidedBy: string | null;
  decidedById: string | null;
  decidedAt: Date | null;
  byDeputy: boolean;
  /** Whether the actor has opened the version that stands. */
  opened: boolean;
}

/**
 * The standing versions of everything handed in to the actor's courses, oldest first; a course with nothing handed
 * in is one row without an outcome. One question however many courses; served by offering_teacher_person,
 * enrolment_offering, outcome_enrolment and certification_standing.
 */
export async function queueOf(db: Db, actor: Actor): Promise<QueueRow[]> {
  const { rows } = await sql<QueueRow>`
    with course_of as (${coursesSeenBy(actor)})
    select f.id as "offeringId", c.name as subject, f.group_name as "group", f.school_year as "schoolYear",
           f.semester, f.division, f.grade, t."teacherIds", t.teachers, q.*
    from course_of
    join offering f on f.id = course_of.offering_id
    join course c on c.code = f.course_code
    left join lateral (
      select array_agg(p.id::text order by p.name) as "teacherIds", array_agg(p.name order by p.name) as teachers
      from offering_teacher t join person p on p.id = t.person_id where t.offering_id = f.id
    ) t on true
    left join lateral (
      select o.id as "outcomeId", v.id as "versionId", v.number as "versionNumber",
             v.description, v.finished_at as "handedInAt", v.reopening_id as "lateBy",
             case when v.reopening_id is null then '[]'
               else reopenings_of(o.registration_id, f.course_code, f.school_year, f.semester) end as reopenings, o.withdrawn_at is not null as withdrawn,
             d.decision, d.decided_by as "decidedById", b.name as "decidedBy", d.decided_at as "decidedAt",
             d.appointment_id is not null as "byDeputy",
             v.number > 1 and exists (
               select from certification r where r.outcome_id = o.id and r.decision = 'returned'
                 and r.version_id <> v.id and r.withdrawn_at is null) as "afterReturn",
             p.name, k.name as "className", m.seat, l.version_id is not null as opened
      from enrolment e
      join outcome o on o.enrolment_id = e.id
      join lateral (select * from outcome_version where outcome_id = o.id order by number desc limit 1) v on true
      join registration r on r.id = o.registration_id
      join person p on p.id = r.person_id
      left join placement m on m.registration_id = r.id and m.school_year = f.school_year and m.semester = f.semester
      left join class k on k.id = m.class_id
      left join certification d on d.version_id = v.id and d.withdrawn_at is null
      left join person b on b.id = d.decided_by
      left join certification_look l on l.version_id = v.id and l.person_id = ${actor.personId}
      where e.offering_id = f.id
    ) q on true
    order by f.school_year desc, f.semester desc, c.name, f.group_name, q."handedInAt"`.execute(db);
  return rows.map((row) => ({ ...row, className: row.className ?? '', reopenings: row.reopenings ?? [] }));
}

/** Of these versions, those the person has opened. */
export async function openedBy(
  db: Db,
  personId: string,
  versionIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select version_id as id from certification_look
    where person_id = ${personId} and version_id = any(${[...versionIds]}::uuid[])`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** Notes that a version was opened; the first time counts. */
export async function noteLook(
  tx: Tx,
  look: { personId: string; versionId: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('certification_look')
    .values({ person_id: look.personId, version_id: look.versionId, looked_at: look.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
