/** The offerings an actor certifies in: their own, and those in which they stand in for somebody. @server */
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../accounts/actor.ts';
import type { Db } from '../platform/db.ts';

/** A query of offering ids, to stand as `with course_of as (…)`. Served by offering_teacher_person. */
export function coursesSeenBy(actor: Actor): RawBuilder<{ offering_id: string }> {
  const stoodInFor = actor.appointments.flatMap((held) =>
    held.office === 'deputy' && held.deputyFor
      ? [{ teacher: held.deputyFor, offering: held.offeringId, division: held.division }]
      : [],
  );
  return sql`
      select offering_id from offering_teacher where person_id = ${actor.personId}
      union
      select t.offering_id
      from offering_teacher t
      join offering f on f.id = t.offering_id
      join jsonb_to_recordset(${JSON.stringify(stoodInFor)}::jsonb) as d(teacher uuid, offering uuid, division text)
        on d.teacher = t.person_id and (d.offering is null or d.offering = t.offering_id)
          and (d.division is null or d.division = f.division)`;
}

/** Whether there is any course they certify in. */
export async function certifiesAnything(db: Db, actor: Actor): Promise<boolean> {
  const { rows } = await sql`${coursesSeenBy(actor)} limit 1`.execute(db);
  return rows.length > 0;
}

/** A query of the registrations whose works these are, as far as the actor certifies in their courses. */
export function studentsSeenBy(actor: Actor, outcomeIds: readonly string[]): RawBuilder<{ id: string }> {
  return sql`
    select distinct o.registration_id as id
    from outcome o join enrolment e on e.id = o.enrolment_id
    where o.id = any(${[...outcomeIds]}::uuid[]) and e.offering_id in (${coursesSeenBy(actor)})`;
}

/** Whether any of these works is one the actor certifies. */
export async function seesAny(db: Db, actor: Actor, outcomeIds: readonly string[]): Promise<boolean> {
  return (await studentsSeenBy(actor, outcomeIds).execute(db)).rows.length > 0;
}
