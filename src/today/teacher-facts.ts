/** The days of many teachers and heads of sections at once, from the same decisions as their pages. @server */

import { dayOf } from '../calendar/day.ts';
import { presentOf } from '../calendar/store.ts';
import { paceOf, type Reminder } from '../certification/reminder.ts';
import { remindersIn } from '../certification/reminder-store.ts';
import { courseWindow } from '../certification/window.ts';
import type { Db } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import type { Calendars } from './calendars.ts';
import { waitingCourses } from './teacher-facts-store.ts';
import type { Queue, Reminders } from './teacher-matters.ts';

/** Courses in which something waits, by person. */
export async function queuesOf(
  { db, calendars, now }: { db: Db; calendars: Calendars; now: Date },
  personIds: readonly string[],
): Promise<Map<string, Queue>> {
  const queues = new Map<string, Queue['courses'][number][]>();
  for (const { personId, asDeputy, handedIn, ...course } of await waitingCourses(db, personIds, dayOf(now))) {
    const calendar = await calendars(course.schoolYear, course.semester);
    const dated = isRefusal(calendar)
      ? { opens: null, closes: null }
      : courseWindow(
          calendar,
          course,
          handedIn.map((one) => ({ ...one, at: new Date(one.at) })),
          now,
        );
    const told = { ...course, opens: dated.opens, closes: dated.closes, deputyFor: asDeputy ? {} : null };
    queues.set(personId, [...(queues.get(personId) ?? []), told]);
  }
  return new Map([...queues].map(([personId, courses]) => [personId, { courses }]));
}

/** What the whole school is to be told of certification today, asked once and shared out by person. */
export async function remindersByPerson(
  school: Pick<School, 'db' | 'clock'>,
): Promise<((personId: string) => Reminders) | Refusal> {
  const [present, all] = [await presentOf(school.db, school.clock), await remindersIn(school)];
  if (isRefusal(present)) return present;
  if (isRefusal(all)) return all;
  const byPerson = Map.groupBy(all, ({ to }) => to);
  const pace = paceOf(present.rules);
  return (personId) => ({ pace, ...toldOf(byPerson.get(personId) ?? []) });
}

function toldOf(reminders: readonly Reminder[]): Omit<Reminders, 'pace'> {
  return {
    waiting: reminders.flatMap((one) => ('count' in one ? [one] : [])),
    returned: reminders.flatMap((one) =>
      'until' in one ? [{ ...one, until: one.until.toISOString() }] : [],
    ),
  };
}
