/** An office's day: what waits for a package, an answer, a date. */

import { addDays, startOf } from '../calendar/day.ts';
import { roundEvents, semesterEvents } from '../calendar/event.ts';
import type { Refusal } from '../regulation/refusal.ts';
import { type Matter, type Span, urgencyOf } from './matter.ts';
import { longWaitingMatters, type Reminders } from './teacher-matters.ts';

interface RoundName {
  schoolYear: number;
  gradeBand: string;
  batch: number;
}

interface Rounds {
  rounds: readonly (RoundName & {
    tasks: readonly {
      taskId: string;
      division: string;
      selectionCloses: string | null;
      deadline: string | null;
      handedOverAt: string | null;
      newest: { state: string } | null;
      outcomes: number;
      students: number;
    }[];
  })[];
}

interface ReceiptTasks {
  tasks: readonly {
    taskId: string;
    division: string;
    round: RoundName;
    handedOverAt: string | null;
    signedOffAt: string | null;
    counts: object | null;
    confirmation: (Span & { open: boolean }) | null;
    progress: { doubtOpen: number; noAnswer: number; students: number } | null;
  }[];
}

interface Coverage {
  classes: readonly { students: number; seen: number }[];
  windows: readonly { closes: string | null }[];
  followUps: readonly {
    recordId: string;
    topic: string;
    followUp: string;
    due: string | null;
    overdue: boolean;
  }[];
}

interface Asked {
  questions: readonly { topic: string; division: string; label: string; answer: object | null }[];
}

interface CourseChecks {
  checks: readonly (Span & {
    division: string;
    offerings: number;
    findings: readonly { weight: string; students: number }[];
  })[];
}

interface StatusChanges {
  changes: readonly {
    eventId: string;
    registrationId: string;
    number: string;
    name: string;
    division: string;
    kind: string;
    on: string;
    refusal: Refusal | null;
  }[];
}

/** Rounds whose package is not handed over yet. */
function submissionMatters({ rounds }: Rounds, now: Date): Matter[] {
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
function receiptTaskMatters({ tasks }: ReceiptTasks, now: Date): Matter[] {
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
function counsellingMatters(coverage: Coverage, now: Date): Matter[] {
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
function questionMatters({ questions: asked }: Asked): Matter[] {
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

function roundFacts({ schoolYear, gradeBand, batch }: RoundName) {
  return { schoolYear, gradeBand, batch };
}

/** What the pre-check would refuse of a division's courses: to be mended before students begin to upload. */
export function courseMatters({ checks }: CourseChecks, now: Date): Matter[] {
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
export function statusMatters({ changes }: StatusChanges): Matter[] {
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
export function datesMatters({ windows }: { windows: readonly { missing: string | null }[] }): Matter[] {
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

/** What an office was told; undefined where it has no part in it. */
export interface OfficeAnswers {
  rounds?: Rounds;
  tasks?: ReceiptTasks;
  asked?: Asked;
  waiting?: StatusChanges;
  health?: CourseChecks;
  counselled?: Coverage;
  waited?: Reminders;
  dates?: { windows: readonly { missing: string | null }[] };
}

/** Whose day it is to see that every student is counselled. */
const counsels: readonly string[] = ['counselling-teacher', 'counselling-convener', 'homeroom'];

/** What an office need not even ask for. */
export function askedBy(office: string): { counselled: boolean; dates: boolean } {
  return { counselled: counsels.includes(office), dates: office === 'academic-director' };
}

/** The day of one office; of its own division only, where it has one. */
export function officeMatters(answers: OfficeAnswers, division: string | null, now: Date): Matter[] {
  const { rounds, tasks, asked, waiting, health, counselled, waited, dates } = answers;
  const matters = [
    ...(rounds ? submissionMatters(rounds, now) : []),
    ...(tasks ? receiptTaskMatters(tasks, now) : []),
    ...(asked ? questionMatters(asked) : []),
    ...(waiting ? statusMatters(waiting) : []),
    ...(health ? courseMatters(health, now) : []),
    ...(counselled ? counsellingMatters(counselled, now) : []),
    ...(waited ? longWaitingMatters(waited) : []),
    ...(dates ? datesMatters(dates) : []),
  ];
  return matters.filter(({ facts }) => !division || !facts['division'] || facts['division'] === division);
}
