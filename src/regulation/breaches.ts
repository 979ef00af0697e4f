/** Where a text breaks the national list, as far as that can be seen without dates. */
import { type DateRule, parseDateRule, parseSpan } from '../calendar/date-rule.ts';
import { addDays, shift } from '../calendar/day.ts';
import { applies, type National, type Regulation, type Scope, type WindowRule } from './regulation.ts';

export function nationalBreaches(regulation: Regulation, national: National): string[] {
  return [
    ...national.rules.flatMap((rule) => [
      ...overMaximum(regulation, rule),
      ...spansOf(regulation.windows).flatMap((span) => [...tooShort(span, rule), ...tooLate(span, rule)]),
    ]),
    ...forced(regulation),
  ];
}

type Rule = National['rules'][number];

function overMaximum(regulation: Regulation, { cite, maximum = [] }: Rule): string[] {
  return maximum.flatMap(({ of, max }) =>
    regulation.quotas
      .filter((quota) => quota.of === of && quota.max > max)
      .map((quota) => `${of} allows ${quota.max} (${quota.clause}), ${cite} at most ${max}`),
  );
}

interface Span {
  of: WindowRule['of'];
  opens?: string;
  closes: string;
  clause: string;
  when: Scope;
}

/** A window's rule, and each of its exceptions as it would hold. */
function spansOf(windows: readonly WindowRule[]): Span[] {
  return windows.flatMap(({ of, opens, closes, clause, except = [] }) => [
    { of, opens, closes, clause, when: {} },
    ...except.map((entry) => ({
      of,
      opens: entry.opens ?? opens,
      closes: entry.closes ?? closes,
      clause: entry.clause,
      when: entry.when,
    })),
  ]);
}

function tooShort({ of, opens, closes, clause, when }: Span, { cite, minimum }: Rule): string[] {
  if (minimum?.window !== of) return [];
  if ('closesNotBefore' in minimum) {
    if (minimum.except && applies(minimum.except, when)) return [];
    return surelyBefore(closes, minimum.closesNotBefore)
      ? [`${of} closes at ${closes} (${clause}), ${cite} asks for ${minimum.closesNotBefore}`]
      : [];
  }
  const span = parseSpan(minimum.lastsAtLeast);
  const [from, to] = [opens === undefined ? undefined : parseDateRule(opens), parseDateRule(closes)];
  if (!span || !from || !to || from.anchor !== to.anchor) return [];
  const opensOn = (day: string) => moved(from.after ? addDays(day, 1) : day, from);
  // A day that closes counts whole: from the 1st to the 3rd are three days.
  const short = week.some((day) => addDays(moved(day, to), 1) < shift(opensOn(day), span.count, span.unit));
  return short
    ? [`${of} lasts from ${opens} to ${closes} (${clause}), ${cite} asks for ${minimum.lastsAtLeast}`]
    : [];
}

function tooLate({ of, closes, clause }: Span, { cite, latest = [] }: Rule): string[] {
  return latest
    .filter((bound) => bound.window === of && surelyBefore(bound.closesNotAfter, closes))
    .map(
      (bound) => `${of} closes at ${closes} (${clause}), ${cite} at the latest at ${bound.closesNotAfter}`,
    );
}

/** 國5: handing in and choosing are voluntary; a text may not make a duty of them. */
function forced({ duties }: Regulation): string[] {
  return duties
    .filter(({ what }) => /^(outcome|performance)\.|^selection/.test(what))
    .map(
      ({ what, atLeast, clause }) => `${what} is demanded ${atLeast} times (${clause}), 國5 leaves it free`,
    );
}

/** Every weekday of one week: a rule in working days must hold on each of them. */
const week = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06'];

/** Whether one rule falls before another that hangs on the same event, on some day of the week. */
function surelyBefore(text: string, other: string): boolean {
  const [one, two] = [parseDateRule(text), parseDateRule(other)];
  if (!one || !two || one.anchor !== two.anchor) return false;
  return week.some((day) => moved(day, one) < moved(day, two));
}

function moved(day: string, rule: DateRule): string {
  return shift(day, rule.count, rule.unit);
}
