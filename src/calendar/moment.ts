/** When a date rule's moment is, by the events of a school year. */
import { gradeBandOf, type Scope } from '../regulation/regulation.ts';
import { isFixed, parseDateRule, weekOf } from './date-rule.ts';
import {
  addDays,
  dayInSchoolYear,
  dayOf,
  endOfSemester,
  mondayOf,
  shift,
  startOf,
  startOfSemester,
} from './day.ts';
import type { CalendarEvent, WindowKey } from './window.ts';

/**
 * A day that opens means its 00:00; a day that closes means the next day's 00:00; an event with a time of day keeps
 * it through the offset. Undefined while the event has no date.
 */
export function momentOf(
  text: string,
  events: readonly CalendarEvent[],
  key: WindowKey,
  edge: 'opens' | 'closes',
): Date | undefined {
  const rule = parseDateRule(text);
  const found = rule && spanOf(rule.anchor, events, key);
  if (!rule || !found) return undefined;
  if ('at' in found) {
    const moved = shift(dayOf(found.at), rule.count, rule.unit);
    return new Date(startOf(moved).getTime() + (found.at.getTime() - startOf(dayOf(found.at)).getTime()));
  }
  const day = rule.after ? addDays(found.last, 1) : edge === 'opens' ? found.first : found.last;
  const moved = shift(day, rule.count, rule.unit);
  return startOf(edge === 'closes' && !rule.after ? addDays(moved, 1) : moved);
}

type Span = { first: string; last: string } | { at: Date };

/** Where a window belongs to no semester, a semester's event is the second one's, which ends the school year. */
function spanOf(anchor: string, events: readonly CalendarEvent[], key: WindowKey): Span | undefined {
  if (isFixed(anchor)) return oneDay(anchor.length > 5 ? anchor : dayInSchoolYear(key.schoolYear, anchor));
  const { schoolYear, semester = 2 } = key;
  const week = weekOf(anchor);
  if (week !== undefined) {
    const start = spanOf('semester.start', events, key);
    if (!start) return undefined;
    const monday = addDays(mondayOf('at' in start ? dayOf(start.at) : start.first), (week - 1) * 7);
    return { first: monday, last: addDays(monday, 6) };
  }
  const entered = mostSpecific(
    events.filter((event) => event.name === anchor),
    { ...key, semester },
  );
  if (entered?.at) return { at: entered.at };
  if (entered?.on) return oneDay(entered.on);
  switch (anchor) {
    case 'semester':
      return oneDay(endOfSemester(schoolYear, semester));
    case 'semester.start':
      return oneDay(startOfSemester(schoolYear, semester));
    case 'schoolYear':
      return oneDay(endOfSemester(schoolYear, 2));
    case 'schoolYear.start':
      return oneDay(startOfSemester(schoolYear, 1));
    default:
      return undefined;
  }
}

function oneDay(day: string): Span {
  return { first: day, last: day };
}

const specifics = ['semester', 'division', 'grade', 'gradeBand', 'batch'] as const;

/** Of what applies to the key, the one that says most about it; the later entry where two say as much. */
export function mostSpecific<T extends WindowKey>(entries: readonly T[], key: WindowKey): T | undefined {
  const { grade } = scopeOf(key);
  const full = { ...key, grade, gradeBand: key.gradeBand ?? (grade && gradeBandOf(grade)) };
  const weight = (entry: T) => specifics.filter((name) => entry[name] !== undefined).length;
  return entries
    .filter(
      (entry) =>
        entry.schoolYear === key.schoolYear &&
        specifics.every((name) => entry[name] === undefined || entry[name] === full[name]),
    )
    .reduce<T | undefined>((best, entry) => (best && weight(best) > weight(entry) ? best : entry), undefined);
}

/** A round of the third grade is about that grade, whoever asks. */
export function scopeOf({ grade, gradeBand, semester, division, batch }: WindowKey): Scope {
  return { grade: grade ?? (gradeBand === 'three' ? 3 : undefined), semester, division, batch };
}
