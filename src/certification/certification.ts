/**
 * 認證: a teacher of the course confirms that a version is the student's own work for the right subject,
 * nothing else (國4), or returns it with a reason. One decision stands on a version at a time; the certifier
 * may take it back while the window is open and nobody has selected the outcome. Both rows are kept.
 */
import type { Actor, Appointment, Division } from '../accounts/actor.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';
import type { Regulation } from '../regulation/regulation.ts';

/** What there is to know about one outcome when its certification is at stake. */
export interface CertificationFacts {
  outcomeId: string;
  offeringId: string;
  division: Division;
  /** Who teaches the offering: several may. */
  teacherIds: readonly string[];
  withdrawn: boolean;
  /** The version that stands (the highest number). */
  versionId: string;
  versionNumber: number;
  /** The decision standing on that version. */
  standing?: { decision: 'certified' | 'returned'; decidedBy: string };
  selected: boolean;
  /** Whether the text lets a certification be taken back at all, and where it says so. */
  reopening: Regulation['reopening'];
  /** The refusal of the certification window at this moment, if it is shut. */
  windowRefusal?: Refusal;
}

/** An offering as far as the right to certify in it goes. */
export type Course = Pick<CertificationFacts, 'offeringId' | 'division' | 'teacherIds'>;

export const reasonLength = { min: 1, max: 500 } as const;

/**
 * By what right the actor decides on this course: as its teacher (`null`), or by the deputy's appointment, which
 * reaches no further than the division it was made for. `undefined`: not at all.
 */
export function rightToCertify(actor: Actor, course: Course): Appointment | null | undefined {
  if (actor.personId !== null && course.teacherIds.includes(actor.personId)) return null;
  return actor.appointments.find(
    (held) =>
      held.office === 'deputy' &&
      held.deputyFor !== null &&
      course.teacherIds.includes(held.deputyFor) &&
      (held.division === null || held.division === course.division) &&
      (held.offeringId === null || held.offeringId === course.offeringId),
  );
}

export function mayCertify(actor: Actor, course: Course): boolean {
  return rightToCertify(actor, course) !== undefined;
}

/** @param seenVersionId the version that was on the teacher's screen: another one may have come since. */
export function decideCertification(
  facts: CertificationFacts,
  seenVersionId: string,
): { accepted: true } | Refusal {
  if (facts.windowRefusal) return facts.windowRefusal;
  if (facts.withdrawn) return refuse('outcome-withdrawn', '五(三)1');
  if (facts.versionId !== seenVersionId) {
    return refuse('newer-version', '國4', { number: facts.versionNumber });
  }
  if (facts.standing) return refuse('already-decided', '五(三)2');
  return { accepted: true };
}

type ReasonRefusal = 'return-reason-length' | 'withdrawal-reason-length';

/** The words of a reason, or why they are none. */
export function saidReason(reason: string, refusal: ReasonRefusal): string | Refusal {
  const said = reason.trim();
  const length = [...said].length;
  if (length >= reasonLength.min && length <= reasonLength.max) return said;
  const clause = refusal === 'return-reason-length' ? '國4' : '五(三)2';
  return refuse(refusal, clause, { ...reasonLength, length });
}

/**
 * Who decided takes it back; a deputy's decision may also be taken back by the course's teachers.
 * @param reason undefined where it is only asked whether they may
 */
export function decideWithdrawal(
  facts: CertificationFacts,
  actor: Actor,
  reason: string | undefined,
): { accepted: true; reason: string } | Refusal {
  if (!facts.standing) return refuse('nothing-to-withdraw', '五(三)2');
  const { certification, clause } = facts.reopening;
  if (facts.standing.decision === 'certified' && certification === 'never') {
    return refuse('certification-final', clause);
  }
  if (facts.windowRefusal) return facts.windowRefusal;
  const own = facts.standing.decidedBy === actor.personId;
  const teaches = actor.personId !== null && facts.teacherIds.includes(actor.personId);
  if (!own && !teaches) return refuse('not-certifier', '五(三)2');
  if (facts.selected) return refuse('already-selected', '六(一)');
  const said = reason === undefined ? '' : saidReason(reason, 'withdrawal-reason-length');
  return typeof said === 'string' ? { accepted: true, reason: said } : said;
}

/**
 * What a return would mean for the student now: until when a new version can be handed in, or that none can.
 * Shown in the return dialog before the teacher decides.
 */
export function effectOfReturn(
  now: Date,
  uploadCloses: Date | undefined,
): { until: Date } | { uncertified: true } {
  return uploadCloses && now < uploadCloses ? { until: uploadCloses } : { uncertified: true };
}

export function versionCertified(outcomeId: string, versionId: string): LedgerEvent {
  return { act: 'certification.certified', about: { outcomeId, versionId }, data: {} };
}

export function versionReturned(outcomeId: string, versionId: string, reason: string): LedgerEvent {
  return { act: 'certification.returned', about: { outcomeId, versionId }, data: { reason } };
}

export function certificationWithdrawn(outcomeId: string, versionId: string, reason: string): LedgerEvent {
  return { act: 'certification.withdrawn', about: { outcomeId, versionId }, data: { reason } };
}
