/** What every page of courses and grades begins with: the rules of today, and the divisions whose records are seen. @server */
import type { Actor, Division } from '../accounts/actor.ts';
import { appointmentFor, divisionsFor } from '../accounts/rights.ts';
import { dayOf, semesterOf } from '../calendar/day.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import type { Rules } from '../regulation/regulation.ts';
import { rulesFor } from '../regulation/store.ts';
import { type OfferingFacts, offeringSeenBy, type Semester, semestersOf } from './course-store.ts';

export interface Ground {
  now: Date;
  /** ISO day in Taipei. */
  today: string;
  at: Semester;
  rules: Rules;
  /** In which the actor sees courses by an office. */
  divisions: Division[];
}

export async function groundOf(db: Db | Tx, school: School, actor: Actor): Promise<Ground | Refusal> {
  const now = await school.clock.now(db);
  const today = dayOf(now);
  const at = semesterOf(today);
  const rules = await rulesFor(db, at.schoolYear, at.semester);
  if (isRefusal(rules)) return rules;
  return { now, today, at, rules, divisions: divisionsFor(actor, 'courses.see', rules.regulation) };
}

/** The same for pages that are an office's: who sees no division is told so. */
export async function officeGround(db: Db | Tx, school: School, actor: Actor): Promise<Ground | Refusal> {
  const ground = await groundOf(db, school, actor);
  if (isRefusal(ground)) return ground;
  return ground.divisions.length > 0 ? ground : refuse('not-allowed', '五(二)1');
}

/** The semester asked for, else the latest with offerings up to today's. */
export async function semesterAsked(
  db: Db | Tx,
  { at, divisions }: Ground,
  asked: { schoolYear?: number; semester?: number },
): Promise<Semester & { semesters: Semester[] }> {
  const semesters = await semestersOf(db, divisions);
  const order = (one: Semester) => one.schoolYear * 2 + one.semester;
  const latest = semesters.find((one) => order(one) <= order(at)) ?? at;
  const schoolYear = asked.schoolYear ?? latest.schoolYear;
  const semester = asked.semester === 1 || asked.semester === 2 ? asked.semester : latest.semester;
  return { schoolYear, semester, semesters };
}

/** An offering the actor sees, and the appointment by which they may change it, if any. */
export async function seenOffering(db: Db | Tx, school: School, actor: Actor, offeringId: string) {
  const ground = await groundOf(db, school, actor);
  if (isRefusal(ground)) return ground;
  const offering = await offeringSeenBy(db, ground.divisions, offeringId);
  if (!offering) return refuse('not-found', '五(二)1');
  const { division } = offering;
  return {
    ...ground,
    offering,
    keeper: appointmentFor(actor, 'grades.keep', ground.rules.regulation, { division }),
  };
}

/** The same, to change it: who only sees it is refused. */
export async function keptOffering(
  tx: Tx,
  school: School,
  actor: Actor,
  offeringId: string,
): Promise<(Ground & { offering: OfferingFacts; appointmentId: string }) | Refusal> {
  const seen = await seenOffering(tx, school, actor, offeringId);
  if (isRefusal(seen)) return seen;
  const { keeper, ...rest } = seen;
  return keeper ? { ...rest, appointmentId: keeper.id } : refuse('not-allowed', '五(二)1');
}
