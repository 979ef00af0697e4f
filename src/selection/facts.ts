/** What decides about a student's choice for a round, read together: for the acts and for what the page shows. @server */
import { calendarOf } from '../calendar/store.ts';
import { type DatedWindow, decideOpen } from '../calendar/window.ts';
import { performancesOf, type StandingPerformance } from '../performances/standing-store.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import type { Rules } from '../regulation/regulation.ts';
import { capsOf } from './caps.ts';
import type { Placed } from './order.ts';
import type { PerformanceFacts } from './performance-selection.ts';
import type { RoundFacts, SelectionFacts } from './selection.ts';
import {
  chosenElsewhere,
  chosenPerformances,
  type SelectableOutcome,
  type StudentRound,
  selectableOutcomes,
} from './store.ts';
import { selectionWindow } from './window.ts';

/** The round at this moment: its rules, dates, and whether it may be chosen for. */
export interface RoundTerms extends RoundFacts {
  rules?: Rules;
  dated?: DatedWindow;
}

export async function termsOf(school: School, db: Db | Tx, round: StudentRound): Promise<RoundTerms> {
  const about = { round: { id: round.roundId, schoolYear: round.schoolYear, closed: round.closed } };
  const calendar = await calendarOf(db, round.schoolYear);
  if (isRefusal(calendar)) return { ...about, windowRefusal: calendar };
  const { rules } = calendar;
  const dated: DatedWindow | Refusal = selectionWindow(calendar, round, round);
  if (isRefusal(dated)) return { ...about, rules, windowRefusal: dated };
  return { ...about, rules, dated, windowRefusal: decideOpen(dated, await school.clock.now(db)) };
}

export interface OfOutcomes {
  facts: SelectionFacts;
  outcomes: SelectableOutcome[];
  standing: Placed[];
}

export async function outcomeFacts(db: Db | Tx, round: StudentRound, terms: RoundTerms): Promise<OfOutcomes> {
  const outcomes = await selectableOutcomes(db, round.registrationId, round.schoolYear);
  const facts: SelectionFacts = {
    ...terms,
    elsewhere: await chosenElsewhere(db, round.registrationId, round.roundId),
    outcomes: new Map(
      outcomes.map((outcome) => [
        outcome.outcomeId,
        { ...outcome, quotas: capsOf('outcome.selection', terms.rules, round, outcome) },
      ]),
    ),
  };
  const standing = outcomes
    .filter(({ roundId }) => roundId === round.roundId)
    .map(({ outcomeId, position }) => ({ id: outcomeId, position }))
    .toSorted(byPosition);
  return { facts, outcomes, standing };
}

export interface OfPerformances {
  facts: PerformanceFacts;
  /** Of the round's school year. */
  performances: StandingPerformance[];
  standing: Placed[];
}

export async function performanceFacts(
  db: Db | Tx,
  round: StudentRound,
  terms: RoundTerms,
): Promise<OfPerformances> {
  const all = await performancesOf(db, [round.registrationId]);
  const chosen = await chosenPerformances(db, round.registrationId);
  const { grade } = round;
  const facts: PerformanceFacts = {
    ...terms,
    elsewhere: chosen.filter(({ roundId }) => roundId !== round.roundId),
    performances: new Map(
      all.map(({ performanceId, schoolYear, semester }) => [
        performanceId,
        {
          schoolYear,
          semester,
          grade,
          quotas: capsOf('performance.selection', terms.rules, round, { grade, semester }),
        },
      ]),
    ),
  };
  return {
    facts,
    performances: all.filter(({ schoolYear }) => schoolYear === round.schoolYear),
    standing: chosen
      .filter(({ roundId }) => roundId === round.roundId)
      .map(({ performanceId, position }) => ({ id: performanceId, position })),
  };
}

/** What was selected before there was an order comes after what has its place. */
function byPosition(one: Placed, other: Placed): number {
  return (one.position ?? Number.MAX_SAFE_INTEGER) - (other.position ?? Number.MAX_SAFE_INTEGER);
}
