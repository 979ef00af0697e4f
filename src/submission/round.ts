/** 提交輪次: one round to the central database is a school year x grade band x batch, with a task per division. */
import { type Actor, type Appointment, type Division, holds } from '../accounts/actor.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';

export type { Division };
export type GradeBand = 'one-two' | 'three';
export type EnrolmentKind = 'ordinary' | 'retake' | 'make-up' | 'repeat' | 'transfer' | 'visiting';

export const divisions = ['day', 'continuing'] as const;
export const gradeBands = ['one-two', 'three'] as const;

export interface RoundKey {
  schoolYear: number;
  gradeBand: GradeBand;
  batch: number;
}

/** 六(二)2: outcomes are submitted by 註冊組 for the day division, by 進修部教務組 for the continuing one. */
const officeOf: Record<Division, string> = { day: 'registrar', continuing: 'continuing-academic' };

/** The appointment by which the actor submits for this division, if any. */
export function submits(actor: Actor, division: Division): Appointment | undefined {
  return holds(actor, officeOf[division], division);
}

export function maySubmit(actor: Actor, division: Division): boolean {
  return submits(actor, division) !== undefined;
}

/** Looking on without acting: 教務主任 answers for all of it. */
export function mayWatch(actor: Actor, division: Division): boolean {
  return maySubmit(actor, division) || holds(actor, 'academic-director') !== undefined;
}

export function mayOpenRound(actor: Actor): boolean {
  return (
    divisions.some((division) => maySubmit(actor, division)) ||
    holds(actor, 'academic-director') !== undefined
  );
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
