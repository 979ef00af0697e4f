/**
 * Windows: when an act is open. Derived from the events staff enter and the regulation's rules; moved with
 * a reason where the school says so; never below a national minimum. A window is `[opens, closes)`.
 */
import { type Refusal, refuse } from '../regulation/refusal.ts';
import {
  applies,
  type Division,
  type GradeBand,
  type National,
  type Rules,
  type Scope,
  type WindowOf,
  type WindowRule,
} from '../regulation/regulation.ts';
import { parseDateRule, parseSpan } from './date-rule.ts';
import { addDays, dayOf, endOfSemester, shift, startOf, startOfSemester } from './day.ts';

/** What a window or an event is about. Events leave out what they are not specific to. */
export interface WindowKey {
  schoolYear: number;
  semester?: 1 | 2;
  division?: Division;
  grade?: number;
  gradeBand?: GradeBand;
  batch?: number;
}

/** A date somebody entered: a whole day, or an instant with a time of day. */
export interface CalendarEvent extends WindowKey {
  name: string;
  on?: string;
  at?: Date;
}

export interface Override extends WindowKey {
  of: WindowOf;
  opens: Date | null;
  closes: Date;
  reason: string;
}

export interface Window {
  /** null: open as soon as its object exists. */
  opens: Date | null;
  closes: Date;
}

export interface DatedWindow {
  of: WindowOf;
  window: Window;
  /** What the rule alone would say; differs from `window` where an override stands. */
  ruled: Window;
  clause: string;
  /** The rules it derives from, as the regulation writes them. */
  from: { opens?: string; closes: string };
  override?: { reason: string };
}

/** Decides the window of an act for one key, or says which date is not entered yet. */
export function windowFor(
  rules: Pick<Rules, 'regulation' | 'national'>,
  events: readonly CalendarEvent[],
  overrides: readonly Override[],
  of: WindowOf,
  key: WindowKey,
): DatedWindow | Refusal {
  const rule = ruleFor(rules.regulation.windows, of, key);
  if (!rule) return refuse('no-such-window', '附錄', { of });
  const opens = rule.opens === undefined ? null : instantOf(rule.opens, events, key, 'opens');
  const closes = instantOf(rule.closes, events, key, 'closes');
  if (closes === undefined || opens === undefined) {
    const missing = closes === undefined ? rule.closes : (rule.opens ?? '');
    return refuse('window-undated', rule.clause, { of, event: parseDateRule(missing)?.anchor ?? missing });
  }
  const ruled = raised({ opens, closes }, rules.national, events, of, key);
  const override = mostSpecific(
    overrides.filter((entry) => entry.of === of),
    key,
  );
  return {
    of,
    window: override ? { opens: override.opens, closes: override.closes } : ruled,
    ruled,
    clause: rule.clause,
    from: { opens: rule.opens, closes: rule.closes },
    ...(override ? { override: { reason: override.reason } } : {}),
  };
}

/** Open from the first instant of `opens` up to, not including, `closes`. */
export function decideOpen(dated: DatedWindow, now: Date): Refusal | undefined {
  const { opens, closes } = dated.window;
  if (opens && now < opens) {
    return refuse('window-not-open', dated.clause, { of: dated.of, opens: opens.toISOString() });
  }
  if (now >= closes)
    return refuse('window-closed', dated.clause, { of: dated.of, closed: closes.toISOString() });
  return undefined;
}

/** An override must keep the national minima; it is refused with the one it breaks. */
export function decideOverride(
  national: National,
  events: readonly CalendarEvent[],
  of: WindowOf,
  key: WindowKey,
  wished: Window,
  reason: string,
): Refusal | undefined {
  if (reason.trim() === '') return refuse('override-without-reason', '產15');
  if (wished.opens && wished.opens >= wished.closes) return refuse('window-ends-before-it-opens', '產15');
  const kept = raised(wished, national, events, of, key);
  if (kept.closes.getTime() === wished.closes.getTime()) return undefined;
  const broken = minimaOf(national, of, key).find((minimum) => {
    const least = leastClosing(minimum, wished, events, key);
    return least !== undefined && wished.closes < least;
  });
  return refuse('national-minimum', broken?.cite ?? '國1', { least: kept.closes.toISOString() });
}

function ruleFor(rules: readonly WindowRule[], of: WindowOf, key: WindowKey) {
  const rule = rules.find((entry) => entry.of === of);
  const exception = rule?.except?.find((entry) => applies(entry.when, scopeOf(key)));
  return rule && exception ? { ...rule, ...withoutUndefined(exception) } : rule;
}

function withoutUndefined(exception: { opens?: string; closes?: string; clause: string }) {
  return {
    ...(exception.opens ? { opens: exception.opens } : {}),
    ...(exception.closes ? { closes: exception.closes } : {}),
    clause: exception.clause,
  };
}

function scopeOf({ grade, semester, division, batch }: WindowKey): Scope {
  return { grade, semester, division, batch };
}

/**
 * When a rule's moment is. A day that opens means its 00:00; a day that closes means the next day's 00:00;
 * an event with a time of day keeps it through the offset.
 */
function instantOf(
  text: string,
  events: readonly CalendarEvent[],
  key: WindowKey,
  edge: 'opens' | 'closes',
): Date | undefined {
  const rule = parseDateRule(text);
  if (!rule) return undefined;
  const event = eventOf(rule.anchor, events, key);
  if (!event) return undefined;
  if (event.at) {
    const moved = shift(dayOf(event.at), rule.count, rule.unit);
    return new Date(startOf(moved).getTime() + (event.at.getTime() - startOf(dayOf(event.at)).getTime()));
  }
  if (!event.on) return undefined;
  const on = shift(rule.after ? addDays(event.on, 1) : event.on, rule.count, rule.unit);
  return startOf(edge === 'closes' && !rule.after ? addDays(on, 1) : on);
}

function eventOf(
  anchor: string,
  events: readonly CalendarEvent[],
  key: WindowKey,
): Pick<CalendarEvent, 'on' | 'at'> | undefined {
  if (/^\d/.test(anchor)) return { on: anchor };
  const entered = mostSpecific(
    events.filter((event) => event.name === anchor),
    key,
  );
  if (entered) return entered;
  const week = /^semester\.week(\d+)$/.exec(anchor)?.[1];
  if (week && key.semester) {
    const start = eventOf('semester.start', events, key);
    return start?.on ? { on: addDays(start.on, (Number(week) - 1) * 7) } : undefined;
  }
  if (anchor === 'semester' && key.semester) return { on: endOfSemester(key.schoolYear, key.semester) };
  if (anchor === 'semester.start' && key.semester)
    return { on: startOfSemester(key.schoolYear, key.semester) };
  if (anchor === 'schoolYear') return { on: endOfSemester(key.schoolYear, 2) };
  return undefined;
}

const specifics = ['semester', 'division', 'grade', 'gradeBand', 'batch'] as const;

/** Of what applies to the key, the one that says most about it; the later entry where two say as much. */
function mostSpecific<T extends WindowKey>(entries: readonly T[], key: WindowKey): T | undefined {
  const weight = (entry: T) => specifics.filter((name) => entry[name] !== undefined).length;
  return entries
    .filter(
      (entry) =>
        entry.schoolYear === key.schoolYear &&
        specifics.every((name) => entry[name] === undefined || entry[name] === key[name]),
    )
    .reduce<T | undefined>((best, entry) => (best && weight(best) > weight(entry) ? best : entry), undefined);
}

type Minimum = { cite: string } & NonNullable<National['rules'][number]['minimum']>;

function minimaOf(national: National, of: WindowOf, key: WindowKey): Minimum[] {
  return national.rules.flatMap((rule) => {
    const { minimum } = rule;
    if (!minimum || minimum.window !== of) return [];
    const excepted =
      'except' in minimum && minimum.except !== undefined && applies(minimum.except, scopeOf(key));
    return excepted ? [] : [{ cite: rule.cite, ...minimum }];
  });
}

/** The earliest instant a window may close by a minimum; undefined while its event has no date. */
function leastClosing(
  minimum: Minimum,
  window: Window,
  events: readonly CalendarEvent[],
  key: WindowKey,
): Date | undefined {
  if ('closesNotBefore' in minimum) return instantOf(minimum.closesNotBefore, events, key, 'closes');
  const span = parseSpan(minimum.lastsAtLeast);
  if (!span || !window.opens) return undefined;
  const opensOn = dayOf(window.opens);
  const moved = startOf(shift(opensOn, span.count, span.unit)).getTime();
  return new Date(moved + (window.opens.getTime() - startOf(opensOn).getTime()));
}

/** The stricter national minimum wins. */
function raised(
  window: Window,
  national: National,
  events: readonly CalendarEvent[],
  of: WindowOf,
  key: WindowKey,
): Window {
  const closes = minimaOf(national, of, key)
    .map((minimum) => leastClosing(minimum, window, events, key))
    .reduce<Date>((latest, least) => (least && least > latest ? least : latest), window.closes);
  return { opens: window.opens, closes };
}
