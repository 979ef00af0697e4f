/** Who may look at a student's records: the offices of the student's division, the homeroom teacher of the class. */
import type { Actor, Division } from '../accounts/actor.ts';
import { appointmentFor, type RightKey } from '../accounts/rights.ts';
import type { Regulation } from '../regulation/regulation.ts';

/** Where a student stands now. */
export interface RegistrationScope {
  registrationId: string;
  division: Division;
  /** The class of this semester, or the last one there was. */
  classId: string | null;
}

/** @param own whether students see this of themselves */
export function seesRegistration(
  actor: Actor,
  right: RightKey,
  regulation: Regulation,
  student: RegistrationScope,
  { own = false }: { own?: boolean } = {},
): boolean {
  if (own && actor.registrations.some(({ id }) => id === student.registrationId)) return true;
  const { division, classId } = student;
  return appointmentFor(actor, right, regulation, { division, classId: classId ?? undefined }) !== undefined;
}
