/** Reads what certification needs to know and writes the one table it owns: `certification`. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { KeptReopening } from '../reopening/reopening.ts';
import type { CertificationFacts } from './certification.ts';

export interface CertifiableOutcome extends Omit<CertificationFacts, 'windowRefusal'> {
  registrationId: string;
  schoolYear: number;
  semester: 1 | 2;
  division: Division;
  grade: number;
  lateBy: string | null;
  reopenings: KeptReopening[];
  handedInAt: Date;
}

/** Outcomes that were handed in, with what deciding on each takes; by outcome. */
export async function certifiableOutcomes(
  db: Db | Tx,
  outcomeIds: readonly string[],
): Promise<Map<string, CertifiableOutcome>> {
  const { rows } = await sql<
    CertifiableOutcome & { decision: 'certified' | 'returned' | null; decidedBy: string | null }
  >`
    select o.id as "outcomeId", o.registration_id as "registrationId", o.withdrawn_at is not null as withdrawn,
           f.id as "offeringId", f.school_year as "schoolYear", f.semester, f.division, f.grade,
           v.id as "versionId", v.number as "versionNumber", v.finished_at as "handedInAt", v.reopening_id as "lateBy",
           reopenings_of(o.registration_id, f.course_code, f.school_year, f.semester) as reopenings, c.decision, c.decided_by as "decidedBy",
           exists (select from selection s where s.outcome_id = o.id and s.ended_at is null) as selected,
           array(select t.person_id::text from offering_teacher t where t.offering_id = f.id) as "teacherIds"
    from outcome o
    join enrolment e on e.id = o.enrolment_id
    join offering f on f.id = e.offering_id
    join lateral (select id, number, finished_at, reopening_id from outcome_version where outcome_id = o.id order by number desc limit 1) v on true
    left join certification c on c.version_id = v.id and c.withdrawn_at is null
    where o.id = any(${[...outcomeIds]}::uuid[])`.execute(db);
  return new Map(
    rows.map(({ decision, decidedBy, ...facts }) => [
      facts.outcomeId,
      { ...facts, ...(decision && decidedBy ? { standing: { decision, decidedBy } } : {}) },
    ]),
  );
}

/**
 * Writes decisions in one statement. @returns the certification of each version; one that somebody else has decided
 * on meanwhile is left out (certification_standing).
 */
export async function decide(
  tx: Tx,
  made: { decision: 'certified' | 'returned'; reason: string; decidedBy: string; at: Date },
  items: readonly { outcomeId: string; versionId: string; appointmentId: string | null }[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; versionId: string }>`
    insert into certification (outcome_id, version_id, appointment_id, decision, reason, decided_by, decided_at)
    select i."outcomeId", i."versionId", i."appointmentId", ${made.decision}, ${made.reason}, ${made.decidedBy}::uuid,
           ${made.at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
      as i("outcomeId" uuid, "versionId" uuid, "appointmentId" uuid)
    on conflict (version_id) where withdrawn_at is null do nothing
    returning id, version_id as "versionId"`.execute(tx);
  return new Map(rows.map(({ versionId, id }) => [versionId, id]));
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
