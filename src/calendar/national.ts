/** What the nation asks of a window, whatever a school's text, its dates or an override say: the stricter one wins. */
import { applies, type National, type WindowOf } from '../regulation/regulation.ts';
import { parseSpan } from './date-rule.ts';
import { dayOf, shift, startOf } from './day.ts';
import { momentOf, scopeOf } from './moment.ts';
import type { CalendarEvent, Window, WindowKey } from './window.ts';

export interface Bounds {
  /** The earliest instant the window may close at, and the rule that says so. */
  least?: { at: Date; cite: string };
  /** The latest one. */
  latest?: { at: Date; cite: string };
}

/** Bounds whose events have dates; a window by itself has none. */
export function boundsOf(
  national: National,
  events: readonly CalendarEvent[],
  of: WindowOf,
  key: WindowKey,
  window: Pick<Window, 'opens'>,
): Bounds {
  const least = national.rules.flatMap(({ cite, minimum }) => {
    if (minimum?.window !== of) return [];
    if ('lastsAtLeast' in minimum) return dated(after(window.opens, minimum.lastsAtLeast), cite);
    if (minimum.except && applies(minimum.except, scopeOf(key))) return [];
    return dated(momentOf(minimum.closesNotBefore, events, key, 'closes'), cite);
  });
  const latest = national.rules.flatMap(({ cite, latest: bounds = [] }) =>
    bounds
      .filter((bound) => bound.window === of)
      .flatMap((bound) => dated(momentOf(bound.closesNotAfter, events, key, 'closes'), cite)),
  );
  return {
    least: least.sort((a, b) => b.at.getTime() - a.at.getTime())[0],
    latest: latest.sort((a, b) => a.at.getTime() - b.at.getTime())[0],
  };
}

/** The window with its closing moved inside the bounds; no earlier than the minimum where the two contradict. */
export function kept(window: Window, { least, latest }: Bounds): Window {
  const capped = latest && latest.at < window.closes ? latest.at : window.closes;
  return { opens: window.opens, closes: least && least.at > capped ? least.at : capped };
}

function dated(at: Date | undefined, cite: string): { at: Date; cite: string }[] {
  return at ? [{ at, cite }] : [];
}

function after(opens: Date | null, text: string): Date | undefined {
  const span = parseSpan(text);
  if (!span || !opens) return undefined;
  const opensOn = dayOf(opens);
  const moved = startOf(shift(opensOn, span.count, span.unit)).getTime();
  return new Date(moved + (opens.getTime() - startOf(opensOn).getTime()));
}
