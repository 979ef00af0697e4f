/** The student's choice for a round. */
import { type Route, route, type SignedIn } from '../accounts/route.ts';
import { calendarOf } from '../calendar/store.ts';
import { decideOpen } from '../calendar/window.ts';
import { record } from '../ledger/record.ts';
import { lockStudents } from '../outcomes/store.ts';
import { type Db, inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { quotasFor, type Rules } from '../regulation/regulation.ts';
import { lockRound } from '../submission/round-store.ts';
import { chooseOutcomes, mySelections } from './contract.ts';
import { decideSelection, type SelectionFacts, selectionChanged } from './selection.ts';
import {
  chosenElsewhere,
  roundsOf,
  type SelectableOutcome,
  type StudentRound,
  select,
  selectableOutcomes,
  unselect,
} from './store.ts';
import { selectionWindow } from './window.ts';

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
      await lockRound(tx, round.roundId, 'choosing');
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
      const { max, elsewhere } = yearlyCap(facts);
      return { selected, remaining: max === null ? null : max - selected - elsewhere };
    }),
  ),
];

async function factsOf(school: School, db: Db | Tx, round: StudentRound) {
  const outcomes = await selectableOutcomes(db, round.registrationId, round.schoolYear);
  const { rules, dated, windowRefusal } = await windowFacts(school, db, round);
  const facts: SelectionFacts = {
    round: { id: round.roundId, schoolYear: round.schoolYear, closed: round.closed },
    windowRefusal,
    elsewhere: await chosenElsewhere(db, round.registrationId, round.roundId),
    outcomes: new Map(
      outcomes.map((outcome) => [
        outcome.outcomeId,
        { ...outcome, quotas: rules ? capsOf(rules, round, outcome) : [] },
      ]),
    ),
  };
  return { facts, dated, outcomes, standing: idsIn(outcomes, (roundId) => roundId === round.roundId) };
}

function capsOf(rules: Rules, { division, batch }: StudentRound, { grade, semester }: SelectableOutcome) {
  return quotasFor(rules, 'outcome.selection', { grade, semester, division, batch });
}

async function windowFacts(school: School, db: Db | Tx, round: StudentRound) {
  const calendar = await calendarOf(db, round.schoolYear);
  if (isRefusal(calendar)) return { windowRefusal: calendar };
  const dated = selectionWindow(calendar, round, round);
  if (isRefusal(dated)) return { rules: calendar.rules, windowRefusal: dated };
  return { rules: calendar.rules, dated, windowRefusal: decideOpen(dated, await school.clock.now(db)) };
}

async function roundAnswer(school: School, round: StudentRound) {
  const { facts, dated, outcomes, standing } = await factsOf(school, school.db, round);
  const open = !facts.windowRefusal && !round.closed;
  const { max, elsewhere } = yearlyCap(facts);
  return {
    roundId: round.roundId,
    schoolYear: round.schoolYear,
    batch: round.batch,
    opens: dated?.window.opens?.toISOString() ?? null,
    closes: dated?.window.closes.toISOString() ?? null,
    clause: dated?.clause ?? facts.windowRefusal?.clause ?? '附錄',
    open,
    max,
    used: standing.length + elsewhere,
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

/** The cap on the whole school year and what other rounds have taken of it; other caps are said when they refuse. */
function yearlyCap({ round, outcomes, elsewhere }: SelectionFacts): {
  max: number | null;
  elsewhere: number;
} {
  const yearly = [...outcomes.values()]
    .flatMap(({ quotas }) => quotas)
    .filter(({ per, when }) => !when && per.every((by) => by === 'student' || by === 'schoolYear'));
  return {
    max: yearly.length === 0 ? null : Math.min(...yearly.map((quota) => quota.max)),
    elsewhere: elsewhere.filter(({ schoolYear }) => schoolYear === round.schoolYear).length,
  };
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
