/**
 * Deciding on one work or on hundreds, in one transaction: the students are locked in id order, what stands is read
 * then, each work is decided by itself, and what is accepted is written at once with a line each. @server
 */
import type { SignedIn } from '../accounts/route.ts';
import { type Calendar, calendarOf } from '../calendar/store.ts';
import { decideOpen } from '../calendar/window.ts';
import { recordEach } from '../ledger/record.ts';
import { notify } from '../notices/notify.ts';
import { lockStudents } from '../outcomes/store.ts';
import { type Db, inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import { type Decision, decideWish, type Wish, wishedOnce } from './batch.ts';
import {
  type CertificationFacts,
  mayCertify,
  rightToCertify,
  versionCertified,
  versionReturned,
} from './certification.ts';
import { studentsSeenBy } from './seen-store.ts';
import { type CertifiableOutcome, certifiableOutcomes, decide } from './store.ts';
import { certificationWindow } from './window.ts';

export interface Answered {
  outcomeId: string;
  certificationId: string | null;
  refusal: Refusal | null;
}

/** @param reason already found to be one; empty for a certification */
export async function decideEach(
  school: School,
  actor: SignedIn,
  wishes: readonly Wish[],
  made: { decision: Decision; reason: string },
): Promise<Answered[]> {
  const asked = wishedOnce(wishes);
  const ids = asked.map(({ outcomeId }) => outcomeId);
  return inTransaction(school.db, async (tx) => {
    await lockStudents(tx, studentsSeenBy(actor, ids));
    const outcomes = await seenBy(tx, actor, ids);
    const now = await school.clock.now(tx);
    const facts = await factsOfEach(tx, outcomes, now);
    const verdicts = asked.map((wish) => ({ wish, verdict: decideWish(wish, facts.get(wish.outcomeId)) }));
    const accepted = verdicts.flatMap(({ wish, verdict }) => {
      const outcome = isRefusal(verdict) ? undefined : outcomes.get(wish.outcomeId);
      return outcome ? [outcome] : [];
    });
    const saved = await save(tx, school, actor, accepted, { ...made, at: now });
    return verdicts.map(({ wish: { outcomeId, versionId }, verdict }) => {
      if (isRefusal(verdict)) return answered(outcomeId, verdict);
      return answered(outcomeId, saved.get(versionId) ?? refuse('already-decided', '五(三)2'));
    });
  });
}

/** What the actor may certify of these, by outcome. */
export async function seenBy(
  db: Db | Tx,
  actor: SignedIn,
  outcomeIds: readonly string[],
): Promise<Map<string, CertifiableOutcome>> {
  const found = await certifiableOutcomes(db, outcomeIds);
  return new Map([...found].filter(([, outcome]) => mayCertify(actor, outcome)));
}

/** The facts each is decided by; a calendar is read once for each semester there is among them. */
export async function factsOfEach(
  db: Db | Tx,
  outcomes: ReadonlyMap<string, CertifiableOutcome>,
  now: Date,
): Promise<Map<string, CertificationFacts | Refusal>> {
  const facts = new Map<string, CertificationFacts | Refusal>();
  for (const group of Map.groupBy(outcomes.values(), nameOfSemester).values()) {
    const [first] = group;
    if (!first) continue;
    const calendar = await calendarOf(db, first.schoolYear, first.semester);
    for (const outcome of group)
      facts.set(outcome.outcomeId, isRefusal(calendar) ? calendar : factsOf(calendar, outcome, now));
  }
  return facts;
}

export function factsOf(calendar: Calendar, outcome: CertifiableOutcome, now: Date): CertificationFacts {
  const window = certificationWindow(calendar, outcome, outcome.handedInAt);
  const windowRefusal = isRefusal(window) ? window : decideOpen(window, now);
  return { ...outcome, reopening: calendar.rules.regulation.reopening, windowRefusal };
}

export function notFound(): Refusal {
  return refuse('not-found', '五(三)2');
}

/** One statement for the rows, and one for the lines of each right they were decided by. */
async function save(
  tx: Tx,
  school: School,
  actor: SignedIn,
  accepted: readonly CertifiableOutcome[],
  made: { decision: Decision; reason: string; at: Date },
): Promise<Map<string, string>> {
  if (accepted.length === 0) return new Map();
  const items = accepted.map((outcome) => ({
    outcomeId: outcome.outcomeId,
    versionId: outcome.versionId,
    appointmentId: rightToCertify(actor, outcome)?.id ?? null,
  }));
  const ids = await decide(tx, { ...made, decidedBy: actor.personId }, items);
  for (const [appointmentId, own] of Map.groupBy(items, (item) => item.appointmentId)) {
    const acts = own.flatMap(({ outcomeId, versionId }) => {
      const id = ids.get(versionId);
      if (!id) return [];
      const event =
        made.decision === 'certified'
          ? versionCertified(outcomeId, versionId)
          : versionReturned(outcomeId, versionId, made.reason);
      return [{ event, rows: [{ table: 'certification', id }] }];
    });
    await recordEach(tx, actor, acts, { appointmentId, offsetMs: school.clock.offsetMs });
  }
  for (const { versionId, registrationId } of made.decision === 'returned' ? accepted : []) {
    const aboutId = ids.get(versionId);
    if (aboutId) await notify(tx, school, { kind: 'returned', aboutId, at: made.at, to: { registrationId } });
  }
  return ids;
}

function answered(outcomeId: string, outcome: string | Refusal): Answered {
  return isRefusal(outcome)
    ? { outcomeId, certificationId: null, refusal: outcome }
    : { outcomeId, certificationId: outcome as string, refusal: null };
}

function nameOfSemester({ schoolYear, semester }: CertifiableOutcome): string {
  return `${schoolYear}-${semester}`;
}
