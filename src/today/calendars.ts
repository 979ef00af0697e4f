/** The calendars a run over many people needs, each read once. @server */
import { type Calendar, calendarOf } from '../calendar/store.ts';
import type { Db } from '../platform/db.ts';
import type { Refusal } from '../regulation/refusal.ts';

export type Calendars = (schoolYear: number, semester?: 1 | 2) => Promise<Calendar | Refusal>;

export function calendarsOf(db: Db): Calendars {
  const read = new Map<string, Promise<Calendar | Refusal>>();
  return (schoolYear, semester) => {
    const key = `${schoolYear} ${semester ?? ''}`;
    const reading = read.get(key) ?? calendarOf(db, schoolYear, semester);
    read.set(key, reading);
    return reading;
  };
}
