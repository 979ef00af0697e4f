/**
 * Calendar days of Asia/Taipei: the only place that knows the zone. Taiwan keeps UTC+8 all year.
 * A day is `2026-01-19`; instants are `Date`.
 */
import type { Unit } from './date-rule.ts';

export const zone = 'Asia/Taipei';
const dayLength = 86_400_000;

/** 00:00 of a day in Taipei. */
export function startOf(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`);
}

/** The day an instant falls on in Taipei. */
export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayLength).toISOString().slice(0, 10);
}

/** The same weekday so many weeks on; working days skip Saturdays and Sundays. */
export function shift(day: string, count: number, unit: Unit): string {
  switch (unit) {
    case 'd':
      return addDays(day, count);
    case 'w':
      return addDays(day, count * 7);
    case 'm':
      return addMonths(day, count);
    case 'y':
      return addMonths(day, count * 12);
    case 'wd': {
      let at = day;
      for (let left = Math.abs(count); left > 0; ) {
        at = addDays(at, Math.sign(count));
        const weekday = new Date(`${at}T00:00:00Z`).getUTCDay();
        if (weekday !== 0 && weekday !== 6) left -= 1;
      }
      return at;
    }
  }
}

/** The same day of a later month, or its last one where it is too short. */
function addMonths(day: string, count: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(date, lastDay))).toISOString().slice(0, 10);
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** A day such as `03-31` in a school year, which runs from 1 August to 31 July. */
export function dayInSchoolYear(schoolYear: number, monthDay: string): string {
  return `${schoolYear + (monthDay >= '08-01' ? 1911 : 1912)}-${monthDay}`;
}

/** 民國 as people write it: `114 年 12 月 10 日`. */
export function minguo(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(year) - 1911} 年 ${Number(month)} 月 ${Number(date)} 日`;
}

/** The wall clock in Taipei, `YYYY-MM-DDTHH:mm:ss`, as ZIP entries carry it. */
export function wallTime(at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
    .format(at)
    .replace(' ', 'T');
}

/** School year (ROC) and semester a day belongs to: August to January is 1, February to July is 2. */
export function semesterOf(day: string): { schoolYear: number; semester: 1 | 2 } {
  const roc = Number(day.slice(0, 4)) - 1911;
  const month = Number(day.slice(5, 7));
  if (month >= 8) return { schoolYear: roc, semester: 1 };
  return { schoolYear: roc - 1, semester: month === 1 ? 1 : 2 };
}

/** Last day of a semester where no event says otherwise. */
export function endOfSemester(schoolYear: number, semester: 1 | 2): string {
  return semester === 1 ? `${schoolYear + 1912}-01-31` : `${schoolYear + 1912}-07-31`;
}

export function startOfSemester(schoolYear: number, semester: 1 | 2): string {
  return semester === 1 ? `${schoolYear + 1911}-08-01` : `${schoolYear + 1912}-02-01`;
}
