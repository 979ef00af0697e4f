/** Where a registration stands: its division and its class. Whoever loads by it asks `seesRegistration` next. */
import type { Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { RegistrationScope } from './registration.ts';

/** @param at the semester of today: a later placement does not count yet */
export async function registrationScope(
  db: Db | Tx,
  registrationId: string,
  at: { schoolYear: number; semester: number },
): Promise<(RegistrationScope & { personId: string; number: string; name: string }) | undefined> {
  const row = await db
    .selectFrom('registration as r')
    .innerJoin('person as p', 'p.id', 'r.person_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('placement as l')
          .select('l.class_id')
          .whereRef('l.registration_id', '=', 'r.id')
          .where((on) =>
            on.or([
              on('l.school_year', '<', at.schoolYear),
              on.and([on('l.school_year', '=', at.schoolYear), on('l.semester', '<=', at.semester)]),
            ]),
          )
          .orderBy('l.school_year', 'desc')
          .orderBy('l.semester', 'desc')
          .limit(1)
          .as('l'),
      (join) => join.onTrue(),
    )
    .select(['r.id', 'r.person_id', 'r.student_number', 'r.division', 'p.name', 'l.class_id'])
    .where('r.id', '=', registrationId)
    .executeTakeFirst();
  return (
    row && {
      registrationId: row.id,
      personId: row.person_id,
      number: row.student_number,
      name: row.name,
      division: row.division as Division,
      classId: row.class_id,
    }
  );
}
