/** Until when a version can be decided on: by the semester's dates, or so long after each upload. */
import { dayOf } from '../calendar/day.ts';
import type { CalendarEvent, DatedWindow, WindowKey } from '../calendar/window.ts';
import type { Refusal } from '../regulation/refusal.ts';
import type { Division, WindowOf } from '../regulation/regulation.ts';

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

export function keyOf({ schoolYear, semester, division, grade }: Place): WindowKey {
  return { schoolYear, semester, division, grade };
}
