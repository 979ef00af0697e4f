/**
 * What has waited long, and what was returned with little time left: facts, told to whoever can do something about
 * them. Nobody is blamed and nothing follows from it by itself.
 */
import { dayOf } from '../calendar/day.ts';
import type { Division } from '../regulation/regulation.ts';
import { defaultOf, type Rules } from '../regulation/regulation.ts';

/** In days: the school's own, where its text says them, else our defaults. */
export interface Pace {
  remindAfter: number;
  escalateAfter: number;
  littleTime: number;
}

export function paceOf(rules: Pick<Rules, 'regulation' | 'defaults'>): Pace {
  const own = rules.regulation.reminders;
  return {
    remindAfter: own?.remindAfterDays ?? defaultOf(rules, 'certificationRemindDays').value,
    escalateAfter: own?.escalateAfterDays ?? defaultOf(rules, 'certificationEscalateDays').value,
    littleTime: own?.littleTimeDays ?? defaultOf(rules, 'returnedLittleTimeDays').value,
  };
}

export interface Course {
  offeringId: string;
  subject: string;
  group: string;
  division: Division;
  teachers: readonly string[];
  /** Who may decide there today: its teachers and their deputies. */
  deciderIds: readonly string[];
}

/** A work that can still be decided on, or that was returned and can still be handed in anew. */
export interface OpenWork extends Course {
  outcomeId: string;
  studentId: string;
  handedInAt: Date;
  /** Set where it was returned: until when the student can hand in anew. */
  returnedUntil?: Date;
}

interface Waited extends Course {
  count: number;
  /** Whole days the longest of them has waited. */
  longest: number;
}

export type Reminder = { to: string } & (
  | ({ kind: 'waiting-long' | 'escalated' } & Waited)
  | ({ kind: 'returned-soon' | 'returned-soon-teacher'; outcomeId: string; until: Date } & Course)
);

/** @param heads who heads the section of each division, as the school's text names the office */
export function remindersOf(
  works: readonly OpenWork[],
  heads: ReadonlyMap<Division, readonly string[]>,
  pace: Pace,
  now: Date,
): Reminder[] {
  const waiting = works.filter(({ returnedUntil }) => returnedUntil === undefined);
  return [
    ...waitedLonger(waiting, pace.remindAfter, now).flatMap((waited) =>
      waited.deciderIds.map((to): Reminder => ({ to, kind: 'waiting-long', ...waited })),
    ),
    ...waitedLonger(waiting, pace.escalateAfter, now).flatMap((waited) =>
      (heads.get(waited.division) ?? []).map((to): Reminder => ({ to, kind: 'escalated', ...waited })),
    ),
    ...works.flatMap((work) => returnedSoon(work, pace.littleTime, now)),
  ];
}

/** Offerings with works that have waited longer than so many days; the day of handing in does not count. */
export function waitedLonger(works: readonly OpenWork[], days: number, now: Date): Waited[] {
  const long = works.filter((work) => daysSince(work.handedInAt, now) > days);
  return [...Map.groupBy(long, ({ offeringId }) => offeringId).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const longest = Math.max(...group.map(({ handedInAt }) => daysSince(handedInAt, now)));
    return [{ ...courseOf(first), count: group.length, longest }];
  });
}

function returnedSoon(work: OpenWork, days: number, now: Date): Reminder[] {
  const until = work.returnedUntil;
  if (!until || now >= until || until.getTime() - now.getTime() > days * 86_400_000) return [];
  const facts = { ...courseOf(work), outcomeId: work.outcomeId, until };
  return [
    { to: work.studentId, kind: 'returned-soon', ...facts },
    ...work.deciderIds.map((to): Reminder => ({ to, kind: 'returned-soon-teacher', ...facts })),
  ];
}

function courseOf({ offeringId, subject, group, division, teachers, deciderIds }: OpenWork): Course {
  return { offeringId, subject, group, division, teachers, deciderIds };
}

function daysSince(at: Date, now: Date): number {
  return (Date.parse(dayOf(now)) - Date.parse(dayOf(at))) / 86_400_000;
}
