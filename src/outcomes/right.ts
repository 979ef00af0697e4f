/** Who may look at an outcome. A draft is its student's alone; what was handed in is also its certifiers' and the office's. */
import type { Actor } from '../accounts/actor.ts';
import { appointmentFor } from '../accounts/rights.ts';
import { mayCertify } from '../certification/certification.ts';
import type { Regulation } from '../regulation/regulation.ts';

export interface Seen {
  registrationId: string;
  division: 'day' | 'continuing';
  offeringId: string;
  teacherIds: readonly string[];
  handedIn: boolean;
}

export function owns(actor: Actor, outcome: Pick<Seen, 'registrationId'>): boolean {
  return actor.registrations.some((registration) => registration.id === outcome.registrationId);
}

/** 六(二)2: the office that submits a division's outcomes sees them, and no other division's. */
export function maySee(actor: Actor, outcome: Seen, regulation: Regulation): boolean {
  if (owns(actor, outcome)) return true;
  if (!outcome.handedIn) return false;
  if (mayCertify(actor, outcome)) return true;
  return appointmentFor(actor, 'outcome.see', regulation, { division: outcome.division }) !== undefined;
}
