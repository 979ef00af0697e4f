/** What the cadre's handlers load first: which semester, what the asker sees of it, and what they keep. @server */
import type { Actor, Appointment, Division } from '../accounts/actor.ts';
import { appointmentFor, divisionsFor } from '../accounts/rights.ts';
import { presentOf } from '../calendar/store.ts';
import { type Term, type TermAsked, termAsked } from '../calendar/term.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { type CadreLevel, cadreClause } from './post.ts';
import { classesIn, unitsOf } from './unit-store.ts';

export interface Seen {
  /** The present semester. */
  present: Term;
  /** The one that was asked for. */
  term: Term;
  now: Date;
  /** Divisions seen as an office. */
  divisions: Division[];
  /** Classes seen as their homeroom teacher. */
  classIds: string[];
  /** The appointment by which each division's cadre is kept. */
  keeps: ReadonlyMap<Division, Appointment>;
}

/** Refused for whoever sees nothing of the cadre. */
export async function seenBy(
  school: School,
  db: Db | Tx,
  actor: Actor,
  asked: TermAsked = {},
): Promise<Seen | Refusal> {
  const present = await presentOf(db, school.clock);
  if (isRefusal(present)) return present;
  const { regulation } = present.rules;
  const divisions = divisionsFor(actor, 'cadre.see', regulation);
  const classIds = actor.appointments.flatMap(({ office, classId }) =>
    office === 'homeroom' && classId !== null ? [classId] : [],
  );
  if (divisions.length + classIds.length === 0) return refuse('not-allowed', cadreClause);
  const keeps = divisions.flatMap((division): [Division, Appointment][] => {
    const by = appointmentFor(actor, 'cadre.keep', regulation, { division });
    return by ? [[division, by]] : [];
  });
  const { now, schoolYear, semester } = present;
  const term = termAsked(asked, present);
  return { present: { schoolYear, semester }, term, now, divisions, classIds, keeps: new Map(keeps) };
}

/** The same for those who keep some division's cadre; refused for those who only look. */
export async function keepingOf(
  school: School,
  db: Db | Tx,
  actor: Actor,
  asked: TermAsked = {},
): Promise<Seen | Refusal> {
  const seen = await seenBy(school, db, actor, asked);
  if (isRefusal(seen)) return seen;
  return seen.keeps.size > 0 ? seen : refuse('not-allowed', cadreClause);
}

/** The same for one division; the other division's cadre is not there for its neighbour. */
export async function keepingIn(
  school: School,
  db: Db | Tx,
  actor: Actor,
  division: Division,
  asked: TermAsked = {},
): Promise<(Seen & { by: Appointment }) | Refusal> {
  const seen = await keepingOf(school, db, actor, asked);
  if (isRefusal(seen)) return seen;
  const by = seen.keeps.get(division);
  return by ? { ...seen, by } : refuse('not-found', cadreClause);
}

export interface GridUnit {
  level: CadreLevel;
  unitId: string;
  division: Division;
  name: string;
  retired: boolean;
}

/** Classes of the semester's year, then clubs, then bodies of the school: as an office goes through them. */
export async function unitsIn(db: Db | Tx, divisions: readonly Division[], term: Term): Promise<GridUnit[]> {
  const classes = await classesIn(db, term, { divisions, classIds: [] });
  const units = await unitsOf(db, divisions);
  const of = (wanted: 'school' | 'club') =>
    units
      .filter(({ level }) => level === wanted)
      .map(({ level, unitId, division, name, retired }) => ({ level, unitId, division, name, retired }));
  const classUnits = classes.map(({ unitId, division, name }): GridUnit => {
    return { level: 'class', unitId, division, name, retired: false };
  });
  return [...classUnits, ...of('club'), ...of('school')];
}
