/**
 * 職務與代理: who holds which office from when to when, and who certifies in an absent teacher's place (國3).
 * Rights are the union of what a person holds today; the ledger names the appointment an act used.
 */
import type { LedgerEvent } from '../ledger/event.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';
import type { Regulation } from '../regulation/regulation.ts';
import { type Actor, type Appointment, type Division, holds } from './actor.ts';
import { appointmentFor } from './rights.ts';

interface Office {
  /** As the school's workbooks and text call it. */
  title: string;
  /** The one division it belongs to; null: the whole school, or the division of the class it names. */
  division: Division | null;
  /** Holds for one class. */
  ofClass?: true;
}

/** Every office the platform knows; a deputy is appointed by `decideDeputy`, never as an office. */
export const offices = {
  principal: { title: '校長', division: null },
  'academic-director': { title: '教務主任', division: null },
  'student-affairs-director': { title: '學務主任', division: null },
  'counselling-director': { title: '輔導主任', division: null },
  'practice-director': { title: '實習輔導主任', division: null },
  'continuing-director': { title: '進修部主任', division: 'continuing' },
  registrar: { title: '註冊組長', division: 'day' },
  'continuing-academic': { title: '進修部教務組長', division: 'continuing' },
  research: { title: '實驗研究組長', division: null },
  'student-activities': { title: '訓育組長', division: 'day' },
  'continuing-student-affairs': { title: '進修部學務組長', division: 'continuing' },
  'counselling-convener': { title: '課程諮詢師召集人', division: null },
  'counselling-teacher': { title: '課程諮詢教師', division: null },
  'grade-head': { title: '級導師', division: null },
  homeroom: { title: '導師', division: null, ofClass: true },
  'system-keeper': { title: '系統管理師', division: null },
} as const satisfies Record<string, Office>;

export type OfficeKey = keyof typeof offices;

export const officeKeys = Object.keys(offices) as OfficeKey[];

/** The office a workbook calls by this title, spaces and 兼 ignored; undefined when the platform has none. */
export function officeTitled(title: string): OfficeKey | undefined {
  const plain = title.normalize('NFKC').replace(/\s|兼/g, '');
  return officeKeys.find((key) => offices[key].title === plain);
}

/**
 * 國3: deputies are appointed by the offices the school's text names. One appointment that covers every one of
 * these divisions; without any, an appointment for some division. Or undefined.
 */
export function mayAppointDeputy(
  actor: Actor,
  regulation: Regulation,
  divisions: readonly Division[] = [],
): Appointment | undefined {
  const right = 'deputy.appoint';
  if (divisions.length === 0) return appointmentFor(actor, right, regulation);
  return actor.appointments.find((held) =>
    divisions.every((division) =>
      appointmentFor({ ...actor, appointments: [held] }, right, regulation, { division }),
    ),
  );
}

/** 五: offices are appointed by 教務主任 and the system keeper; the keeper's own office only by a keeper. */
export function mayAppointOffice(actor: Actor, office?: OfficeKey): Appointment | undefined {
  const keeper = holds(actor, 'system-keeper');
  return office === 'system-keeper' ? keeper : (holds(actor, 'academic-director') ?? keeper);
}

/** Who may see the whole list: those who appoint. */
export function maySeeAppointments(actor: Actor, regulation: Regulation): Appointment | undefined {
  return appointmentFor(actor, 'appointment.see', regulation);
}

/** The actor's appointment by which a standing one can be ended; a deputy's by their division, others by their office. */
export function mayEnd(
  actor: Actor,
  regulation: Regulation,
  standing: { office: string; divisions: readonly Division[] },
): Appointment | undefined {
  if (standing.office === 'deputy') return mayAppointDeputy(actor, regulation, standing.divisions);
  return mayAppointOffice(actor, standing.office as OfficeKey);
}

interface StaffMember {
  id: string;
  /** Whether they are on the staff on the appointment's first day. */
  isStaff: boolean;
}

export interface DeputyWanted {
  deputy: StaffMember;
  absent: StaffMember;
  /** One offering, or all the absent teacher has. */
  offeringId: string | null;
  /** What the absent teacher gives this school year, with its division. */
  teaches: readonly { offeringId: string; division: Division }[];
  /** ISO days, both included. */
  startsOn: string;
  endsOn: string;
  today: string;
}

const deputyClause = '國3';

/** The appointment to use and the division of the new one, or why not. */
export function decideDeputy(
  actor: Actor,
  regulation: Regulation,
  wanted: DeputyWanted,
): { by: Appointment; division: Division | null } | Refusal {
  if (!mayAppointDeputy(actor, regulation)) return refuse('not-allowed', deputyClause);
  const { deputy, absent, offeringId, teaches } = wanted;
  if (deputy.id === absent.id) return refuse('deputy-oneself', deputyClause);
  if (!deputy.isStaff) return refuse('deputy-not-staff', deputyClause);
  if (!absent.isStaff) return refuse('absent-not-staff', deputyClause);
  const covered = offeringId === null ? teaches : teaches.filter((one) => one.offeringId === offeringId);
  if (covered.length === 0) return refuse('absent-teaches-nothing', deputyClause);
  const divisions = [...new Set(covered.map((one) => one.division))];
  const by = mayAppointDeputy(actor, regulation, divisions);
  if (!by) return refuse('other-division', '五(一)1');
  return (
    datesRefusal(wanted, deputyClause) ?? {
      by,
      division: divisions.length === 1 ? (divisions[0] ?? null) : null,
    }
  );
}

export interface OfficeWanted {
  office: OfficeKey;
  person: StaffMember;
  /** For offices of a class. */
  classDivision: Division | null;
  startsOn: string;
  endsOn: string | null;
  today: string;
  /** The same office is already theirs for some of these days. */
  held: boolean;
}

export function decideOffice(
  actor: Actor,
  wanted: OfficeWanted,
): { by: Appointment; division: Division | null } | Refusal {
  const by = mayAppointOffice(actor, wanted.office);
  if (!by) return refuse('not-allowed', '五');
  const office: Office = offices[wanted.office];
  if (!wanted.person.isStaff) return refuse('office-not-staff', '五');
  if (office.ofClass && !wanted.classDivision) return refuse('office-needs-class', '五');
  if (wanted.held) return refuse('office-held', '五');
  return (
    datesRefusal(wanted, '五') ?? { by, division: office.ofClass ? wanted.classDivision : office.division }
  );
}

/** A new last day, or `null` for at once. The last system keeper cannot go: nobody could appoint another. */
export function decideEnd(
  actor: Actor,
  regulation: Regulation,
  standing: {
    office: string;
    divisions: readonly Division[];
    startsOn: string;
    over: boolean;
    lastKeeper: boolean;
  },
  endsOn: string | null,
  today: string,
): { by: Appointment } | Refusal {
  const clause = standing.office === 'deputy' ? deputyClause : '五';
  const by = mayEnd(actor, regulation, standing);
  if (!by) return refuse('not-allowed', clause);
  if (standing.over) return refuse('appointment-over', clause);
  if (standing.lastKeeper) return refuse('last-keeper', clause);
  return (endsOn && datesRefusal({ startsOn: standing.startsOn, endsOn, today }, clause)) || { by };
}

function datesRefusal(
  { startsOn, endsOn, today }: { startsOn: string; endsOn: string | null; today: string },
  clause: string,
): Refusal | undefined {
  if (endsOn !== null && endsOn < startsOn) return refuse('ends-before-start', clause, { startsOn, endsOn });
  if (endsOn !== null && endsOn < today) return refuse('ends-in-the-past', clause, { endsOn });
  return undefined;
}

export type AppointmentState = 'coming' | 'current' | 'ended' | 'revoked';

export function stateOf(
  appointment: { startsOn: string; endsOn: string | null; revokedAt: Date | null },
  today: string,
): AppointmentState {
  if (appointment.revokedAt) return 'revoked';
  if (appointment.endsOn !== null && appointment.endsOn < today) return 'ended';
  return appointment.startsOn > today ? 'coming' : 'current';
}

export const appointed = (
  appointmentId: string,
  office: string,
  personId: string,
  deputyFor: string | null,
): LedgerEvent => ({
  act: office === 'deputy' ? 'deputy.appointed' : 'office.appointed',
  about: { appointment: appointmentId, person: personId, ...(deputyFor ? { deputyFor } : {}) },
  data: { office },
});

export const appointmentEnded = (
  appointmentId: string,
  personId: string,
  endsOn: string | null,
  reason: string,
): LedgerEvent => ({
  act: endsOn === null ? 'appointment.revoked' : 'appointment.endSet',
  about: { appointment: appointmentId, person: personId },
  data: { endsOn, reason },
});
