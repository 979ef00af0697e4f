/** A teacher's and an office's day: what waits for a decision, a package, an answer. */

import type { schedule } from '../../calendar/contract.ts';
import { addDays, dayOf, semesterOf, startOf } from '../../calendar/day.ts';
import { roundEvents, semesterEvents } from '../../calendar/event.ts';
import type { certificationQueue } from '../../certification/contract.ts';
import type { certificationReminders } from '../../certification/reminder-contract.ts';
import type { counsellingCoverage } from '../../counselling/contract.ts';
import type { courseHealth } from '../../courses/contract.ts';
import type { waitingStatus } from '../../people/status-contract.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import type { questions } from '../../questions/contract.ts';
import type { receiptTasks } from '../../receipt-details/contract.ts';
import type { submissionRounds } from '../../submission/contract.ts';
import { type Matter, urgencyOf } from './matter.ts';

/** What waits, of whatever semester; what is done, while it is of now. */
export function certificationMatters({ courses }: AnswerOf<typeof certificationQueue>, now: Date): Matter[] {
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

type Reminders = AnswerOf<typeof certificationReminders>;

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

/** Rounds whose package is not handed over yet. */
export function submissionMatters({ rounds }: AnswerOf<typeof submissionRounds>, now: Date): Matter[] {
  return rounds.flatMap((round) =>
    round.tasks.map((task) => {
      const choosing = task.selectionCloses !== null && now < new Date(task.selectionCloses);
      const span = { opens: task.selectionCloses, closes: task.deadline };
      return {
        key: task.taskId,
        kind: task.handedOverAt
          ? 'handed-over'
          : choosing
            ? 'package-later'
            : `package-${task.newest?.state ?? 'none'}`,
        urgency: task.handedOverAt ? 'done' : urgencyOf(span, now),
        facts: {
          ...roundFacts(round),
          division: task.division,
          outcomes: task.outcomes,
          students: task.students,
        },
        ...span,
        to: '/submission/tasks/$taskId',
        params: { taskId: task.taskId },
      } satisfies Matter;
    }),
  );
}

/** Receipt details: to be brought in, doubts to be settled, to be signed off. */
export function receiptTaskMatters({ tasks }: AnswerOf<typeof receiptTasks>, now: Date): Matter[] {
  return tasks.flatMap((task) => {
    if (!task.handedOverAt) return [];
    const doubts = task.progress?.doubtOpen ?? 0;
    const running = task.confirmation?.open ?? false;
    const kind = task.signedOffAt
      ? 'signed-off'
      : !task.counts
        ? 'receipt-import'
        : doubts > 0
          ? 'doubts'
          : running
            ? 'confirmation-running'
            : 'sign-off';
    return [
      {
        key: `receipt-${task.taskId}`,
        kind,
        urgency: task.signedOffAt ? 'done' : task.confirmation ? urgencyOf(task.confirmation, now) : 'due',
        facts: {
          ...roundFacts(task.round),
          division: task.division,
          doubts,
          noAnswer: task.progress?.noAnswer ?? 0,
          students: task.progress?.students ?? 0,
        },
        opens: task.confirmation?.opens ?? null,
        closes: task.confirmation?.closes ?? null,
        to: '/receipt-details/tasks/$taskId',
        params: { taskId: task.taskId },
      } satisfies Matter,
    ];
  });
}

/** Students not counselled yet, and the teacher's own follow-ups that have a day. */
export function counsellingMatters(coverage: AnswerOf<typeof counsellingCoverage>, now: Date): Matter[] {
  const students = coverage.classes.reduce((sum, one) => sum + one.students, 0);
  const seen = coverage.classes.reduce((sum, one) => sum + one.seen, 0);
  const closes = coverage.windows.map((window) => window.closes).find((end) => end !== null) ?? null;
  const whole: Matter = {
    key: 'counselling',
    kind: seen < students ? 'counselling' : 'counselling-whole',
    urgency: seen < students ? urgencyOf({ opens: null, closes }, now) : 'done',
    facts: { students, seen, missing: students - seen },
    opens: null,
    closes,
    to: '/counselling',
  };
  const followUps = coverage.followUps
    .filter(({ due }) => due !== null)
    .map(({ recordId, topic, followUp, due, overdue }): Matter => {
      const end = due && startOf(addDays(due, 1)).toISOString();
      return {
        key: recordId,
        kind: 'follow-up',
        urgency: overdue ? 'overdue' : 'due',
        facts: { about: topic, followUp },
        opens: null,
        closes: end,
        to: '/counselling/records/$recordId',
        params: { recordId },
      };
    });
  return students > 0 ? [whole, ...followUps] : followUps;
}

/** Open questions of students, one matter per topic and division. */
export function questionMatters({ questions: asked }: AnswerOf<typeof questions>): Matter[] {
  const open = asked.filter(({ answer }) => answer === null);
  return [...Map.groupBy(open, ({ topic, division }) => `${topic}-${division}`)].flatMap(([key, group]) => {
    const [longest] = group;
    if (!longest) return [];
    const { topic, division, label } = longest;
    return [
      {
        key: `questions-${key}`,
        kind: 'questions',
        urgency: 'due',
        facts: { topic, division, label, count: group.length },
        opens: null,
        closes: null,
        to: '/questions',
      } satisfies Matter,
    ];
  });
}

function roundFacts({
  schoolYear,
  gradeBand,
  batch,
}: {
  schoolYear: number;
  gradeBand: string;
  batch: number;
}) {
  return { schoolYear, gradeBand, batch };
}

/** What the pre-check would refuse of a division's courses: to be mended before students begin to upload. */
export function courseMatters({ checks }: AnswerOf<typeof courseHealth>, now: Date): Matter[] {
  return checks.flatMap((check) => {
    const over = check.closes !== null && now >= new Date(check.closes);
    if (check.offerings === 0 || over) return [];
    const refused = check.findings.filter(({ weight }) => weight === 'blocks');
    const late = check.opens !== null && now >= new Date(check.opens);
    return [
      {
        key: `courses-${check.division}`,
        kind: refused.length === 0 ? 'courses-clean' : late ? 'courses-late' : 'courses-check',
        urgency: refused.length === 0 ? 'done' : late ? 'overdue' : 'due',
        facts: {
          division: check.division,
          count: refused.length,
          students: refused.reduce((sum, { students }) => sum + students, 0),
        },
        opens: null,
        closes: late ? null : check.opens,
        to: '/course-check',
      } satisfies Matter,
    ];
  });
}

/** Changes of status that could not take effect on their day, and those that wait for it. */
export function statusMatters({ changes }: AnswerOf<typeof waitingStatus>): Matter[] {
  return changes.map(({ eventId, registrationId, number, name, division, kind, on, refusal }) => ({
    key: eventId,
    kind: refusal ? 'status-refused' : 'status-announced',
    urgency: refusal ? 'due' : 'coming',
    facts: { statusKind: kind, student: `${number} ${name}`, division, day: on },
    ...(refusal && { refusal }),
    opens: null,
    closes: null,
    to: '/register/$registrationId/status',
    params: { registrationId },
  }));
}

/** Windows that cannot open because staff have not entered the event they hang on; other events come by themselves. */
export function datesMatters({ windows }: AnswerOf<typeof schedule>): Matter[] {
  const enterable: readonly string[] = [...semesterEvents, ...roundEvents];
  const waitedFor = windows.flatMap(({ missing }) => (missing ? [missing] : []));
  const missing = [...new Set(waitedFor)].filter((event) => enterable.includes(event));
  if (missing.length === 0) return [];
  return [
    {
      key: 'dates',
      kind: 'dates-missing',
      urgency: 'due',
      facts: { count: missing.length },
      opens: null,
      closes: null,
      to: '/dates',
    },
  ];
}
