/**
 * 課程學習成果 (一件): a draft until something is handed in, then a pile of versions of which the newest stands.
 * There is no second button: a complete upload counts and waits for its teacher (五(三)1). Until it is certified
 * its student may replace or withdraw it; a certified version is nobody's to change (五(三)2).
 */
import { parseSpan } from '../calendar/date-rule.ts';
import { dayOf, shift, startOf } from '../calendar/day.ts';
import { decideInTime, type Grace } from '../calendar/deadline.ts';
import type { DatedWindow } from '../calendar/window.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { decideQuota } from '../regulation/regulation.ts';
import { type Reopening, windowAt } from '../reopening/reopening.ts';

export type OutcomeState = 'draft' | 'received' | 'certified' | 'returned' | 'withdrawn';

/** How far one outcome has come. */
export interface Standing {
  withdrawn: boolean;
  /** How many versions were handed in; 0 is a draft. */
  versions: number;
  /** The decision standing on the newest version. */
  decision: 'certified' | 'returned' | null;
}

/** A cap of the regulation with what already counts towards it, this outcome left out. */
export interface UsedQuota {
  max: number;
  used: number;
  clause: string;
}

/** What there is to know about an outcome when something is to be handed in for it. */
export interface UploadFacts extends Standing {
  /** The student takes this course no more. */
  enrolmentEnded: boolean;
  /** A refusal where the calendar does not say yet when it opens and closes. */
  window: DatedWindow | Refusal;
  /** Where it was opened again for this student after its closing (產80). */
  reopenings: readonly Reopening[];
  grace: Grace;
  /** How long after the window a returned work may still come again, as the regulation writes it: `1w`, `none`. */
  afterReturn: string;
  quotas: readonly UsedQuota[];
}

export function stateOf(outcome: Standing): OutcomeState {
  if (outcome.withdrawn) return 'withdrawn';
  if (outcome.versions === 0) return 'draft';
  return outcome.decision ?? 'received';
}

/** 五(三)1: everything handed in and not withdrawn takes a place, whatever became of it. */
export function takesPlace(outcome: Pick<Standing, 'withdrawn' | 'versions'>): boolean {
  return !outcome.withdrawn && outcome.versions > 0;
}

/**
 * May a version be handed in now? Asked three times: when the upload begins (`begunAt` is `now`), before its
 * bytes are read, and again under the student's lock when it completes.
 * @param begunAt when the upload's announcement was committed: what counts for the closing time
 */
export function decideUpload(facts: UploadFacts, begunAt: Date, now: Date): { accepted: true } | Refusal {
  const state = stateOf(facts);
  if (state === 'withdrawn') return refuse('outcome-withdrawn', '五(三)1');
  if (state === 'certified') return refuse('outcome-certified', '五(三)2');
  if (facts.enrolmentEnded && facts.versions === 0) return refuse('enrolment-ended', '五(三)1');
  const shut = windowRefusal(facts, begunAt, now);
  if (shut) return shut;
  // A new version of what already counts takes no new place.
  const full = takesPlace(facts) ? undefined : firstFull(facts.quotas);
  return full ?? { accepted: true };
}

/** When the window ends for this outcome: its closing, later for returned work where the regulation gives time. */
export function closesFor(facts: Standing & Pick<UploadFacts, 'afterReturn'>, dated: DatedWindow): Date {
  const { closes } = dated.window;
  const span = stateOf(facts) === 'returned' ? parseSpan(facts.afterReturn) : undefined;
  if (!span) return closes;
  const day = dayOf(closes);
  const timeOfDay = closes.getTime() - startOf(day).getTime();
  return new Date(startOf(shift(day, span.count, span.unit)).getTime() + timeOfDay);
}

function windowRefusal(facts: UploadFacts, begunAt: Date, now: Date): Refusal | undefined {
  if (isRefusal(facts.window)) return facts.window;
  const open = windowAt(facts.window, facts.reopenings, begunAt);
  const closes = closesFor(facts, open);
  const dated = { ...open, window: { opens: open.window.opens, closes } };
  return decideInTime(dated, facts.grace, begunAt, now);
}

/** The reopening that let an upload in, begun when it was; undefined within the general window, or returned work's time. */
export function lateBy(facts: UploadFacts, begunAt: Date): Reopening | undefined {
  if (isRefusal(facts.window) || begunAt < closesFor(facts, facts.window)) return undefined;
  return windowAt(facts.window, facts.reopenings, begunAt).reopening;
}

function firstFull(quotas: readonly UsedQuota[]): Refusal | undefined {
  return quotas.map((quota) => decideQuota(quota, quota.used)).find((refusal) => refusal !== undefined);
}

/** A private draft, or the draft of the next version: free of window and quota. */
export function decideDraft(facts: Standing & { enrolmentEnded: boolean }): { accepted: true } | Refusal {
  const state = stateOf(facts);
  if (state === 'withdrawn') return refuse('outcome-withdrawn', '五(三)1');
  if (state === 'certified') return refuse('outcome-certified', '五(三)2');
  if (facts.enrolmentEnded && facts.versions === 0) return refuse('enrolment-ended', '五(三)1');
  return { accepted: true };
}

/** What of a draft another window has saved since this one looked: told, never written over unseen. */
export function decideDraftSeen(
  stands: { description: string; savedAt: Date } | undefined,
  { description: wanted, seen }: { description: string; seen: string | null },
): { accepted: true } | Refusal {
  // The same words once more are a save whose answer got lost.
  if (!stands || stands.description === wanted) return { accepted: true };
  if (seen !== null && Date.parse(seen) === stands.savedAt.getTime()) return { accepted: true };
  return draftChanged({ description: stands.description, savedAt: stands.savedAt.toISOString() });
}

/** Said by the server to the later save, and by a page that sees it before it saves. */
export function draftChanged(stands: { description: string; savedAt: string }): Refusal {
  return refuse('draft-changed', '產5', stands);
}

/**
 * Handing in is voluntary (國5), so taking back needs no window; only a certification holds an outcome fast,
 * until its certifier takes that back.
 */
export function decideWithdraw(facts: Standing): { accepted: true } | Refusal {
  const state = stateOf(facts);
  if (state === 'withdrawn') return refuse('outcome-withdrawn', '五(三)1');
  if (state === 'certified') return refuse('outcome-certified', '五(三)2');
  return { accepted: true };
}

/** Somebody else's outcome is as little there as one that never was. */
export function notFound(): Refusal {
  return refuse('not-found', '五(三)1');
}

export type StudentAct = 'edit' | 'upload' | 'withdraw';

/** What its student may do with an outcome at this moment: the same decisions that guard the acts. */
export function studentMay(facts: UploadFacts, now: Date): StudentAct[] {
  return [
    ...('accepted' in decideDraft(facts) ? (['edit'] as const) : []),
    ...('accepted' in decideUpload(facts, now, now) ? (['upload'] as const) : []),
    ...('accepted' in decideWithdraw(facts) ? (['withdraw'] as const) : []),
  ];
}
