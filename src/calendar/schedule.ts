/** The schedule people read: which windows a school year has, when each is, and what a new date would move. */
import { isRefusal } from '../regulation/refusal.ts';
import type { Rules, WindowOf } from '../regulation/regulation.ts';
import { roundWindows, semesterWindows } from './event.ts';
import { type CalendarEvent, type Override, type WindowKey, windowFor } from './window.ts';

export interface Scheduled {
  of: WindowOf;
  key: WindowKey;
}

/** Every window of the year: by semester, by year, and by each round a national deadline was entered for. */
export function keysOf(schoolYear: number, events: readonly CalendarEvent[]): Scheduled[] {
  const semesters = ([1, 2] as const).flatMap((semester) =>
    semesterWindows.flatMap((of) => [
      { of, key: { schoolYear, semester } },
      ...ownDivisions(events, semester).map((division) => ({ of, key: { schoolYear, semester, division } })),
    ]),
  );
  const rounds = events.filter((event) => event.name === 'nationalDeadline');
  return [
    ...semesters,
    { of: 'performance.upload', key: { schoolYear } },
    ...rounds.flatMap(({ gradeBand, batch, division }) =>
      roundWindows.map((of): Scheduled => ({ of, key: { schoolYear, gradeBand, batch, division } })),
    ),
  ];
}

/** Divisions with a date of their own in a semester get a line of their own. */
function ownDivisions(events: readonly CalendarEvent[], semester: 1 | 2) {
  const own = events.filter((event) => event.semester === semester && event.division !== undefined);
  return [...new Set(own.map((event) => event.division))].filter((division) => division !== undefined);
}

export function windowAnswer(
  rules: Rules,
  events: readonly CalendarEvent[],
  overrides: readonly Override[],
  of: WindowOf,
  key: WindowKey,
) {
  const dated = windowFor(rules, events, overrides, of, key);
  if (isRefusal(dated)) {
    const missing = typeof dated.facts['event'] === 'string' ? dated.facts['event'] : of;
    return {
      of,
      key,
      opens: null,
      closes: null,
      clause: dated.clause,
      from: null,
      ruled: null,
      override: null,
      missing,
    };
  }
  const iso = (window: { opens: Date | null; closes: Date }) => ({
    opens: window.opens?.toISOString() ?? null,
    closes: window.closes.toISOString(),
  });
  return {
    of,
    key,
    ...iso(dated.window),
    clause: dated.clause,
    from: dated.from,
    ruled: iso(dated.ruled),
    override: dated.override ?? null,
    missing: null,
  };
}

/** What would be different if this date were entered. */
export function movesOf(
  rules: Rules,
  events: readonly CalendarEvent[],
  overrides: readonly Override[],
  wish: CalendarEvent,
) {
  const after = [...events.filter((event) => !sameEvent(event, wish)), wish];
  return keysOf(wish.schoolYear, after).flatMap(({ of, key }) => {
    const edges = (given: readonly CalendarEvent[]) => {
      const { opens, closes } = windowAnswer(rules, given, overrides, of, key);
      return { opens, closes };
    };
    const [before, then] = [edges(events), edges(after)];
    const moved = before.opens !== then.opens || before.closes !== then.closes;
    return moved ? [{ of, key, before, after: then }] : [];
  });
}

function sameEvent(a: CalendarEvent, b: CalendarEvent): boolean {
  const keys = ['name', 'schoolYear', 'semester', 'division', 'gradeBand', 'batch'] as const;
  return keys.every((name) => a[name] === b[name]);
}
