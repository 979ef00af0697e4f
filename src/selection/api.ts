/** The student's choice for a round: outcomes and performances, in the student's own order. */
import { type Route, route, type SignedIn } from '../accounts/route.ts';
import { record } from '../ledger/record.ts';
import { lockStudents } from '../outcomes/store.ts';
import { inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { lockRound } from '../submission/round-store.ts';
import { yearlyCap } from './caps.ts';
import { routes as classes } from './class-api.ts';
import { chooseOutcomes, choosePerformances, mySelections } from './contract.ts';
import { outcomeFacts, performanceFacts, type RoundTerms, termsOf } from './facts.ts';
import { changesNothing, type OrderChange } from './order.ts';
import { decidePerformances } from './performance-selection.ts';
import { roundAnswer } from './round-answer.ts';
import { decideSelection, selectionChanged } from './selection.ts';
import { roundsOf, type StudentRound, saveChange } from './store.ts';

export const routes: Route[] = [
  ...classes,
  route(mySelections, async ({ school, actor }) => {
    const rounds = await roundsOf(school.db, registrationsOf(actor));
    return { rounds: await Promise.all(rounds.map((round) => roundAnswer(school, round))) };
  }),

  route(chooseOutcomes, async ({ school, actor, params, body }) =>
    choosing(school, actor, params.roundId, async (tx, round, terms) => {
      const { facts, standing } = await outcomeFacts(tx, round, terms);
      const decided = decideSelection(body.outcomeIds, standing, facts);
      if (isRefusal(decided)) return decided;
      await save(tx, school, actor, round, 'outcomes', decided);
      return left(body.outcomeIds, yearlyCap('outcome.selection', round, terms, facts.elsewhere));
    }),
  ),

  route(choosePerformances, async ({ school, actor, params, body }) =>
    choosing(school, actor, params.roundId, async (tx, round, terms) => {
      const { facts, standing } = await performanceFacts(tx, round, terms);
      const decided = decidePerformances(body.performanceIds, standing, facts);
      if (isRefusal(decided)) return decided;
      await save(tx, school, actor, round, 'performances', decided);
      return left(body.performanceIds, yearlyCap('performance.selection', round, terms, facts.elsewhere));
    }),
  ),
];

/** One's own round, under its lock and the student's. */
async function choosing<Answered>(
  school: School,
  actor: SignedIn,
  roundId: string,
  decideAndSave: (tx: Tx, round: StudentRound, terms: RoundTerms) => Promise<Answered | Refusal>,
) {
  return inTransaction(school.db, async (tx) => {
    const round = (await roundsOf(tx, registrationsOf(actor))).find((one) => one.roundId === roundId);
    if (!round) return refuse('not-found', '六(一)');
    await lockRound(tx, round.roundId, 'choosing');
    await lockStudents(tx, [round.registrationId]);
    return decideAndSave(tx, round, await termsOf(school, tx, round));
  });
}

async function save(
  tx: Tx,
  school: School,
  actor: SignedIn,
  { roundId, registrationId }: StudentRound,
  of: 'outcomes' | 'performances',
  change: OrderChange,
): Promise<void> {
  if (changesNothing(change)) return;
  const written = await saveChange(
    tx,
    of,
    { roundId, registrationId, at: await school.clock.now(tx) },
    change,
  );
  await record(tx, actor, selectionChanged(of, roundId, change), written, school.clock);
}

function left(wished: readonly string[], { max, elsewhere }: { max: number | null; elsewhere: number }) {
  const selected = new Set(wished).size;
  return { selected, remaining: max === null ? null : max - selected - elsewhere };
}

function registrationsOf(actor: SignedIn): string[] {
  return actor.registrations.map(({ id }) => id);
}
