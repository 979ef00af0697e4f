/** Until when a version can be decided on: by the semester's dates, or so long after each upload. */
import { dayOf } from '../calendar/day.ts';
import type { CalendarEvent, DatedWindow, WindowKey } from '../calendar/window.ts';
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

/** @param handedInAt when the version that stands was complete; the day of it counts */
export function certificationWindow(dates: Dates, place: Place, handedInAt: Date): DatedWindow | Refusal {
  const uploaded = { name: 'uploaded', schoolYear: place.schoolYear, on: dayOf(handedInAt) };
  const dated = dates.windowOf('certification', keyOf(place), [uploaded]);
  const latest = dates.lastSelection(place);
  const late = within(place.reopenings, latest).find(({ reopeningId }) => reopeningId === place.lateBy);
  if (isRefusal(dated) || !late) return dated;
  return lateWindow(dated, late, defaultOf(dates.rules, 'reopenedCertificationDays').value, latest);
}

function keyOf({ schoolYear, semester, division, grade }: Place): WindowKey {
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
