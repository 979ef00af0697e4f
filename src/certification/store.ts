/** Reads what certification needs to know and writes the one table it owns: `certification`. */
import { sql } from 'kysely';
import type { Actor, Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { CertificationFacts } from './certification.ts';

export interface CertifiableOutcome extends Omit<CertificationFacts, 'windowRefusal'> {
  registrationId: string;
  schoolYear: number;
  semester: 1 | 2;
  division: Division;
  grade: number;
  handedInAt: Date;
}

/** An outcome that was handed in, with what deciding on it takes; undefined where there is none. */
export async function certifiableOutcome(
  db: Db | Tx,
  outcomeId: string,
): Promise<CertifiableOutcome | undefined> {
  const { rows } = await sql<
    CertifiableOutcome & { decision: 'certified' | 'returned' | null; decidedBy: string | null }
  >`
    select o.id as "outcomeId", o.registration_id as "registrationId", o.withdrawn_at is not null as withdrawn,
           f.id as "offeringId", f.school_year as "schoolYear", f.semester, f.division, f.grade,
           v.id as "versionId", v.number as "versionNumber", v.finished_at as "handedInAt", c.decision, c.decided_by as "decidedBy",
           exists (select from selection s where s.outcome_id = o.id and s.ended_at is null) as selected,
           array(select t.person_id::text from offering_teacher t where t.offering_id = f.id) as "teacherIds"
    from outcome o
    join enrolment e on e.id = o.enrolment_id
    join offering f on f.id = e.offering_id
    join lateral (select id, number, finished_at from outcome_version where outcome_id = o.id order by number desc limit 1) v on true
    left join certification c on c.version_id = v.id and c.withdrawn_at is null
    where o.id = ${outcomeId}`.execute(db);
  const row = rows[0];
  if (!row) return undefined;
  const { decision, decidedBy, ...facts } = row;
  return { ...facts, ...(decision && decidedBy ? { standing: { decision, decidedBy } } : {}) };
}

export interface QueueRow {
  offeringId: string;
  subject: string;
  group: string;
  schoolYear: number;
  semester: 1 | 2;
  division: Division;
  grade: number;
  teacherIds: string[];
  outcomeId: string | null;
  versionId: string;
  versionNumber: number;
  afterReturn: boolean;
  name: string;
  className: string;
  seat: number | null;
  description: string;
  /** Null only in the row of a course without an outcome. */
  handedInAt: Date | null;
  decision: 'certified' | 'returned' | null;
}

/**
 * The standing versions of everything handed in to the actor's courses, oldest first; a course with
 * nothing handed in is one row without an outcome. Served by offering_teacher_person, enrolment_offering
 * and outcome_enrolment.
 */
export async function queueOf(db: Db, actor: Actor): Promise<QueueRow[]> {
  const stoodInFor = actor.appointments.flatMap((held) =>
    held.office === 'deputy' && held.deputyFor
      ? [{ teacher: held.deputyFor, offering: held.offeringId, division: held.division }]
      : [],
  );
  const { rows } = await sql<QueueRow>`
    with course_of as (
      select offering_id from offering_teacher where person_id = ${actor.personId}
      union
      select t.offering_id
      from offering_teacher t
      join offering f on f.id = t.offering_id
      join jsonb_to_recordset(${JSON.stringify(stoodInFor)}::jsonb) as d(teacher uuid, offering uuid, division text)
        on d.teacher = t.person_id and (d.offering is null or d.offering = t.offering_id)
          and (d.division is null or d.division = f.division)
    )
    select f.id as "offeringId", c.name as subject, f.group_name as "group", f.school_year as "schoolYear",
           f.semester, f.division, f.grade,
           array(select t.person_id::text from offering_teacher t where t.offering_id = f.id) as "teacherIds",
           q.*
    from course_of
    join offering f on f.id = course_of.offering_id
    join course c on c.code = f.course_code
    left join lateral (
      select o.id as "outcomeId", v.id as "versionId", v.number as "versionNumber",
             v.description, v.finished_at as "handedInAt", d.decision,
             v.number > 1 and exists (
               select from certification r where r.outcome_id = o.id and r.decision = 'returned'
                 and r.version_id <> v.id and r.withdrawn_at is null) as "afterReturn",
             p.name, k.name as "className", m.seat
      from enrolment e
      join outcome o on o.enrolment_id = e.id and o.withdrawn_at is null
      join lateral (select * from outcome_version where outcome_id = o.id order by number desc limit 1) v on true
      join registration r on r.id = o.registration_id
      join person p on p.id = r.person_id
      left join placement m on m.registration_id = r.id and m.school_year = f.school_year and m.semester = f.semester
      left join class k on k.id = m.class_id
      left join certification d on d.version_id = v.id and d.withdrawn_at is null
      where e.offering_id = f.id
    ) q on true
    order by f.school_year desc, f.semester desc, c.name, f.group_name, q."handedInAt"`.execute(db);
  return rows.map((row) => ({ ...row, className: row.className ?? '' }));
}

export interface VersionRow {
  versionId: string;
  number: number;
  description: string;
  handedInAt: Date;
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
    at: string;
    withdrawnAt: string | null;
  }[];
}

/** Everything ever handed in for an outcome and decided on it, newest version first. */
export async function versionsOf(db: Db, outcomeId: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select v.id as "versionId", v.number, v.description, v.finished_at as "handedInAt",
      coalesce((select jsonb_agg(jsonb_build_object('slot', f.slot, 'name', f.name, 'size', f.size, 'sha256', f.sha256,
          'mediaType', f.media_type, 'findings', b.findings) order by f.slot)
        from outcome_file f join blob b on b.sha256 = f.sha256 where f.version_id = v.id), '[]') as files,
      coalesce((select jsonb_agg(jsonb_build_object('decision', c.decision, 'reason', c.reason, 'by', p.name,
          'at', c.decided_at, 'withdrawnAt', c.withdrawn_at) order by c.decided_at)
        from certification c join person p on p.id = c.decided_by where c.version_id = v.id), '[]') as decisions
    from outcome_version v where v.outcome_id = ${outcomeId} order by v.number desc`.execute(db);
  return rows;
}

export interface OutcomeHead {
  subject: string;
  group: string;
  name: string;
  className: string;
  seat: number | null;
}

export async function headOf(db: Db, outcomeId: string): Promise<OutcomeHead | undefined> {
  const { rows } = await sql<OutcomeHead>`
    select c.name as subject, f.group_name as "group", p.name, coalesce(k.name, '') as "className", m.seat
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

export async function decide(
  tx: Tx,
  decision: {
    outcomeId: string;
    versionId: string;
    decision: 'certified' | 'returned';
    reason: string;
    decidedBy: string;
    appointmentId: string | null;
    at: Date;
  },
): Promise<string> {
  const row = await tx
    .insertInto('certification')
    .values({
      outcome_id: decision.outcomeId,
      version_id: decision.versionId,
      decision: decision.decision,
      reason: decision.reason,
      decided_by: decision.decidedBy,
      appointment_id: decision.appointmentId,
      decided_at: decision.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Ends the decision standing on a version; the row stays. */
export async function withdraw(
  tx: Tx,
  versionId: string,
  withdrawal: { by: string; at: Date; reason: string },
): Promise<string> {
  const row = await tx
    .updateTable('certification')
    .set({ withdrawn_at: withdrawal.at, withdrawn_by: withdrawal.by, withdrawn_reason: withdrawal.reason })
    .where('version_id', '=', versionId)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}
