/** A student's day: what came back, what is half-written, what may be chosen, what is to be confirmed. */

import { type Matter, type Span, urgencyOf } from './matter.ts';

/** What is to be known of a student's works, course by course; the browser and a letter both know at least this. */
export interface Courses {
  subjects: readonly {
    name: string;
    window: Span;
    outcomes: readonly {
      outcomeId: string;
      state: string;
      description: string;
      reason: string | null;
      lost: boolean;
    }[];
  }[];
  /** Semesters open again for the student now. */
  reopened: readonly {
    reopeningId: string;
    schoolYear: number;
    semester: number;
    reason: string;
    closes: string;
  }[];
}

export interface Performances {
  schoolYear: number;
  window: Span;
  quotas: readonly { used: number; max: number; remaining: number }[];
  performances: readonly { performanceId: string; state: string; name: string; description: string }[];
}

interface Choosable {
  selected: boolean;
  frozen: boolean;
}

export interface Selections {
  rounds: readonly (Span & {
    roundId: string;
    schoolYear: number;
    max: number | null;
    used: number;
    outcomes: readonly (Choosable & { certified: boolean })[];
    performances: { max: number | null; used: number; listed: readonly Choosable[] };
  })[];
}

export interface Confirmations {
  confirmations: readonly {
    importId: string;
    round: { schoolYear: number };
    confirmation: Span | null;
    signedOff: boolean;
    state: string;
    lines: readonly { result: string }[];
  }[];
}

interface Returned {
  returned: readonly { kind: string; outcomeId: string }[];
}

/** The works that came back with little time left. */
export function littleTime(reminders: Returned | undefined): Set<string> {
  const soon = reminders?.returned.filter(({ kind }) => kind === 'returned-soon') ?? [];
  return new Set(soon.map(({ outcomeId }) => outcomeId));
}

/** Works that came back to be mended, `soon` with little time left, and drafts nobody else knows of. */
export function outcomeMatters(
  { subjects }: Courses,
  now: Date,
  soon: ReadonlySet<string> = new Set(),
): Matter[] {
  return subjects.flatMap(({ name, window, outcomes }) =>
    outcomes.flatMap((outcome) => {
      if (outcome.state !== 'returned' && outcome.state !== 'draft') return [];
      return [
        {
          key: outcome.outcomeId,
          kind: soon.has(outcome.outcomeId) ? 'returned-soon' : outcome.state,
          urgency: urgencyOf(window, now),
          facts: { subject: name, description: outcome.description, reason: outcome.reason ?? '' },
          opens: window.opens,
          closes: window.closes,
          to: '/outcomes/$outcomeId',
          params: { outcomeId: outcome.outcomeId },
        },
      ];
    }),
  );
}

/** Files the school has lost: nobody but the student can bring them back (產82). */
function lostMatters({ subjects }: Pick<Courses, 'subjects'>): Matter[] {
  return subjects.flatMap(({ name, outcomes }) =>
    outcomes
      .filter(({ lost, state }) => lost && state !== 'withdrawn')
      .map(({ outcomeId, description }) => ({
        key: `lost-${outcomeId}`,
        kind: 'lost',
        urgency: 'due',
        facts: { subject: name, description },
        opens: null,
        closes: null,
        to: '/outcomes/$outcomeId',
        params: { outcomeId },
      })),
  );
}

/** 補件: semesters open again for the student, of which nothing else would tell. */
function reopenedMatters({ reopened }: Pick<Courses, 'reopened'>): Matter[] {
  return reopened.map(({ reopeningId, schoolYear, semester, reason, closes }) => ({
    key: reopeningId,
    kind: 'reopened',
    urgency: 'due',
    facts: { schoolYear, semester, reason },
    opens: null,
    closes,
    to: '/outcomes',
    query: { semester: `${schoolYear}-${semester}` },
  }));
}

/** What is left of the school year's places, while its window is open; a draft waits until it is sent. */
export function performanceMatters(
  { schoolYear, window, quotas, performances }: Performances,
  now: Date,
): Matter[] {
  const urgency = urgencyOf(window, now);
  // Over, or without a date yet.
  if (urgency === 'overdue' || window.closes === null) return [];
  const shared = { opens: window.opens, closes: window.closes };
  const drafts = performances
    .filter(({ state }) => state === 'draft')
    .map(({ performanceId, name, description }): Matter => {
      const facts = { name: name || description };
      const to = '/performances/$performanceId';
      return {
        key: performanceId,
        kind: 'performance-draft',
        urgency,
        facts,
        ...shared,
        to,
        params: { performanceId },
      };
    });
  const [quota] = quotas;
  if (!quota) return drafts;
  const full = quota.remaining === 0;
  const facts = { schoolYear, used: quota.used, max: quota.max, remaining: quota.remaining };
  return [
    ...drafts,
    {
      key: `performances-${schoolYear}`,
      kind: full ? 'performances-full' : 'performances',
      urgency: full ? 'done' : urgency,
      facts,
      ...shared,
      to: '/performances',
    },
  ];
}

/** A round still open in which something could yet be chosen, with what remains; nothing left to choose is done. */
export function selectionMatters({ rounds }: Selections, now: Date): Matter[] {
  return rounds.flatMap((round) => {
    const urgency = urgencyOf(round, now);
    const { performances } = round;
    const outcomes = freeOf(
      round,
      round.outcomes.filter(({ certified }) => certified),
    );
    const others = freeOf(performances, performances.listed);
    const over = urgency === 'overdue';
    if (over && round.used + performances.used === 0) return [];
    const done = outcomes + others === 0;
    return [
      {
        key: round.roundId,
        kind: over ? 'selected' : done ? 'selection-done' : 'selection',
        urgency: urgency === 'coming' ? urgency : over || done ? 'done' : 'due',
        facts: {
          schoolYear: round.schoolYear,
          used: round.used,
          max: round.max ?? '–',
          free: outcomes,
          performancesUsed: performances.used,
          performancesMax: performances.max ?? '–',
          performancesFree: others,
        },
        opens: round.opens,
        closes: round.closes,
        to: '/selection',
      } satisfies Matter,
    ];
  });
}

/** How many could still be chosen: what is there, and no more than the cap leaves. */
function freeOf({ max, used }: { max: number | null; used: number }, items: readonly Choosable[]): number {
  const there = items.filter(({ selected, frozen }) => !selected && !frozen).length;
  return max === null ? there : Math.min(there, Math.max(0, max - used));
}

/** Lines that the central database sent back, to be looked at. No answer is never "correct". */
function receiptMatters({ confirmations }: Confirmations, now: Date): Matter[] {
  return confirmations.flatMap((one) => {
    const answered = one.state !== 'no-answer';
    // Signed off: nobody can answer any more.
    if (!one.confirmation || (one.signedOff && !answered)) return [];
    return [
      {
        key: one.importId,
        kind: `receipt-${one.state}`,
        urgency: answered ? 'done' : urgencyOf(one.confirmation, now),
        facts: {
          schoolYear: one.round.schoolYear,
          lines: one.lines.length,
          differing: one.lines.filter(({ result }) => result !== 'equal').length,
        },
        opens: one.confirmation.opens,
        closes: one.confirmation.closes,
        to: '/my-receipt-details',
      } satisfies Matter,
    ];
  });
}

interface Answered {
  questions: readonly {
    questionId: string;
    label: string;
    answer: { at: string; text: string } | null;
  }[];
}

const freshFor = 14 * 86_400_000;

/** Answers of the last two weeks to one's own questions. */
function questionMatters({ questions }: Answered, now: Date): Matter[] {
  return questions.flatMap(({ questionId, label, answer }) =>
    answer && now.getTime() - Date.parse(answer.at) < freshFor
      ? [
          {
            key: questionId,
            kind: 'question-answered',
            urgency: 'done',
            facts: { label, text: answer.text },
            opens: null,
            closes: null,
            to: '/my-questions',
          } satisfies Matter,
        ]
      : [],
  );
}

export interface Tally {
  received: number;
  certified: number;
  returned: number;
  drafts: number;
}

/** The semester in four figures. */
export function tallyOf({ subjects }: Courses): Tally {
  const states = subjects.flatMap(({ outcomes }) => outcomes.map(({ state }) => state));
  const count = (wanted: string) => states.filter((state) => state === wanted).length;
  return {
    received: count('received'),
    certified: count('certified'),
    returned: count('returned'),
    drafts: count('draft'),
  };
}

/** What a student was told; undefined where it is not known yet. */
export interface StudentAnswers {
  courses?: Courses;
  returned?: Returned;
  performances?: Performances;
  selections?: Selections;
  receipts?: Confirmations;
  questions?: Answered;
}

export function studentMatters(answers: StudentAnswers, now: Date): Matter[] {
  const { courses, returned, performances, selections, receipts, questions } = answers;
  return [
    ...(courses ? [...lostMatters(courses), ...reopenedMatters(courses)] : []),
    ...(courses ? outcomeMatters(courses, now, littleTime(returned)) : []),
    ...(performances ? performanceMatters(performances, now) : []),
    ...(selections ? selectionMatters(selections, now) : []),
    ...(receipts ? receiptMatters(receipts, now) : []),
    ...(questions ? questionMatters(questions, now) : []),
  ];
}
