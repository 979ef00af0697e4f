/** Corrections of one offering by hand: who takes it, who teaches it. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import { type By, remember } from '../history/store.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { OfferingFacts } from './course-store.ts';
import { type EnrolmentKind, kindNames, type Taker } from './enrolment.ts';

/** The registration with this student number, and how it stands to the offering. */
export async function takerWith(db: Db | Tx, number: string, offeringId: string): Promise<Taker | undefined> {
  const { rows } = await sql<Taker>`
    select r.id as "registrationId", r.division, r.ends_on is null as current,
      array(select e.kind from enrolment e where e.registration_id = r.id and e.offering_id = ${offeringId}
        and e.ended_at is null) as taken,
      array(select e.kind from enrolment e where e.registration_id = r.id and e.offering_id = ${offeringId}
        and e.ended_at is not null) as ended
    from registration r where r.student_number = ${number}`.execute(db);
  return rows[0];
}

export async function enrol(
  tx: Tx,
  {
    registrationId,
    offering,
    kind,
  }: { registrationId: string; offering: OfferingFacts; kind: EnrolmentKind },
  by: By,
): Promise<string> {
  const { id } = await tx
    .insertInto('enrolment')
    .values({ registration_id: registrationId, offering_id: offering.offeringId, kind })
    .onConflict((conflict) =>
      conflict.columns(['registration_id', 'offering_id', 'kind']).doUpdateSet({ ended_at: null }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  await remember(tx, [kindChange(registrationId, offering, '', kindNames[kind])], by);
  return id;
}

export interface OneEnrolment {
  enrolmentId: string;
  offeringId: string;
  registrationId: string;
  division: Division;
  kind: EnrolmentKind;
  ended: boolean;
}

export async function enrolmentWith(db: Db | Tx, enrolmentId: string): Promise<OneEnrolment | undefined> {
  const { rows } = await sql<OneEnrolment>`
    select e.id as "enrolmentId", e.offering_id as "offeringId", e.registration_id as "registrationId", o.division,
      e.kind, e.ended_at is not null as ended
    from enrolment e join offering o on o.id = e.offering_id where e.id = ${enrolmentId}`.execute(db);
  return rows[0];
}

export async function endOne(
  tx: Tx,
  { enrolmentId, registrationId, kind }: OneEnrolment,
  offering: OfferingFacts,
  by: By,
): Promise<void> {
  await tx.updateTable('enrolment').set({ ended_at: by.at }).where('id', '=', enrolmentId).execute();
  await remember(tx, [kindChange(registrationId, offering, kindNames[kind], '')], by);
}

function kindChange(registrationId: string, offering: OfferingFacts, before: string, after: string) {
  return {
    registrationId,
    topic: 'grades' as const,
    kind: after === '' ? ('removed' as const) : ('added' as const),
    label: labelOf(offering),
    fields: [{ field: 'kind', before, after }],
  };
}

/** `114-1 國語文（商一甲）` */
export function labelOf({ schoolYear, semester, name, group }: OfferingFacts): string {
  return `${schoolYear}-${semester} ${name}（${group}）`;
}

/** @param on ISO day */
export async function staffWith(
  db: Db | Tx,
  code: string,
  on: string,
): Promise<{ personId: string; name: string } | undefined> {
  return db
    .selectFrom('staff as s')
    .innerJoin('person as p', 'p.id', 's.person_id')
    .select(['p.id as personId', 'p.name'])
    .where('s.staff_code', '=', code)
    .where((eb) => eb.or([eb('s.left_on', 'is', null), eb('s.left_on', '>', on)]))
    .executeTakeFirst();
}

export async function changeTeacher(
  tx: Tx,
  change: { offeringId: string; personId: string; kind: 'added' | 'removed' },
  by: By,
): Promise<string> {
  const { offeringId, personId, kind } = change;
  if (kind === 'added')
    await tx
      .insertInto('offering_teacher')
      .values({ offering_id: offeringId, person_id: personId })
      .execute();
  else
    await tx
      .deleteFrom('offering_teacher')
      .where('offering_id', '=', offeringId)
      .where('person_id', '=', personId)
      .execute();
  const { id } = await tx
    .insertInto('teacher_change')
    .values({
      offering_id: offeringId,
      person_id: personId,
      kind,
      reason: by.reason ?? '',
      at: by.at,
      by: by.personId,
      appointment_id: by.appointmentId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
