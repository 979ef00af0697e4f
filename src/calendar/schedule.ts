/** The schedule people read: which windows a school year has, when each is, and what a new date would move. */
import { isRefusal } from '../regulation/refusal.ts';
import { gradeBandOf, type Rules, type WindowOf } from '../regulation/regulation.ts';
import { roundWindows, semesterWindows } from './event.ts';
import { type CalendarEvent, type Override, type WindowKey, windowFor } from './window.ts';

export interface Scheduled {
  of: WindowOf;
  key: WindowKey;
}

/** The rules that govern a window: its semester's, or its school year's. */
export type RulesOf = (key: WindowKey) => Rules | undefined;

/**
 * Every window of the year: by semester, by year, and by each round a national deadline was entered for. Whatever a
 * date, an exception of the text or an override treats apart has a line of its own.
 */
export function keysOf(
  rulesOf: RulesOf,
  schoolYear: number,
  events: readonly CalendarEvent[],
  overrides: readonly Override[],
): Scheduled[] {
  const semesters = ([1, 2] as const).flatMap((semester) =>
    semesterWindows.map((of): Scheduled => ({ of, key: { schoolYear, semester } })),
  );
  const rounds = events
    .filter((event) => event.name === 'nationalDeadline')
    .flatMap(({ gradeBand, batch, division }) =>
      roundWindows.map((of): Scheduled => ({ of, key: { schoolYear, gradeBand, batch, division } })),
    );
  const whole: Scheduled[] = [...semesters, { of: 'performance.upload', key: { schoolYear } }, ...rounds];
  return whole.flatMap(({ of, key }) => {
    const rules = rulesOf(key);
    return rules ? [{ of, key }, ...apart(rules, events, overrides, of, key)] : [];
  });
}

/** The keys below `whole` that something is said about. */
function apart(
  rules: Rules,
  events: readonly CalendarEvent[],
  overrides: readonly Override[],
  of: WindowOf,
  whole: WindowKey,
): Scheduled[] {
  const exceptions = rules.regulation.windows
    .filter((rule) => rule.of === of)
    .flatMap((rule) => rule.except ?? [])
    .map(({ when }): Omit<WindowKey, 'schoolYear'> => when);
  const dates = whole.semester ? events.filter(({ semester }) => semester === whole.semester) : [];
  const found = [...exceptions, ...dates, ...overrides.filter((override) => override.of === of)].flatMap(
    ({ semester, division, grade, gradeBand, batch }) => {
      const here =
        agrees(semester, whole.semester) &&
        agrees(batch, whole.batch) &&
        agrees(division, whole.division) &&
        agrees(gradeBand, whole.gradeBand) &&
        agrees(grade === undefined ? undefined : gradeBandOf(grade), whole.gradeBand);
      const own = { division: division ?? whole.division, grade, gradeBand: gradeBand ?? whole.gradeBand };
      return here ? [{ ...whole, ...own }] : [];
    },
  );
  const distinct = new Map(found.map((key) => [textOf(key), key]));
  distinct.delete(textOf(whole));
  return [...distinct.values()].map((key) => ({ of, key }));
}

/** Of two parts of a key: one of them says nothing, or both say the same. */
function agrees(a: string | number | undefined, b: string | number | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

function textOf({ semester, division, grade, gradeBand, batch }: WindowKey): string {
  return JSON.stringify([semester, division, grade, gradeBand, batch]);
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
    const { event, rule } = dated.facts;
    return {
      of,
      key,
      opens: null,
      closes: null,
      clause: dated.clause,
      from: typeof rule === 'string' ? { closes: rule } : null,
      ruled: null,
      override: null,
      missing: typeof event === 'string' ? event : of,
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
  rulesOf: RulesOf,
  events: readonly CalendarEvent[],
  overrides: readonly Override[],
  wish: CalendarEvent,
) {
  const after = [...events.filter((event) => !sameEvent(event, wish)), wish];
  return keysOf(rulesOf, wish.schoolYear, after, overrides).flatMap(({ of, key }) => {
    const rules = rulesOf(key);
    if (!rules) return [];
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
