/** Until when a version can be decided on: by the semester's dates, or so long after each upload. */
import { dayOf } from '../calendar/day.ts';
import { type CalendarEvent, type DatedWindow, decideOpen, type WindowKey } from '../calendar/window.ts';
import { closesFor } from '../outcomes/outcome.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import { type Division, defaultOf, type Rules, type WindowOf } from '../regulation/regulation.ts';
import { type KeptReopening, lateWindow, windowAt, within } from '../reopening/reopening.ts';
import { effectOfReturn } from './certification.ts';

interface Dates {
  rules: Rules;
  windowOf(of: WindowOf, key: WindowKey, happened: readonly CalendarEvent[]): DatedWindow | Refusal;
  lastSelection(of: { division: Division; grade: number }): { at: Date; clause: string };
}

export interface Place {
  schoolYear: number;
  semester: 1 | 2;
  division: Division;
  grade: number;
  /** 補件: the reopening by which the version that stands came in. */
  lateBy: string | null;
  reopenings: readonly KeptReopening[];
}

/** What of a version its window hangs on. */
export interface WhenHandedIn {
  at: Date;
  lateBy: string | null;
  reopenings: readonly KeptReopening[];
}

/** @param handedInAt when the version that stands was complete; the day of it counts */
export function certificationWindow(dates: Dates, place: Place, handedInAt: Date): DatedWindow | Refusal {
  const uploaded = { name: 'uploaded', schoolYear: place.schoolYear, on: dayOf(handedInAt) };
  const dated = dates.windowOf('certification', keyOf(place), [uploaded]);
  const latest = dates.lastSelection(place);
  const late = within(place.reopenings, latest).find(({ reopeningId }) => reopeningId === place.lateBy);
  if (isRefusal(dated) || !late) return dated;
  return lateWindow(dated, late, defaultOf(dates.rules, 'reopenedCertificationDays').value, latest);
}

/**
 * A course's window; where every upload has a date of its own, the next one that something waiting runs out at,
 * or the last one that has passed.
 * @param handedIn when what waits was handed in, or everything where nothing waits
 */
export function courseWindow(
  dates: Dates,
  place: Omit<Place, 'lateBy' | 'reopenings'>,
  handedIn: readonly WhenHandedIn[],
  now: Date,
) {
  const dated = handedIn
    .map(({ at, ...late }) => certificationWindow(dates, { ...place, ...late }, at))
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

function keyOf({ schoolYear, semester, division, grade }: Omit<Place, 'lateBy' | 'reopenings'>): WindowKey {
  return { schoolYear, semester, division, grade };
}

/** Until when the student could hand in anew if it were returned now; undefined: it would stay uncertified. */
export function canReactUntil(
  calendar: Dates,
  outcome: Place & { versionNumber: number },
  now: Date,
): Date | undefined {
  const upload = calendar.windowOf('outcome.upload', keyOf(outcome), []);
  if (isRefusal(upload)) return undefined;
  const { within: afterReturn } = calendar.rules.regulation.afterReturn;
  const returned = { withdrawn: false, versions: outcome.versionNumber, decision: 'returned' } as const;
  const open = windowAt(upload, within(outcome.reopenings, calendar.lastSelection(outcome)), now);
  const effect = effectOfReturn(now, closesFor({ ...returned, afterReturn }, open));
  return 'until' in effect ? effect.until : undefined;
}
