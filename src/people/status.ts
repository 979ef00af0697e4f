/**
 * 學籍異動 (八): what changes in a student's standing, on which day, with which documents. The latest event in force
 * says how the student stands; nothing is overwritten, a mistake is corrected by a further event (更正). What each
 * does to placements, enrolments, portfolio, quotas and rights is `effectsOf`, shown before anything is done. Entered
 * ahead of its day an event is announced; on the day it is decided again by the facts of then.
 */
import type { LedgerEvent } from '../ledger/event.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';

export const statusKinds = [
  'transfer-in',
  'transfer-out',
  'suspend',
  'return',
  'repeat',
  'change-programme',
  'visit',
  'extend',
  'graduate',
] as const;
export type StatusKind = (typeof statusKinds)[number];

/** As the school's papers call them. */
export const statusTitles: Record<StatusKind, string> = {
  'transfer-in': '轉入',
  'transfer-out': '轉出',
  suspend: '休學',
  return: '復學',
  repeat: '重讀',
  'change-programme': '轉科',
  visit: '借讀',
  extend: '延修',
  graduate: '畢業',
};

/** 學籍狀態: how a student stands; `registration.status` holds what the latest event in force says. */
export const standings = ['enrolled', 'suspended', 'extended', 'transferred', 'graduated'] as const;
export type Standing = (typeof standings)[number];

/** As the school's papers call them. */
export const standingTitles: Record<Standing, string> = {
  enrolled: '就讀',
  suspended: '休學',
  extended: '延修',
  transferred: '轉出',
  graduated: '畢業',
};

const clause = '八';

/** From which standing an event may come, and to which it leads. */
const steps: Record<StatusKind, { from: readonly Standing[]; to: Standing | 'same' }> = {
  'transfer-in': { from: ['enrolled'], to: 'same' },
  'transfer-out': { from: ['enrolled', 'suspended', 'extended'], to: 'transferred' },
  suspend: { from: ['enrolled', 'extended'], to: 'suspended' },
  return: { from: ['suspended'], to: 'enrolled' },
  repeat: { from: ['enrolled', 'extended'], to: 'enrolled' },
  'change-programme': { from: ['enrolled'], to: 'same' },
  visit: { from: ['enrolled'], to: 'same' },
  extend: { from: ['enrolled'], to: 'extended' },
  graduate: { from: ['enrolled', 'extended'], to: 'graduated' },
};

/** What an event names beside its day; every other kind leaves the rest out. */
export interface StatusDetails {
  /** Six characters: where from (轉入), where to (轉出), where to for a while (借讀). */
  otherSchool: string | null;
  /** ISO day: until when a visit lasts, or a suspension is granted. */
  until: string | null;
  /** The class of the current semester: 轉入, 復學, 重讀, 轉科. */
  classId: string | null;
  seat: number | null;
  /** 轉科: the new 群別 and 科班學程別; 借讀: those at the other school. */
  fieldGroup: string | null;
  programme: string | null;
  /** 借讀代碼, as the roster writes it. */
  visitCode: string | null;
}

export const noDetails: StatusDetails = {
  otherSchool: null,
  until: null,
  classId: null,
  seat: null,
  fieldGroup: null,
  programme: null,
  visitCode: null,
};

/** Which details each kind must have. */
export const needs: Record<StatusKind, readonly (keyof StatusDetails)[]> = {
  'transfer-in': ['otherSchool', 'classId'],
  'transfer-out': ['otherSchool'],
  suspend: ['until'],
  return: ['classId'],
  repeat: ['classId'],
  'change-programme': ['fieldGroup', 'programme', 'classId'],
  visit: ['otherSchool', 'until', 'fieldGroup', 'programme', 'visitCode'],
  extend: [],
  graduate: [],
};

export interface StatusFacts {
  standing: Standing;
  /** ISO days. */
  startsOn: string;
  /** The day of the latest event in force, if there is one. */
  latestOn: string | null;
  latestKind: StatusKind | null;
  /** Whether another event waits for its day. */
  announced: boolean;
  /** The class named, with what an event checks of it. */
  class: { grade: number; inDivision: boolean; seatTaken: boolean } | null;
  /** The grade the student is in now; null without a placement. */
  grade: number | null;
  /** Of this semester: enrolments that have not ended. */
  openEnrolments: number;
}

export interface StatusWish {
  kind: StatusKind;
  on: string;
  reason: string;
  details: StatusDetails;
}

export const reasonMax = 500;

/** Which events can be entered now. */
export function kindsFrom(standing: Standing): StatusKind[] {
  return statusKinds.filter((kind) => steps[kind].from.includes(standing));
}

/** Whether an event of this day waits for it. */
export function isAhead(on: string, today: string): boolean {
  return on > today;
}

/** @returns how the student stands afterwards: now, or from the day on that is still to come */
export function decideStatus(
  facts: StatusFacts,
  wish: StatusWish,
  today: string,
): { standing: Standing } | Refusal {
  const { kind, on } = wish;
  if (!steps[kind].from.includes(facts.standing))
    return refuse('status-not-from-here', clause, { statusKind: kind, standing: facts.standing });
  if (kind === 'transfer-in' && facts.latestKind !== null) return refuse('status-transfer-in-late', clause);
  if (isAhead(on, today) && facts.announced) return refuse('status-announced-already', clause);
  const earliest = facts.latestOn ?? facts.startsOn;
  if (on < earliest) return refuse('status-before-latest', clause, { on, earliest });
  return decideDetails(facts, wish) ?? { standing: standingAfter(facts.standing, kind) };
}

function decideDetails(facts: StatusFacts, { kind, on, reason, details }: StatusWish): Refusal | undefined {
  const missing = needs[kind].find((detail) => details[detail] === null || details[detail] === '');
  if (missing) return refuse('status-detail-missing', clause, { detail: missing });
  if (details.otherSchool !== null && !/^[0-9A-Z]{6}$/.test(details.otherSchool))
    return refuse('status-school-code', clause, { found: details.otherSchool.slice(0, 10) });
  if (details.until !== null && details.until < on)
    return refuse('status-until-before', clause, { on, until: details.until });
  const length = [...reason.trim()].length;
  if (length < 1 || length > reasonMax) return refuse('status-reason-length', clause, { max: reasonMax });
  return decideClass(facts, kind, details);
}

/** A class of the student's own division; a repeater does not go up. */
function decideClass(facts: StatusFacts, kind: StatusKind, details: StatusDetails): Refusal | undefined {
  if (details.classId === null) return undefined;
  if (!facts.class?.inDivision) return refuse('status-class-unknown', clause);
  if (facts.class.seatTaken) return refuse('status-seat-taken', clause, { seat: details.seat ?? 0 });
  if (kind === 'repeat' && facts.grade !== null && facts.class.grade > facts.grade)
    return refuse('status-repeat-upwards', clause, { grade: facts.class.grade, now: facts.grade });
  return undefined;
}

function standingAfter(now: Standing, kind: StatusKind): Standing {
  const { to } = steps[kind];
  return to === 'same' ? now : to;
}

/** What ends with this event: the registration itself, or the courses of this semester. */
export const ends: Record<StatusKind, { registration: boolean; enrolments: boolean }> = {
  'transfer-in': { registration: false, enrolments: false },
  'transfer-out': { registration: true, enrolments: true },
  suspend: { registration: false, enrolments: true },
  return: { registration: false, enrolments: false },
  repeat: { registration: false, enrolments: true },
  'change-programme': { registration: false, enrolments: true },
  visit: { registration: false, enrolments: false },
  extend: { registration: false, enrolments: false },
  graduate: { registration: true, enrolments: false },
};

/** What an event is told to touch. */
export const touched = ['placement', 'enrolments', 'portfolio', 'quotas', 'rights', 'rosters'] as const;
export type Touched = (typeof touched)[number];

/**
 * What an event does to each of them: keys of sentences (`status.effect.<kind>.<touched>`), the same that
 * docs/status-changes.md explains. `count` fills the sentence about enrolments.
 */
export function effectsOf(
  kind: StatusKind,
  facts: Pick<StatusFacts, 'openEnrolments'>,
): { touches: Touched; key: string; count: number }[] {
  const count = ends[kind].enrolments ? facts.openEnrolments : 0;
  return touched.map((touches) => ({ touches, key: `${kind}.${touches}`, count }));
}

/** 更正: only the latest event in force can be taken back, and only by the division's own office. */
export function decideCorrection(
  event: { id: string; revoked: boolean },
  latestId: string | null,
  reason: string,
): { accepted: true } | Refusal {
  if (event.revoked) return refuse('status-corrected-already', clause);
  if (event.id !== latestId) return refuse('status-not-latest', clause);
  const length = [...reason.trim()].length;
  return length < 1 || length > reasonMax
    ? refuse('status-reason-length', clause, { max: reasonMax })
    : { accepted: true };
}

/** What has become of an event. */
export const eventStates = ['in-force', 'announced', 'refused', 'corrected', 'withdrawn'] as const;
export type EventState = (typeof eventStates)[number];

/** Until an event has taken effect it can be withdrawn; afterwards it is corrected. */
export function decideWithdrawal(state: EventState, reason: string): { accepted: true } | Refusal {
  if (state === 'withdrawn') return refuse('status-withdrawn-already', clause);
  if (state === 'in-force' || state === 'corrected') return refuse('status-applied-already', clause);
  const length = [...reason.trim()].length;
  return length < 1 || length > reasonMax
    ? refuse('status-reason-length', clause, { max: reasonMax })
    : { accepted: true };
}

export const statusEntered = (
  eventId: string,
  registrationId: string,
  { kind, on }: Pick<StatusWish, 'kind' | 'on'>,
  endedEnrolments: number,
): LedgerEvent => ({
  act: 'status.entered',
  about: { statusEvent: eventId, registration: registrationId },
  data: { kind, on, endedEnrolments },
});

export const statusAnnounced = (
  eventId: string,
  registrationId: string,
  { kind, on }: Pick<StatusWish, 'kind' | 'on'>,
): LedgerEvent => ({
  act: 'status.announced',
  about: { statusEvent: eventId, registration: registrationId },
  data: { kind, on },
});

export const statusWithdrawn = (eventId: string, registrationId: string): LedgerEvent => ({
  act: 'status.withdrawn',
  about: { statusEvent: eventId, registration: registrationId },
  data: {},
});

/** An announced event took effect on its day. */
export const statusApplied = (
  eventId: string,
  registrationId: string,
  endedEnrolments: number,
): LedgerEvent => ({
  act: 'status.applied',
  about: { statusEvent: eventId, registration: registrationId },
  data: { endedEnrolments },
});

/** Its day came, and it could not. */
export const statusRefused = (
  eventId: string,
  registrationId: string,
  { refused }: Pick<Refusal, 'refused'>,
): LedgerEvent => ({
  act: 'status.refused',
  about: { statusEvent: eventId, registration: registrationId },
  data: { refused },
});

export const statusCorrected = (eventId: string, registrationId: string): LedgerEvent => ({
  act: 'status.corrected',
  about: { statusEvent: eventId, registration: registrationId },
  data: {},
});

export const statusDocumentKept = (
  documentId: string,
  eventId: string,
  registrationId: string,
  sha256: string,
): LedgerEvent => ({
  act: 'status.documentKept',
  about: { statusDocument: documentId, statusEvent: eventId, registration: registrationId },
  data: { sha256 },
});
