/**
 * 勾選多元表現: at most so many a school year over all of its rounds (六(一), 國6); what was handed in and not taken
 * back; each at most once and only in rounds of its own school year. What stands selected is kept as it is.
 */
import { type Place, usedQuotas } from '../performances/places.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import type { Quota } from '../regulation/regulation.ts';
import { changeBetween, type OrderChange, type Placed } from './order.ts';
import { decideRound, type RoundFacts } from './selection.ts';

export interface PerformanceFacts extends RoundFacts {
  /** What stands selected in other rounds, of whatever school year: frozen, and still counted. */
  elsewhere: readonly ChosenPerformance[];
  /** Every performance of the student that counts, of whatever school year, by id. */
  performances: ReadonlyMap<string, Place & { quotas: readonly Quota[] }>;
}

export interface ChosenPerformance extends Place {
  performanceId: string;
}

/** The whole wish, in its order, replaces what stood in this round. */
export function decidePerformances(
  wished: readonly string[],
  standing: readonly Placed[],
  facts: PerformanceFacts,
): OrderChange | Refusal {
  const open = decideRound(facts);
  if (isRefusal(open)) return open;
  const wish = new Set(wished);
  for (const performanceId of wish) {
    const performance = facts.performances.get(performanceId);
    if (!performance) return refuse('not-found', '六(一)');
    if (performance.schoolYear !== facts.round.schoolYear)
      return refuse('other-school-year', '六(一)', { schoolYear: facts.round.schoolYear });
    if (facts.elsewhere.some((chosen) => chosen.performanceId === performanceId))
      return refuse('selected-elsewhere', '六(一)');
  }
  const over = firstOver([...wish], facts);
  if (over) return refuse('quota-full', over.clause, { max: over.max, used: over.used });
  return changeBetween(wished, standing);
}

/** The first cap that the wish, together with what stands elsewhere, would pass. */
function firstOver(wish: readonly string[], { performances, elsewhere }: PerformanceFacts) {
  const wished = wish.flatMap((performanceId) => performances.get(performanceId) ?? []);
  const all = [...wished, ...elsewhere];
  return wished.flatMap((one) => usedQuotas(one.quotas, one, all)).find(({ used, max }) => used > max);
}
