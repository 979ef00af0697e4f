/** What the counselling's handlers load first: who asks, of which semester, and until when it may be entered. @server */
import type { Actor, Division } from '../accounts/actor.ts';
import { appointmentFor, divisionsFor, type RightKey } from '../accounts/rights.ts';
import { calendarOf, type Present, presentOf } from '../calendar/store.ts';
import { type Term, type TermAsked, termAsked } from '../calendar/term.ts';
import { type DatedWindow, decideOpen } from '../calendar/window.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import type { Regulation } from '../regulation/regulation.ts';
import { counsellingClause } from './counselling.ts';

export interface Watching {
  present: Present;
  term: Term;
  divisions: Division[];
  classIds: string[];
  /** Divisions whose records are the asker's to keep. */
  keeps: Division[];
}

/** Whoever may see the coverage: offices by division, homeroom teachers their class. */
export async function watchedBy(
  school: School,
  db: Db | Tx,
  actor: Actor,
  asked: TermAsked = {},
): Promise<Watching | Refusal> {
  const present = await presentOf(db, school.clock);
  if (isRefusal(present)) return present;
  const { regulation } = present.rules;
  const of = (right: RightKey) => divisionsFor(actor, right, regulation);
  const divisions = of('counselling.see');
  const classIds = actor.appointments.flatMap(({ office, classId }) =>
    office === 'homeroom' && classId !== null ? [classId] : [],
  );
  if (divisions.length + classIds.length === 0) return refuse('not-allowed', counsellingClause);
  return { present, term: termAsked(asked, present), divisions, classIds, keeps: of('counselling.keep') };
}

export interface Keeping {
  present: Present;
  term: Term;
  divisions: Division[];
  appointmentId: string | null;
}

/** The counselling teachers themselves. */
export async function keepingOf(
  school: School,
  db: Db | Tx,
  actor: Actor,
  asked: TermAsked = {},
): Promise<Keeping | Refusal> {
  const present = await presentOf(db, school.clock);
  if (isRefusal(present)) return present;
  const { regulation } = present.rules;
  const divisions = divisionsFor(actor, 'counselling.keep', regulation);
  if (divisions.length === 0) return refuse('not-allowed', counsellingClause);
  const appointmentId = appointmentFor(actor, 'counselling.keep', regulation)?.id ?? null;
  return { present, term: termAsked(asked, present), divisions, appointmentId };
}

/** The window of a semester in a division, as the calendar has it. */
export async function windowIn(db: Db | Tx, term: Term, division: Division): Promise<DatedWindow | Refusal> {
  const calendar = await calendarOf(db, term.schoolYear, term.semester);
  return isRefusal(calendar) ? calendar : calendar.windowOf('counselling', { ...term, division });
}

/** Why nothing more is taken for these semesters and divisions, if that is so. */
export async function shutFor(
  db: Db | Tx,
  terms: readonly Term[],
  divisions: Iterable<Division>,
  now: Date,
): Promise<Refusal | undefined> {
  for (const term of terms)
    for (const division of new Set(divisions)) {
      const dated = await windowIn(db, term, division);
      const refused = isRefusal(dated) ? dated : decideOpen(dated, now);
      if (refused) return refused;
    }
  return undefined;
}

export function shownWindow(dated: DatedWindow | Refusal): { closes: string | null; clause: string } {
  return isRefusal(dated)
    ? { closes: null, clause: dated.clause }
    : { closes: dated.window.closes.toISOString(), clause: dated.clause };
}

/** 附錄: how often each student is to be seen in a semester. */
export function timesAsked(regulation: Regulation): number {
  return (
    regulation.duties.find(({ what, each }) => what === 'counselling' && each === 'student')?.atLeast ?? 0
  );
}
