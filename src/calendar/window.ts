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
  type WindowOf,
  type WindowRule,
} from '../regulation/regulation.ts';
import { parseDateRule } from './date-rule.ts';
import { momentOf, mostSpecific, scopeOf } from './moment.ts';
import { boundsOf, kept } from './national.ts';

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
  const opens = rule.opens === undefined ? null : momentOf(rule.opens, events, key, 'opens');
  const closes = momentOf(rule.closes, events, key, 'closes');
  if (closes === undefined || opens === undefined) {
    const missing = closes === undefined ? rule.closes : (rule.opens ?? '');
    const event = parseDateRule(missing)?.anchor ?? missing;
    return refuse('window-undated', rule.clause, { of, event, rule: missing });
  }
  const within = (window: Window) => kept(window, boundsOf(rules.national, events, of, key, window));
  const ruled = within({ opens, closes });
  const override = mostSpecific(
    overrides.filter((entry) => entry.of === of),
    key,
  );
  return {
    of,
    // An override was within the national bounds when it was made; the dates may have moved since.
    window: override ? within({ opens: override.opens, closes: override.closes }) : ruled,
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

/** An override must keep within the national bounds; it is refused with the one it breaks. */
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
  const { least, latest } = boundsOf(national, events, of, key, wished);
  if (least && wished.closes < least.at) {
    return refuse('national-minimum', least.cite, { least: least.at.toISOString() });
  }
  if (latest && wished.closes > latest.at) {
    return refuse('national-latest', latest.cite, { latest: latest.at.toISOString() });
  }
  return undefined;
}

/** The rule with the exception that says most about the key; the first where two say as much. */
function ruleFor(rules: readonly WindowRule[], of: WindowOf, key: WindowKey): WindowRule | undefined {
  const rule = rules.find((entry) => entry.of === of);
  const exception = rule?.except
    ?.filter((entry) => applies(entry.when, scopeOf(key)))
    .toSorted((a, b) => Object.keys(b.when).length - Object.keys(a.when).length)[0];
  if (!rule || !exception) return rule;
  return {
    ...rule,
    opens: exception.opens ?? rule.opens,
    closes: exception.closes ?? rule.closes,
    clause: exception.clause,
  };
}
