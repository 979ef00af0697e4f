/** Gives an office to somebody of the cast from the first day of the school year on. */
import type { OfficeKey } from '../src/accounts/appointment.ts';
import { type CastName, classes, people } from './cast.ts';
import type { TestSchool } from './harness.ts';

export async function appoint(
  school: TestSchool,
  who: CastName,
  office: OfficeKey,
  where: { division?: 'day' | 'continuing'; class?: keyof typeof classes } = {},
): Promise<void> {
  const placed = where.class && classes[where.class];
  await school.owner.query(
    `insert into appointment (person_id, office, division, class_id, starts_on) values ($1, $2, $3, $4, '2025-08-01')`,
    [people[who].id, office, where.division ?? placed?.division ?? null, placed?.id ?? null],
  );
}
