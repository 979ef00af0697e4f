/** A round as its student sees it: what may be chosen, what stands chosen, in what order. @server */
import { categoryOf, nameOf } from '../performances/category.ts';
import { licenceNames } from '../performances/licence-store.ts';
import type { StandingPerformance } from '../performances/standing-store.ts';
import type { AnswerOf } from '../platform/contract.ts';
import type { Db } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { yearlyCap } from './caps.ts';
import type { mySelections } from './contract.ts';
import { outcomeFacts, performanceFacts, termsOf } from './facts.ts';
import type { SelectableOutcome, StudentRound } from './store.ts';

type Answer = AnswerOf<typeof mySelections>['rounds'][number];

export async function roundAnswer(school: School, round: StudentRound): Promise<Answer> {
  const terms = await termsOf(school, school.db, round);
  const ofOutcomes = await outcomeFacts(school.db, round, terms);
  const ofPerformances = await performanceFacts(school.db, round, terms);
  const { dated, windowRefusal } = terms;
  const open = !windowRefusal && !round.closed;
  const outcomeCap = yearlyCap('outcome.selection', round, terms, ofOutcomes.facts.elsewhere);
  const { elsewhere } = ofPerformances.facts;
  const performanceCap = yearlyCap('performance.selection', round, terms, elsewhere);
  const order = {
    outcomes: ofOutcomes.standing.map(({ id }) => id),
    performances: ofPerformances.standing.map(({ id }) => id),
  };
  const frozen = new Set(elsewhere.map(({ performanceId }) => performanceId));
  return {
    roundId: round.roundId,
    schoolYear: round.schoolYear,
    batch: round.batch,
    opens: dated?.window.opens?.toISOString() ?? null,
    closes: dated?.window.closes.toISOString() ?? null,
    clause: dated?.clause ?? windowRefusal?.clause ?? '附錄',
    open,
    max: outcomeCap.max,
    used: order.outcomes.length + outcomeCap.elsewhere,
    outcomes: ofOutcomes.outcomes
      .filter(({ withdrawn }) => !withdrawn)
      .map((outcome) => shownOutcome(outcome, round)),
    performances: {
      max: performanceCap.max,
      used: order.performances.length + performanceCap.elsewhere,
      listed: await shownPerformances(school.db, ofPerformances.performances, order.performances, frozen),
    },
    order,
    may: open ? ['select'] : [],
  };
}

function shownOutcome(outcome: SelectableOutcome, round: StudentRound): Answer['outcomes'][number] {
  const { outcomeId, subject, semester, description, files, certified, returned, roundId } = outcome;
  return {
    outcomeId,
    subject,
    semester,
    description,
    files,
    handedInAt: outcome.handedInAt.toISOString(),
    certified,
    waitingFor: certified || returned ? [] : outcome.teachers,
    returned,
    selected: roundId !== null,
    frozen: roundId !== null && roundId !== round.roundId,
  };
}

async function shownPerformances(
  db: Db,
  performances: readonly StandingPerformance[],
  chosen: readonly string[],
  frozen: ReadonlySet<string>,
): Promise<Answer['performances']['listed']> {
  const codes = performances.flatMap(({ fields }) => Object.values(fields));
  const names = await licenceNames(db, codes, { retired: true });
  return performances.map(({ performanceId, category, fields, description, link, files, handedInAt }) => ({
    performanceId,
    category,
    name: nameOf(categoryOf(category), fields, (code) => names.get(code)),
    description,
    link,
    files: files.map(({ name }) => name),
    handedInAt,
    selected: frozen.has(performanceId) || chosen.includes(performanceId),
    frozen: frozen.has(performanceId),
  }));
}
