/** Changes of status that were announced and have not taken effect. */
import type { Division } from '../accounts/actor.ts';
import type { Db } from '../platform/db.ts';
import type { Refusal } from '../regulation/refusal.ts';
import type { StatusKind } from './status.ts';

/** Announced events whose day has come, the earliest first; `status_event_announced` serves it. */
export async function dueEvents(
  db: Db,
  today: string,
): Promise<{ eventId: string; registrationId: string }[]> {
  return db
    .selectFrom('status_event')
    .select(['id as eventId', 'registration_id as registrationId'])
    .where('applied_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('refused', 'is', null)
    .where('on_day', '<=', today)
    .orderBy('on_day')
    .orderBy('entered_at')
    .execute();
}

/** What waits for its day in these divisions, or could not take effect on it. */
export async function waitingEvents(db: Db, divisions: readonly Division[]) {
  const rows = await db
    .selectFrom('status_event as s')
    .innerJoin('registration as r', 'r.id', 's.registration_id')
    .innerJoin('person as p', 'p.id', 'r.person_id')
    .select(['s.id', 's.registration_id', 's.kind', 's.on_day', 's.refused'])
    .select(['r.student_number', 'r.division', 'p.name'])
    .where('s.applied_at', 'is', null)
    .where('s.revoked_at', 'is', null)
    .where('r.division', 'in', [...divisions])
    .orderBy('s.on_day')
    .orderBy('r.student_number')
    .execute();
  return rows.map((row) => ({
    eventId: row.id,
    registrationId: row.registration_id,
    number: row.student_number,
    name: row.name,
    division: row.division as Division,
    kind: row.kind as StatusKind,
    on: row.on_day,
    refusal: row.refused as unknown as Refusal | null,
  }));
}
