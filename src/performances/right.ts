/** Who may open what a student handed in: the student, and the office that submits the division's (六(二)4). @server */
import type { Actor } from '../accounts/actor.ts';
import { presentOf } from '../calendar/store.ts';
import { seesRegistration } from '../people/registration.ts';
import { registrationScope } from '../people/registration-store.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import { notFound } from './performance.ts';

/** The student as they stand now; not there for whoever may not look. */
export async function studentSeen(
  school: School,
  actor: Actor,
  registrationId: string,
  right: 'performance.see' | 'performance.count' = 'performance.see',
) {
  const present = await presentOf(school.db, school.clock);
  if (isRefusal(present)) return present;
  const student = await registrationScope(school.db, registrationId, present);
  return student && seesRegistration(actor, right, present.rules.regulation, student, { own: true })
    ? student
    : notFound();
}

/** What was taken back is its student's alone. */
export async function sees(
  school: School,
  actor: Actor,
  handedIn: { registrationId: string; withdrawn: boolean } | undefined,
): Promise<true | Refusal> {
  if (!handedIn) return notFound();
  const { registrationId, withdrawn } = handedIn;
  if (withdrawn && !actor.registrations.some(({ id }) => id === registrationId)) return notFound();
  const student = await studentSeen(school, actor, registrationId);
  return isRefusal(student) ? student : true;
}
