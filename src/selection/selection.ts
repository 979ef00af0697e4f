/**
 * 勾選: which certified outcomes go to the central database. At most so many a school year over all of
 * its rounds (六(一), 國6); only certified ones; each at most once and only in rounds of its own school year;
 * free to change until the window ends, then frozen. Choosing is voluntary (國5).
 */
import type { LedgerEvent } from '../ledger/event.ts';
import { type Refusal, refuse } from '../regulation/refusal.ts';

export interface SelectionFacts {
  round: { id: string; schoolYear: number; closed: boolean };
  /** The refusal of the selection window at this moment, if it is shut. */
  windowRefusal?: Refusal;
  /** The caps of the regulation in force, e.g. 6 per school year. Several may hold at once. */
  quotas: readonly { max: number; clause: string }[];
  /** What stands selected in other rounds of the same school year: frozen, and still counted. */
  elsewhere: readonly string[];
  /** Every outcome of the student that the wish names, by id. */
  outcomes: ReadonlyMap<string, { schoolYear: number; certified: boolean; withdrawn: boolean }>;
}

/**
 * The whole wish replaces what stood in this round.
 * @returns what to add and what to end, or why the wish cannot be granted (then nothing changes)
 */
export function decideSelection(
  wished: readonly string[],
  standing: readonly string[],
  facts: SelectionFacts,
): { add: string[]; end: string[] } | Refusal {
  if (facts.round.closed) return refuse('round-closed', '六(一)');
  if (facts.windowRefusal) return facts.windowRefusal;
  const wish = new Set(wished);
  for (const outcomeId of wish) {
    const outcome = facts.outcomes.get(outcomeId);
    if (!outcome || outcome.withdrawn) return refuse('not-found', '六(一)');
    if (outcome.schoolYear !== facts.round.schoolYear) {
      return refuse('other-school-year', '六(一)', { schoolYear: facts.round.schoolYear });
    }
    if (!outcome.certified) return refuse('not-certified', '國6');
    if (facts.elsewhere.includes(outcomeId)) return refuse('selected-elsewhere', '六(一)');
  }
  const total = wish.size + facts.elsewhere.length;
  const over = facts.quotas.find((quota) => total > quota.max);
  if (over) return refuse('quota-full', over.clause, { max: over.max, used: total });
  return {
    add: [...wish].filter((outcomeId) => !standing.includes(outcomeId)),
    end: standing.filter((outcomeId) => !wish.has(outcomeId)),
  };
}

export function selectionChanged(
  roundId: string,
  added: readonly string[],
  ended: readonly string[],
): LedgerEvent {
  return { act: 'selection.changed', about: { roundId }, data: { added, ended } };
}
