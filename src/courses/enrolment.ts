/** 修課與授課: who takes an offering as what, who teaches it, and when either may be changed. */
import type { Division } from '../accounts/actor.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';

export const enrolmentKinds = ['ordinary', 'retake', 'make-up', 'repeat', 'transfer', 'visiting'] as const;
export type EnrolmentKind = (typeof enrolmentKinds)[number];

/** As workbooks and the history say them. */
export const kindNames: Readonly<Record<EnrolmentKind, string>> = {
  ordinary: '一般',
  retake: '重修',
  'make-up': '補修',
  repeat: '重讀',
  transfer: '轉學轉科',
  visiting: '借讀',
};

const clause = '五(二)1';

/** What is known of the student whose number was typed. */
export interface Taker {
  registrationId: string;
  division: Division;
  current: boolean;
  /** Kinds in which the offering is taken already, and has not ended. */
  taken: readonly EnrolmentKind[];
  /** Kinds taken once and ended: they go on. */
  ended: readonly EnrolmentKind[];
}

/** A student of the other division is nobody here. */
export function decideEnrol(
  taker: Taker | undefined,
  offering: { division: Division },
  wish: { number: string; kind: EnrolmentKind; reason: string },
): { resumes: boolean } | Refusal {
  const { number, kind, reason } = wish;
  if (!taker || taker.division !== offering.division) return refuse('no-such-student', clause, { number });
  if (!taker.current) return refuse('student-has-left', clause, { number });
  if (taker.taken.includes(kind)) return refuse('enrolled-already', clause, { number, kind });
  return reason.trim() === ''
    ? refuse('change-without-reason', clause)
    : { resumes: taker.ended.includes(kind) };
}

export function decideEndEnrolment(enrolment: { ended: boolean }, reason: string): Refusal | undefined {
  if (enrolment.ended) return refuse('enrolment-ended', clause);
  return reason.trim() === '' ? refuse('change-without-reason', clause) : undefined;
}

export function decideTeacher(
  { isStaff, teaches }: { isStaff: boolean; teaches: boolean },
  wish: { code: string; reason: string },
): Refusal | undefined {
  if (!isStaff) return refuse('no-such-teacher', clause, { code: wish.code });
  if (teaches) return refuse('teaches-already', clause, { code: wish.code });
  return wish.reason.trim() === '' ? refuse('change-without-reason', clause) : undefined;
}

/** The last teacher may go only where nobody is left whose work would wait for nobody. */
export function decideTeacherGone(
  facts: { teaches: boolean; others: number; takers: number },
  reason: string,
): Refusal | undefined {
  if (!facts.teaches) return refuse('not-found', clause);
  if (facts.others === 0 && facts.takers > 0) return refuse('last-teacher', clause, { count: facts.takers });
  return reason.trim() === '' ? refuse('change-without-reason', clause) : undefined;
}

export const enrolled = (
  enrolmentId: string,
  offeringId: string,
  registrationId: string,
  data: { kind: EnrolmentKind; reason: string },
): LedgerEvent => ({
  act: 'enrolment.added',
  about: { enrolment: enrolmentId, offering: offeringId, registration: registrationId },
  data,
});

export const enrolmentEnded = (
  enrolmentId: string,
  offeringId: string,
  registrationId: string,
  reason: string,
): LedgerEvent => ({
  act: 'enrolment.ended',
  about: { enrolment: enrolmentId, offering: offeringId, registration: registrationId },
  data: { reason },
});

export const teacherChanged = (
  changeId: string,
  offeringId: string,
  personId: string,
  data: { kind: 'added' | 'removed'; reason: string },
): LedgerEvent => ({
  act: data.kind === 'added' ? 'teacher.added' : 'teacher.removed',
  about: { change: changeId, offering: offeringId, person: personId },
  data: { reason: data.reason },
});
