/**
 * 多元表現 (一件): a draft until it is handed in, then a pile of versions of which the newest stands. Nobody certifies
 * it; it counts in the school year in which it was first handed in, and may be edited while that year's window is
 * open (五(四)).
 */
import { decideInTime, type Grace } from '../calendar/deadline.ts';
import type { DatedWindow } from '../calendar/window.ts';
import type { UsedQuota } from '../outcomes/outcome.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { decideQuota } from '../regulation/regulation.ts';

export const performanceClause = '五(四)';

export type PerformanceState = 'draft' | 'handed-in' | 'withdrawn';

/** How far one performance has come. */
export interface Standing {
  withdrawn: boolean;
  /** How many versions were handed in; 0 is a draft. */
  versions: number;
  /** It stands selected for the central database: kept as it is until it is unselected (六(一)). */
  selected: boolean;
}

/** What there is to know about a performance when it is to be handed in. */
export interface HandInFacts extends Standing {
  /** Of the school year it counts in; a refusal where the calendar does not say yet. */
  window: DatedWindow | Refusal;
  grace: Grace;
  quotas: readonly UsedQuota[];
}

export function stateOf({ withdrawn, versions }: Omit<Standing, 'selected'>): PerformanceState {
  if (withdrawn) return 'withdrawn';
  return versions === 0 ? 'draft' : 'handed-in';
}

/**
 * May a version be handed in now? Asked when it begins (`begunAt` is `now`), before its bytes are read, and again
 * under the student's lock when it completes.
 */
export function decideHandIn(facts: HandInFacts, begunAt: Date, now: Date): { accepted: true } | Refusal {
  const kept = decideChange(facts);
  if (isRefusal(kept)) return kept;
  if (isRefusal(facts.window)) return facts.window;
  const late = decideInTime(facts.window, facts.grace, begunAt, now);
  if (late) return late;
  // A new version of what already counts takes no new place.
  const full = facts.versions > 0 ? undefined : firstFull(facts.quotas);
  return full ?? { accepted: true };
}

function firstFull(quotas: readonly UsedQuota[]): Refusal | undefined {
  return quotas.map((quota) => decideQuota(quota, quota.used)).find((refusal) => refusal !== undefined);
}

/** Handing in is voluntary (國5), so a draft and taking back need no window. */
export function decideChange({
  withdrawn,
  selected,
}: Pick<Standing, 'withdrawn' | 'selected'>): { accepted: true } | Refusal {
  if (withdrawn) return refuse('performance-withdrawn', '五(四)');
  return selected ? refuse('performance-selected', '六(一)') : { accepted: true };
}

/** A post of the school's own record is offered once; withdrawn, it may be taken over anew. */
export function decideTakeOver(post: { taken: boolean } | undefined): { accepted: true } | Refusal {
  if (!post) return notFound();
  return post.taken ? refuse('performance-post-taken', '五(四)') : { accepted: true };
}

/** Somebody else's performance is as little there as one that never was. */
export function notFound(): Refusal {
  return refuse('not-found', '五(四)');
}

export type StudentAct = 'edit' | 'hand-in' | 'withdraw';

/** What its student may do at this moment: the same decisions that guard the acts. */
export function studentMay(facts: HandInFacts, now: Date): StudentAct[] {
  const change = 'accepted' in decideChange(facts);
  return [
    ...(change ? (['edit'] as const) : []),
    ...('accepted' in decideHandIn(facts, now, now) ? (['hand-in'] as const) : []),
    ...(change ? (['withdraw'] as const) : []),
  ];
}
