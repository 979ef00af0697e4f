/** When nothing of a school year can be chosen any more: whatever comes later would reach no round. */
import { isRefusal } from '../regulation/refusal.ts';
import { type Division, gradeBandOf, type Rules } from '../regulation/regulation.ts';
import { addDays, endOfSemester, startOf } from './day.ts';
import { type CalendarEvent, type Override, windowFor } from './window.ts';

/**
 * The end of the last 勾選 among the rounds of the year that take this grade and division; while no round has its
 * dates, the end of the school year.
 */
export function lastSelection(
  rules: Rules,
  events: readonly CalendarEvent[],
  overrides: readonly Override[],
  { schoolYear, division, grade }: { schoolYear: number; division: Division; grade: number },
): { at: Date; clause: string } {
  const gradeBand = gradeBandOf(grade);
  const ends = events
    .filter(
      (event) =>
        event.name === 'nationalDeadline' &&
        (event.gradeBand ?? gradeBand) === gradeBand &&
        (event.division ?? division) === division,
    )
    .flatMap(({ batch }) => {
      const key = { schoolYear, division, grade, gradeBand, batch };
      const dated = windowFor(rules, events, overrides, 'selection', key);
      return isRefusal(dated) ? [] : [{ at: dated.window.closes, clause: dated.clause }];
    })
    .sort((one, other) => other.at.getTime() - one.at.getTime());
  return ends[0] ?? { at: startOf(addDays(endOfSemester(schoolYear, 2), 1)), clause: '產80' };
}
