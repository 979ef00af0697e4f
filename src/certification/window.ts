/** Until when a version can be decided on: by the semester's dates, or so long after each upload. */
import { dayOf } from '../calendar/day.ts';
import { type CalendarEvent, type DatedWindow, decideOpen, type WindowKey } from '../calendar/window.ts';
import { closesFor } from '../outcomes/outcome.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import type { Division, Rules, WindowOf } from '../regulation/regulation.ts';
import { effectOfReturn } from './certification.ts';

interface Dates {
  windowOf(of: WindowOf, key: WindowKey, happened: readonly CalendarEvent[]): DatedWindow | Refusal;
}

export interface Place {
  schoolYear: number;
  semester: 1 | 2;
  division: Division;
  grade: number;
}

/** @param handedInAt when the version that stands was complete; the day of it counts */
export function certificationWindow(dates: Dates, place: Place, handedInAt: Date): DatedWindow | Refusal {
  const uploaded = { name: 'uploaded', schoolYear: place.schoolYear, on: dayOf(handedInAt) };
  return dates.windowOf('certification', keyOf(place), [uploaded]);
}

/**
 * A course's window; where every upload has a date of its own, the next one that something waiting runs out at,
 * or the last one that has passed.
 * @param handedIn when what waits was handed in, or everything where nothing waits
 */
export function courseWindow(dates: Dates, place: Place, handedIn: readonly Date[], now: Date) {
  const dated = handedIn
    .map((at) => certificationWindow(dates, place, at))
    .filter((window): window is DatedWindow => !isRefusal(window))
    .sort((a, b) => a.window.closes.getTime() - b.window.closes.getTime());
  const next = dated.find((window) => decideOpen(window, now) === undefined) ?? dated.at(-1);
  if (!next) return { opens: null, closes: null, clause: '附錄', open: false };
  return {
    opens: next.window.opens?.toISOString() ?? null,
    closes: next.window.closes.toISOString(),
    clause: next.clause,
    open: decideOpen(next, now) === undefined,
  };
}

export function keyOf({ schoolYear, semester, division, grade }: Place): WindowKey {
  return { schoolYear, semester, division, grade };
}

/** Until when the student could hand in anew if it were returned now; undefined: it would stay uncertified. */
export function canReactUntil(
  calendar: Dates & { rules: Rules },
  outcome: Place & { versionNumber: number },
  now: Date,
): Date | undefined {
  const upload = calendar.windowOf('outcome.upload', keyOf(outcome), []);
  if (isRefusal(upload)) return undefined;
  const { within } = calendar.rules.regulation.afterReturn;
  const returned = { withdrawn: false, versions: outcome.versionNumber, decision: 'returned' } as const;
  const effect = effectOfReturn(now, closesFor({ ...returned, afterReturn: within }, upload));
  return 'until' in effect ? effect.until : undefined;
}
