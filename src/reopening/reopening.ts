/**
 * 補件 (產80): after its closing, the upload of a semester is open again for named students, until an end and for a
 * reason that are written down. It widens nothing else: caps, kinds and the certification's hold stay. What comes in so
 * carries its mark for good. It ends with 勾選 at the latest, for nothing handed in later could be chosen (國8).
 */
import type { Division } from '../accounts/actor.ts';
import { dayOf } from '../calendar/day.ts';
import type { DatedWindow } from '../calendar/window.ts';
import type { Change } from '../history/change.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import type { Regulation, Rules } from '../regulation/regulation.ts';

const clause = '產80';

/** One student's, in one course. */
export interface Reopening {
  reopeningId: string;
  reason: string;
  from: Date;
  /** Its end, or when it was ended early. */
  until: Date;
}

/** As it stands in a row: instants as text. */
export interface KeptReopening {
  reopeningId: string;
  reason: string;
  from: string;
  until: string;
}

/** The latest end of choosing for a student, and what says so. */
export interface Latest {
  at: Date;
  clause: string;
}

export type WindowAt = DatedWindow & { reopening?: Reopening };

/** No reopening reaches beyond `latest`, also where that moved after it was made. */
export function within(kept: readonly KeptReopening[], latest: Latest): Reopening[] {
  return kept.map(({ from, until, ...one }) => ({
    ...one,
    from: new Date(from),
    until: new Date(Math.min(Date.parse(until), latest.at.getTime())),
  }));
}

/**
 * The window that counts at a moment: the general one up to its closing; afterwards that of the reopening which is, or
 * was, open the longest.
 */
export function windowAt(dated: DatedWindow, reopenings: readonly Reopening[], at: Date): WindowAt {
  const { closes } = dated.window;
  const [last] = reopenings
    .filter(({ from, until }) => from <= at && until > closes)
    .toSorted((one, other) => other.until.getTime() - one.until.getTime());
  if (at < closes || !last) return dated;
  const opens = new Date(Math.max(last.from.getTime(), closes.getTime()));
  return { ...dated, clause, window: { opens, closes: last.until }, reopening: last };
}

/** 產81: what came in late may be certified so many days after the reopening's end, and no longer than it could be chosen. */
export function lateWindow(dated: DatedWindow, late: Reopening, days: number, latest: Latest): DatedWindow {
  const end = Math.min(late.until.getTime() + days * 86_400_000, latest.at.getTime());
  if (end <= dated.window.closes.getTime()) return dated;
  return { ...dated, clause: '產81', window: { ...dated.window, closes: new Date(end) } };
}

/** Whether the text lets a semester's upload be opened again; where it is silent, our default does. */
export function mayReopen({ regulation, defaults }: Pick<Rules, 'regulation' | 'defaults'>): {
  upload: 'allowed' | 'never';
  clause: string;
} {
  const said: Regulation['reopening'] = regulation.reopening;
  if (said.upload) return { upload: said.upload, clause: said.clause };
  const silent = defaults.get('uploadReopening');
  return { upload: silent?.value === 0 ? 'never' : 'allowed', clause: silent?.cite ?? clause };
}

export interface ReopeningFacts {
  rule: { upload: 'allowed' | 'never'; clause: string };
  /** What the students' general windows say; several where grades are treated apart. */
  windows: readonly { window: DatedWindow | Refusal; latest: Latest }[];
}

export const mostStudents = 200;

/** May it be opened again so, now? Every named student's own window must have room for it. */
export function decideReopening(
  facts: ReopeningFacts,
  wish: { students: number; reason: string; closes: Date },
  now: Date,
): { accepted: true } | Refusal {
  if (facts.rule.upload === 'never') return refuse('reopening-never', facts.rule.clause);
  if (wish.students < 1) return refuse('reopening-for-nobody', clause);
  if (wish.reason.trim() === '') return refuse('reopening-without-reason', clause);
  for (const { window, latest } of facts.windows) {
    if (isRefusal(window)) return window;
    const { opens, closes } = window.window;
    if (opens && now < opens)
      return refuse('window-not-open', window.clause, { of: window.of, opens: opens.toISOString() });
    if (wish.closes <= now || wish.closes <= closes)
      return refuse('reopening-too-short', clause, { closed: closes.toISOString() });
    if (wish.closes > latest.at)
      return refuse('reopening-too-long', latest.clause, { latest: latest.at.toISOString() });
  }
  return { accepted: true };
}

/** It is ended before its end, with a reason; whoever had begun finishes within the grace. */
export function decideEnding(
  reopening: { closes: Date; endedAt: Date | null },
  reason: string,
  now: Date,
): { accepted: true } | Refusal {
  if (reopening.endedAt || now >= reopening.closes) return refuse('reopening-over', clause);
  return reason.trim() === '' ? refuse('reopening-without-reason', clause) : { accepted: true };
}

export interface Wish {
  division: Division;
  schoolYear: number;
  semester: 1 | 2;
  registrationIds: readonly string[];
  /** None: every course. */
  courseCodes: readonly string[];
  reason: string;
  closes: Date;
}

/** How the history of each named student tells of it. */
export function reopeningChange(
  { schoolYear, semester, registrationIds }: Pick<Wish, 'schoolYear' | 'semester' | 'registrationIds'>,
  courses: readonly string[],
  edges: { before?: Date; after: Date },
): Change[] {
  const label = `${schoolYear}-${semester} ${courses.join('、')}`.trim();
  return registrationIds.map((registrationId) => ({
    registrationId,
    topic: 'outcomes',
    kind: edges.before ? 'changed' : 'added',
    label,
    fields: [
      {
        field: 'reopenedUntil',
        before: edges.before ? lastDay(edges.before) : '',
        after: lastDay(edges.after),
      },
    ],
  }));
}

/** The day on which it is still open. */
function lastDay(closes: Date): string {
  return dayOf(new Date(closes.getTime() - 1));
}

export const uploadReopened = (reopeningId: string, wish: Wish): LedgerEvent => ({
  act: 'reopening.made',
  about: { reopening: reopeningId },
  data: {
    schoolYear: wish.schoolYear,
    semester: wish.semester,
    registrations: wish.registrationIds,
    courses: wish.courseCodes,
    closes: wish.closes.toISOString(),
    reason: wish.reason,
  },
});

export const reopeningEnded = (reopeningId: string, reason: string): LedgerEvent => ({
  act: 'reopening.ended',
  about: { reopening: reopeningId },
  data: { reason },
});
