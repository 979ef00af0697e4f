/** The schedule and its dates. Anyone may read it; 教務主任 plans it (四). */
import type { Actor } from '../accounts/actor.ts';
import { appointmentFor } from '../accounts/rights.ts';
import { openRoute, type Route, route } from '../accounts/route.ts';
import { record } from '../ledger/record.ts';
import { inTransaction } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import type { Rules } from '../regulation/regulation.ts';
import { rulesFor } from '../regulation/store.ts';
import { calendarDates, enterDate, moveWindow, previewDate, ruleWindowAgain, schedule } from './contract.ts';
import { dayOf, semesterOf } from './day.ts';
import { dateEntered, roundEvents, semesterEvents, windowMoved, windowRuledAgain } from './event.ts';
import { routes as feedRoutes } from './feed-api.ts';
import { keysOf, movesOf, windowAnswer } from './schedule.ts';
import { enterEvent, enterOverride, eventsOf, overridesOf, revokeOverride, schoolYears } from './store.ts';
import { type CalendarEvent, decideOverride, type WindowKey } from './window.ts';

export const routes: Route[] = [
  ...feedRoutes,

  openRoute(schedule, async ({ school, actor, query }) => {
    const now = await school.clock.now(school.db);
    const current = semesterOf(dayOf(now));
    const schoolYear = query.schoolYear ?? current.schoolYear;
    const known = await knownOf(school, schoolYear);
    if (isRefusal(known)) return known;
    const { rulesOf, events, overrides } = known;
    return {
      now: now.toISOString(),
      schoolYear,
      semester: current.semester,
      schoolYears: await schoolYears(school.db, current.schoolYear),
      windows: keysOf(rulesOf, schoolYear, events, overrides).flatMap(({ of, key }) => {
        const rules = rulesOf(key);
        return rules ? [windowAnswer(rules, events, overrides, of, key)] : [];
      }),
      may: mayPlan(actor, known.rules) ? (['date', 'move'] as const).slice() : [],
    };
  }),

  route(calendarDates, async ({ school, actor, query }) => {
    const { schoolYear } = query.schoolYear
      ? { schoolYear: query.schoolYear }
      : semesterOf(dayOf(await school.clock.now(school.db)));
    const known = await plannedBy(school, actor, schoolYear);
    if (isRefusal(known)) return known;
    return {
      schoolYear,
      dates: known.events.map(({ id, at, on, ...event }) => ({
        ...event,
        eventId: id,
        on: on ?? null,
        at: at?.toISOString() ?? null,
      })),
      semesterEvents: [...semesterEvents],
      roundEvents: [...roundEvents],
    };
  }),

  route(previewDate, async ({ school, actor, body }) => {
    const known = await plannedBy(school, actor, body.key.schoolYear);
    if (isRefusal(known)) return known;
    const event = eventOf(body);
    return isRefusal(event) ? event : { moves: movesOf(known.rulesOf, known.events, known.overrides, event) };
  }),

  route(enterDate, async ({ school, actor, body }) => {
    const known = await plannedBy(school, actor, body.key.schoolYear);
    if (isRefusal(known)) return known;
    const event = eventOf(body);
    if (isRefusal(event)) return event;
    return inTransaction(school.db, async (tx) => {
      const at = await school.clock.now(tx);
      const { id, replaced } = await enterEvent(tx, event, { by: actor.personId, at });
      const rows = [id, replaced].flatMap((row) => (row ? [{ table: 'calendar_event', id: row }] : []));
      await record(tx, actor, dateEntered(id, event, body.reason.trim()), rows, school.clock);
      return { eventId: id };
    });
  }),

  route(moveWindow, async ({ school, actor, body }) => {
    const known = await plannedBy(school, actor, body.key.schoolYear);
    if (isRefusal(known)) return known;
    const { of, key, reason } = body;
    const wished = {
      opens: body.opens === null ? null : new Date(body.opens),
      closes: new Date(body.closes),
    };
    const refused = decideOverride(known.rules.national, known.events, of, key, wished, reason);
    if (refused) return refused;
    return inTransaction(school.db, async (tx) => {
      const at = await school.clock.now(tx);
      const override = { of, ...key, ...wished, reason: reason.trim() };
      const { id, replaced } = await enterOverride(tx, override, { by: actor.personId, at });
      const rows = [id, replaced].flatMap((row) => (row ? [{ table: 'window_override', id: row }] : []));
      await record(tx, actor, windowMoved(id, of, key, override.reason), rows, school.clock);
      return { overrideId: id };
    });
  }),

  route(ruleWindowAgain, async ({ school, actor, body }) => {
    const known = await plannedBy(school, actor, body.key.schoolYear);
    if (isRefusal(known)) return known;
    return inTransaction(school.db, async (tx) => {
      const at = await school.clock.now(tx);
      const overrideId = await revokeOverride(tx, { of: body.of, ...body.key }, at);
      if (!overrideId) return refuse('not-found', '四');
      const event = windowRuledAgain(overrideId, body.of, body.key);
      await record(tx, actor, event, [{ table: 'window_override', id: overrideId }], school.clock);
      return { overrideId };
    });
  }),
];

async function knownOf(school: School, schoolYear: number) {
  const rules = await rulesFor(school.db, schoolYear);
  if (isRefusal(rules)) return rules;
  const [first, second, events, overrides] = await Promise.all([
    rulesFor(school.db, schoolYear, 1),
    rulesFor(school.db, schoolYear, 2),
    eventsOf(school.db, schoolYear),
    overridesOf(school.db, schoolYear),
  ]);
  const rulesOf = ({ semester }: WindowKey) => {
    const found = semester === undefined ? rules : semester === 1 ? first : second;
    return isRefusal(found) ? undefined : found;
  };
  return { rules, rulesOf, events, overrides };
}

async function plannedBy(school: School, actor: Actor, schoolYear: number) {
  const known = await knownOf(school, schoolYear);
  if (isRefusal(known)) return known;
  return mayPlan(actor, known.rules) ? known : refuse('not-allowed', '四');
}

function mayPlan(actor: Actor, rules: Rules): boolean {
  return appointmentFor(actor, 'calendar.plan', rules.regulation) !== undefined;
}

function eventOf(wish: {
  name: string;
  key: Omit<CalendarEvent, 'name' | 'on' | 'at'>;
  on?: string;
  at?: string;
}): CalendarEvent | Refusal {
  if (![...semesterEvents, ...roundEvents].some((name) => name === wish.name)) {
    return refuse('no-such-event', '附錄', { name: wish.name });
  }
  const { semester, gradeBand, batch } = wish.key;
  const ofRound = roundEvents.some((name) => name === wish.name);
  if (ofRound ? gradeBand === undefined || batch === undefined : semester === undefined) {
    return ofRound ? refuse('date-of-which-round', '附錄') : refuse('date-of-which-semester', '附錄');
  }
  if ((wish.on === undefined) === (wish.at === undefined)) return refuse('day-or-instant', '附錄');
  return {
    name: wish.name,
    ...wish.key,
    on: wish.on,
    at: wish.at === undefined ? undefined : new Date(wish.at),
  };
}
