/**
 * 勾選: which certified outcomes go to the central database. At most so many a school year over all of
 * its rounds (六(一), 國6); only certified ones; each at most once and only in rounds of its own school year;
 * free to change until the window ends, then frozen. Choosing is voluntary (國5).
 */
import type { LedgerEvent } from '../ledger/event.ts';
import { type Place, usedQuotas } from '../outcomes/places.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import type { Quota } from '../regulation/regulation.ts';
import { changeBetween, type OrderChange, type Placed } from './order.ts';

/** What outcomes and performances share: the round and whether it may be chosen for. */
export interface RoundFacts {
  round: { id: string; schoolYear: number; closed: boolean };
  /** The refusal of the selection window at this moment, if it is shut. */
  windowRefusal?: Refusal;
}

export interface SelectionFacts extends RoundFacts {
  /** What stands selected in other rounds, of whatever school year: frozen, and still counted. */
  elsewhere: readonly Chosen[];
  /** Every outcome of the student in the round's school year, by id. */
  outcomes: ReadonlyMap<string, Selectable>;
}

export interface Chosen extends Place {
  outcomeId: string;
}

interface Selectable extends Place {
  certified: boolean;
  withdrawn: boolean;
  /** The caps that hold for it, e.g. 6 per school year. Several may hold at once. */
  quotas: readonly Quota[];
}

export function decideRound({ round, windowRefusal }: RoundFacts): { accepted: true } | Refusal {
  if (round.closed) return refuse('round-closed', '六(一)');
  return windowRefusal ?? { accepted: true };
}

/**
 * The whole wish, in its order, replaces what stood in this round.
 * @returns what to add, move and end, or why the wish cannot be granted (then nothing changes)
 */
export function decideSelection(
  wished: readonly string[],
  standing: readonly Placed[],
  facts: SelectionFacts,
): OrderChange | Refusal {
  const open = decideRound(facts);
  if (isRefusal(open)) return open;
  const wish = new Set(wished);
  for (const outcomeId of wish) {
    const outcome = facts.outcomes.get(outcomeId);
    if (!outcome || outcome.withdrawn) return refuse('not-found', '六(一)');
    if (outcome.schoolYear !== facts.round.schoolYear) {
      return refuse('other-school-year', '六(一)', { schoolYear: facts.round.schoolYear });
    }
    if (!outcome.certified) return refuse('not-certified', '國6');
    if (facts.elsewhere.some((chosen) => chosen.outcomeId === outcomeId))
      return refuse('selected-elsewhere', '六(一)');
  }
  const over = firstOver([...wish], facts);
  if (over) return refuse('quota-full', over.clause, { max: over.max, used: over.used });
  return changeBetween(wished, standing);
}

/** The first cap that the wish, together with what stands elsewhere, would pass. */
function firstOver(wish: readonly string[], { outcomes, elsewhere }: SelectionFacts) {
  const wished = wish.flatMap((outcomeId) => outcomes.get(outcomeId) ?? []);
  const all = [...wished, ...elsewhere];
  return wished.flatMap((one) => usedQuotas(one.quotas, one, all)).find(({ used, max }) => used > max);
}

/** `moved` only changed their places in the student's order. */
export function selectionChanged(
  of: 'outcomes' | 'performances',
  roundId: string,
  { add, move, end }: OrderChange,
): LedgerEvent {
  const ids = (placed: readonly Placed[]) => placed.map(({ id }) => id);
  return {
    act: of === 'outcomes' ? 'selection.changed' : 'selection.performancesChanged',
    about: { roundId },
    data: { added: ids(add), moved: ids(move), ended: end },
  };
}
