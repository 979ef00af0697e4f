/**
 * When 勾選 is open: asked by the student who chooses and by the office that packs what was chosen. A text or an
 * override may treat grades apart, so a division's choosing has ended when its last grade's has.
 */
import type { DatedWindow, WindowKey } from '../calendar/window.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import type { Division, GradeBand, WindowOf } from '../regulation/regulation.ts';

interface Dates {
  windowOf(of: WindowOf, key: WindowKey): DatedWindow | Refusal;
}

interface Round {
  schoolYear: number;
  gradeBand: GradeBand;
  batch: number;
}

const gradesOf: Record<GradeBand, readonly number[]> = { 'one-two': [1, 2], three: [3, 4] };

/** The window of one student's grade and division. */
export function selectionWindow(
  dates: Dates,
  { schoolYear, gradeBand, batch }: Round,
  { division, grade }: { division: Division; grade: number },
): DatedWindow | Refusal {
  return dates.windowOf('selection', { schoolYear, division, grade, gradeBand, batch });
}

/** The window that ends last among the grades of a round, in one division. */
export function lastSelectionWindow(dates: Dates, round: Round, division: Division): DatedWindow | Refusal {
  const windows = gradesOf[round.gradeBand].map((grade) =>
    selectionWindow(dates, round, { division, grade }),
  );
  return windows.reduce((last, window) => {
    if (isRefusal(last)) return last;
    return isRefusal(window) || window.window.closes > last.window.closes ? window : last;
  });
}
