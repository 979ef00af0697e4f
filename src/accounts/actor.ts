/**
 * Who is acting: a person with everything they hold today. Rights are the union of the current
 * appointments; switching office in the browser changes the view only.
 */
export type Division = 'day' | 'continuing';

/** A current appointment. `office` is a key of the regulation's list of offices. */
export interface Appointment {
  id: string;
  office: string;
  division: Division | null;
  classId: string | null;
  /** For `office: 'deputy'`: in whose place, and for which offering only (null = all of theirs). */
  deputyFor: string | null;
  offeringId: string | null;
}

/** A student's standing at the school: one row of `registration` that has not ended. */
export interface ActorRegistration {
  id: string;
  division: Division;
}

export interface Actor {
  /** null for somebody who has not signed in. */
  personId: string | null;
  sessionId: string | null;
  name: string;
  registrations: ActorRegistration[];
  isStaff: boolean;
  appointments: Appointment[];
  /** Signed in with an initial or reset password: may do nothing but set their own. */
  passwordDue?: boolean;
}

export const anonymous: Actor = {
  personId: null,
  sessionId: null,
  name: '',
  registrations: [],
  isStaff: false,
  appointments: [],
};

/** The appointment by which the actor holds `office` (in `division`, when the act has one), if any. */
export function holds(actor: Actor, office: string, division?: Division): Appointment | undefined {
  return actor.appointments.find(
    (held) =>
      held.office === office &&
      (division === undefined || held.division === null || held.division === division),
  );
}
