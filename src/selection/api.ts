/** The student's choice for a round. */
import { type Route, route, type SignedIn } from '../accounts/route.ts';
import { calendarOf } from '../calendar/store.ts';
import { decideOpen } from '../calendar/window.ts';
import { record } from '../ledger/record.ts';
import { lockStudents } from '../outcomes/store.ts';
import { type Db, inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { quotasFor } from '../regulation/regulation.ts';
import { chooseOutcomes, mySelections } from './contract.ts';
import { decideSelection, type SelectionFacts, selectionChanged } from './selection.ts';
import {
  roundsOf,
  type SelectableOutcome,
  type StudentRound,
  select,
  selectableOutcomes,
  unselect,
} from './store.ts';

export const routes: Route[] = [
  route(mySelections, async ({ school, actor }) => {
    const rounds = await roundsOf(school.db, registrationsOf(actor));
    return { rounds: await Promise.all(rounds.map((round) => roundAnswer(school, round))) };
  }),

  route(chooseOutcomes, async ({ school, actor, params, body }) =>
    inTransaction(school.db, async (tx) => {
      const round = (await roundsOf(tx, registrationsOf(actor))).find(
        (one) => one.roundId === params.roundId,
      );
      if (!round) return refuse('not-found', '六(一)');
      await lockStudents(tx, [round.registrationId]);
      const { facts, standing } = await factsOf(school, tx, round);
      const decided = decideSelection(body.outcomeIds, standing, facts);
      if (isRefusal(decided)) return decided;
      const at = await school.clock.now(tx);
      const where = { roundId: round.roundId, registrationId: round.registrationId, at };
      const rows = [
        ...(await unselect(tx, { ...where, outcomeIds: decided.end })),
        ...(await select(tx, { ...where, outcomeIds: decided.add })),
      ];
      if (rows.length > 0) {
        const event = selectionChanged(round.roundId, decided.add, decided.end);
        const written = rows.map((id) => ({ table: 'selection', id }));
        await record(tx, actor, event, written, { offsetMs: school.clock.offsetMs });
      }
      const selected = new Set(body.outcomeIds).size;
      const max = leastMax(facts);
      return { selected, remaining: max === null ? null : max - selected - facts.elsewhere.length };
    }),
  ),
];

async function factsOf(school: School, db: Db | Tx, round: StudentRound) {
  const outcomes = await selectableOutcomes(db, round.registrationId, round.schoolYear);
  const { rules, dated, windowRefusal } = await windowFacts(school, db, round);
  const facts: SelectionFacts = {
    round: { id: round.roundId, schoolYear: round.schoolYear, closed: round.closed },
    windowRefusal,
    quotas: rules
      ? quotasFor(rules, 'outcome.selection', { grade: round.grade, division: round.division })
      : [],
    elsewhere: idsIn(outcomes, (roundId) => roundId !== null && roundId !== round.roundId),
    outcomes: new Map(outcomes.map((outcome) => [outcome.outcomeId, outcome])),
  };
  return { facts, dated, outcomes, standing: idsIn(outcomes, (roundId) => roundId === round.roundId) };
}

async function windowFacts(school: School, db: Db | Tx, round: StudentRound) {
  const calendar = await calendarOf(db, round.schoolYear, 1);
  if (isRefusal(calendar)) return { windowRefusal: calendar };
  const { schoolYear, division, grade, gradeBand, batch } = round;
  const dated = calendar.windowOf('selection', { schoolYear, division, grade, gradeBand, batch });
  if (isRefusal(dated)) return { rules: calendar.rules, windowRefusal: dated };
  return { rules: calendar.rules, dated, windowRefusal: decideOpen(dated, await school.clock.now(db)) };
}

async function roundAnswer(school: School, round: StudentRound) {
  const { facts, dated, outcomes, standing } = await factsOf(school, school.db, round);
  const open = !facts.windowRefusal && !round.closed;
  return {
    roundId: round.roundId,
    schoolYear: round.schoolYear,
    batch: round.batch,
    opens: dated?.window.opens?.toISOString() ?? null,
    closes: dated?.window.closes.toISOString() ?? null,
    clause: dated?.clause ?? facts.windowRefusal?.clause ?? '附錄',
    open,
    max: leastMax(facts),
    used: standing.length + facts.elsewhere.length,
    outcomes: outcomes
      .filter((outcome) => !outcome.withdrawn)
      .map((outcome) => ({
        outcomeId: outcome.outcomeId,
        subject: outcome.subject,
        semester: outcome.semester,
        description: outcome.description,
        handedInAt: outcome.handedInAt.toISOString(),
        certified: outcome.certified,
        waitingFor: outcome.certified || outcome.returned ? [] : outcome.teachers,
        returned: outcome.returned,
        selected: outcome.roundId !== null,
        frozen: outcome.roundId !== null && outcome.roundId !== round.roundId,
      })),
    may: open ? (['select'] as const).slice() : [],
  };
}

function leastMax(facts: SelectionFacts): number | null {
  return facts.quotas.length === 0 ? null : Math.min(...facts.quotas.map((quota) => quota.max));
}

function idsIn(
  outcomes: readonly SelectableOutcome[],
  wanted: (roundId: string | null) => boolean,
): string[] {
  return outcomes.filter((outcome) => wanted(outcome.roundId)).map((outcome) => outcome.outcomeId);
}

function registrationsOf(actor: SignedIn): string[] {
  return actor.registrations.map((registration) => registration.id);
}
