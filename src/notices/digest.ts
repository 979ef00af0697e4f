/**
 * 週報: once a week, what is due or waiting, to whoever wants it and has something. The matters are Today's; here is
 * decided which of them are worth a letter, and when a week's letters go.
 */
import { addDays, dayOf, mondayOf, startOf } from '../calendar/day.ts';
import type { Matter } from '../today/matter.ts';

const hour = 3_600_000;
const lateBy = 24 * hour;

/**
 * The week whose letters may be sent now; undefined where none may. A school that was not running at the hour makes up
 * for it within a day; after that the week goes without.
 * @param hourOfWeek hours after Monday 00:00, Taipei
 * @returns the Monday that names the week
 */
export function digestWeek(now: Date, hourOfWeek: number): string | undefined {
  const monday = mondayOf(dayOf(now));
  // Sunday's late hours reach into the next week's Monday.
  return [monday, addDays(monday, -7)].find((week) => {
    const begins = startOf(week).getTime() + hourOfWeek * hour;
    return now.getTime() >= begins && now.getTime() < begins + lateBy;
  });
}

/** 國5: places that are left. Nobody is pressed to use them, but told once the end is near. */
const voluntary: readonly string[] = ['performances', 'selection'];
/** Once their window has closed there is nothing that could be done. */
const overWhenClosed: readonly string[] = [
  'returned',
  'returned-soon',
  'draft',
  'performance-draft',
  'receipt-no-answer',
  'certify',
  'certify-as-deputy',
  'counselling',
];
/** They go on by themselves. */
const watched: readonly string[] = ['confirmation-running', 'package-building'];

/** What of somebody's day is worth a letter: due, or overdue and still to be done; the earliest end first. */
export function inDigest(matters: readonly Matter[], now: Date, voluntaryDays: number): Matter[] {
  const end = ({ closes }: Matter) => (closes ? Date.parse(closes) : Number.POSITIVE_INFINITY);
  return matters
    .filter(({ kind, urgency, closes }) => {
      if (watched.includes(kind)) return false;
      if (voluntary.includes(kind))
        return (
          urgency === 'due' &&
          closes !== null &&
          Date.parse(closes) - now.getTime() <= voluntaryDays * 24 * hour
        );
      return urgency === 'due' || (urgency === 'overdue' && !overWhenClosed.includes(kind));
    })
    .toSorted((one, other) => (end(one) === end(other) ? 0 : end(one) - end(other)));
}
