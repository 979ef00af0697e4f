/** What waits for a teacher's decision, and for the head of the section where it has waited long. */
import { dayOf, semesterOf } from '../calendar/day.ts';
import { type Matter, type Span, urgencyOf } from './matter.ts';

/** What is to be known of a teacher's courses; the browser and a letter both know at least this. */
export interface Queue {
  courses: readonly (Span & {
    offeringId: string;
    subject: string;
    group: string;
    schoolYear: number;
    semester: number;
    /** Set where somebody stands in for another. */
    deputyFor: object | null;
    waiting: number;
    certified: number;
    returned: number;
  })[];
}

export interface Reminders {
  pace: { remindAfter: number; escalateAfter: number };
  waiting: readonly {
    kind: string;
    offeringId: string;
    subject: string;
    group: string;
    division: string;
    count: number;
    longest: number;
  }[];
  returned: readonly { kind: string; outcomeId: string; subject: string; group: string; until: string }[];
}

/** What waits, of whatever semester; what is done, while it is of now. */
export function certificationMatters({ courses }: Queue, now: Date): Matter[] {
  const current = semesterOf(dayOf(now));
  return courses.flatMap((course) => {
    const isNow = course.schoolYear === current.schoolYear && course.semester === current.semester;
    if (course.waiting === 0 && (!isNow || course.certified + course.returned === 0)) return [];
    return [
      {
        key: course.offeringId,
        kind: course.waiting > 0 ? (course.deputyFor ? 'certify-as-deputy' : 'certify') : 'certified-all',
        urgency: course.waiting > 0 ? urgencyOf(course, now) : 'done',
        facts: {
          subject: course.subject,
          group: course.group,
          waiting: course.waiting,
          certified: course.certified,
          returned: course.returned,
        },
        opens: course.opens,
        closes: course.closes,
        to: '/certification',
      } satisfies Matter,
    ];
  });
}

/** The teacher's: works that have waited long, and returned ones whose student has little time left. */
export function certificationReminderMatters({ waiting, returned, pace }: Reminders): Matter[] {
  const long = waiting
    .filter(({ kind }) => kind === 'waiting-long')
    .map(
      ({ offeringId, subject, group, count, longest }): Matter => ({
        key: `long-${offeringId}`,
        kind: 'certify-long',
        urgency: 'due',
        facts: { subject, group, count, longest, days: pace.remindAfter },
        opens: null,
        closes: null,
        to: '/certification',
        query: { course: offeringId },
      }),
    );
  const soon = returned
    .filter(({ kind }) => kind === 'returned-soon-teacher')
    .map(
      ({ outcomeId, subject, group, until }): Matter => ({
        key: `soon-${outcomeId}`,
        kind: 'returned-soon-teacher',
        urgency: 'due',
        facts: { subject, group },
        opens: null,
        closes: until,
        to: '/certification/$outcomeId',
        params: { outcomeId },
      }),
    );
  return [...long, ...soon];
}

/** The head of the section's: how much has waited how long, in each division. */
export function longWaitingMatters({ waiting, pace }: Reminders): Matter[] {
  const escalated = waiting.filter(({ kind }) => kind === 'escalated');
  return [...Map.groupBy(escalated, ({ division }) => division)].map(
    ([division, courses]): Matter => ({
      key: `long-${division}`,
      kind: 'certification-long',
      urgency: 'due',
      facts: {
        division,
        courses: courses.length,
        count: courses.reduce((sum, { count }) => sum + count, 0),
        longest: Math.max(...courses.map(({ longest }) => longest)),
        days: pace.escalateAfter,
      },
      opens: null,
      closes: null,
      to: '/certification/long-waiting',
    }),
  );
}
