/** 提交輪次: one round to the central database is a school year x grade band x batch, with a task per division. */
import type { Actor, Appointment } from '../accounts/actor.ts';
import { appointmentFor } from '../accounts/rights.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';
import type { Division, GradeBand, Regulation } from '../regulation/regulation.ts';

export type EnrolmentKind = 'ordinary' | 'retake' | 'make-up' | 'repeat' | 'transfer' | 'visiting';

export const divisions = ['day', 'continuing'] as const;
export const gradeBands = ['one-two', 'three'] as const;

export interface RoundKey {
  schoolYear: number;
  gradeBand: GradeBand;
  batch: number;
}

/** The appointment by which the actor submits outcomes for this division (六(二)2), if any. */
export function submits(actor: Actor, division: Division, regulation: Regulation): Appointment | undefined {
  return appointmentFor(actor, 'submission.outcomes', regulation, { division });
}

/** Looking on without acting: whoever plans the calendar (教務主任) answers for all of it. */
export function mayWatch(actor: Actor, division: Division, regulation: Regulation): boolean {
  return appointmentFor(actor, 'submission.watch', regulation, { division }) !== undefined;
}

export function mayOpenRound(actor: Actor, regulation: Regulation): boolean {
  return divisions.some((division) => mayWatch(actor, division, regulation));
}

/**
 * @param facts.current the school year of today; a round is for it, the one before or the one after
 * @param facts.hasCode the layouts know a roster code for this grade band and batch
 */
export function decideRound(
  key: RoundKey,
  facts: { current: number; hasCode: boolean; exists: boolean },
): { accepted: true } | Refusal {
  if (Math.abs(key.schoolYear - facts.current) > 1) {
    return refuse('round-school-year', '國8', { schoolYear: key.schoolYear, current: facts.current });
  }
  if (!facts.hasCode) return refuse('no-roster-code', '國8', { batch: key.batch });
  if (facts.exists) return refuse('round-exists', '六(二)2');
  return { accepted: true };
}

export function roundOpened(roundId: string, key: RoundKey): LedgerEvent {
  return { act: 'submission.roundOpened', about: { roundId }, data: { ...key } };
}
