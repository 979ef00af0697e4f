/** Certifying, returning and taking back: load → decide → save → answer. */
import { type Route, route, type SignedIn } from '../accounts/route.ts';
import { type Calendar, calendarOf } from '../calendar/store.ts';
import { decideOpen } from '../calendar/window.ts';
import { record } from '../ledger/record.ts';
import { closesFor } from '../outcomes/outcome.ts';
import { lockStudents } from '../outcomes/store.ts';
import { brokenConstraint, type Db, inTransaction, type Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import {
  type CertificationFacts,
  certificationWithdrawn,
  decideCertification,
  decideReturn,
  decideWithdrawal,
  effectOfReturn,
  mayCertify,
  rightToCertify,
  versionCertified,
  versionReturned,
} from './certification.ts';
import {
  certificationItem,
  certificationQueue,
  certify,
  returnOutcome,
  withdrawCertification,
} from './contract.ts';
import { queueAnswer, semesterName } from './queue.ts';
import {
  type CertifiableOutcome,
  certifiableOutcome,
  decide,
  headOf,
  queueOf,
  versionsOf,
  withdraw,
} from './store.ts';
import { certificationWindow, keyOf } from './window.ts';

export const routes: Route[] = [
  route(certificationQueue, async ({ school, actor, query }) => {
    const rows = await queueOf(school.db, actor);
    const now = await school.clock.now(school.db);
    const semesters = new Map(rows.map((row) => [semesterName(row), row]));
    const calendars = new Map(
      await Promise.all(
        [...semesters].map(
          async ([name, row]) => [name, await calendarOf(school.db, row.schoolYear, row.semester)] as const,
        ),
      ),
    );
    return { courses: queueAnswer(rows, actor, calendars, now, query.state) };
  }),

  route(certificationItem, async ({ school, actor, params }) => {
    const outcome = await visibleTo(school.db, actor, params.outcomeId);
    if (!outcome) return notFound();
    const calendar = await calendarOf(school.db, outcome.schoolYear, outcome.semester);
    if (isRefusal(calendar)) return calendar;
    const now = await school.clock.now(school.db);
    const facts = factsOf(calendar, outcome, now);
    const [head, versions] = await Promise.all([
      headOf(school.db, outcome.outcomeId),
      versionsOf(school.db, outcome.outcomeId),
    ]);
    if (!head) return notFound();
    const effect = effectOfReturn(now, uploadUntil(calendar, outcome));
    return {
      outcomeId: outcome.outcomeId,
      subject: head.subject,
      group: head.group,
      student: { name: head.name, className: head.className, seat: head.seat },
      versions: versions.map((version) => ({
        ...version,
        handedInAt: version.handedInAt.toISOString(),
        decisions: version.decisions.map((made) => ({
          ...made,
          at: new Date(made.at).toISOString(),
          withdrawnAt: made.withdrawnAt && new Date(made.withdrawnAt).toISOString(),
        })),
      })),
      state: outcome.standing?.decision ?? ('waiting' as const),
      canReactUntil: 'until' in effect ? effect.until.toISOString() : null,
      may: mayNow(facts, actor),
    };
  }),

  route(certify, async ({ school, actor, params, body }) =>
    act(school, actor, params.outcomeId, async (tx, facts, outcome) => {
      const decided = decideCertification(facts, body.versionId);
      if (isRefusal(decided)) return decided;
      return save(tx, school, actor, outcome, 'certified', '');
    }),
  ),

  route(returnOutcome, async ({ school, actor, params, body }) =>
    act(school, actor, params.outcomeId, async (tx, facts, outcome) => {
      const decided = decideReturn(facts, body.versionId, body.reason);
      if (isRefusal(decided)) return decided;
      return save(tx, school, actor, outcome, 'returned', decided.reason);
    }),
  ),

  route(withdrawCertification, async ({ school, actor, params, query }) =>
    act(school, actor, params.outcomeId, async (tx, facts, outcome) => {
      const decided = decideWithdrawal(facts, actor);
      if (isRefusal(decided)) return decided;
      const reason = query.reason.trim();
      const at = await school.clock.now(tx);
      const id = await withdraw(tx, outcome.versionId, { by: actor.personId, at, reason });
      const event = certificationWithdrawn(outcome.outcomeId, outcome.versionId, reason);
      await record(tx, actor, event, [{ table: 'certification', id }], {
        offsetMs: school.clock.offsetMs,
        appointmentId: rightToCertify(actor, outcome)?.id ?? null,
      });
      return { certificationId: id };
    }),
  ),
];

type Done = { certificationId: string } | Refusal;

/** Locks the student, reads what stands then, and decides. Two decisions at once: the index lets one through. */
async function act(
  school: School,
  actor: SignedIn,
  outcomeId: string,
  work: (tx: Tx, facts: CertificationFacts, outcome: CertifiableOutcome) => Promise<Done>,
): Promise<Done> {
  const seen = await visibleTo(school.db, actor, outcomeId);
  if (!seen) return notFound();
  try {
    return await inTransaction(school.db, async (tx) => {
      await lockStudents(tx, [seen.registrationId]);
      const outcome = await certifiableOutcome(tx, outcomeId);
      if (!outcome) return notFound();
      const calendar = await calendarOf(tx, outcome.schoolYear, outcome.semester);
      if (isRefusal(calendar)) return calendar;
      return work(tx, factsOf(calendar, outcome, await school.clock.now(tx)), outcome);
    });
  } catch (error) {
    if (brokenConstraint(error) === 'certification_standing') return refuse('already-decided', '五(三)2');
    throw error;
  }
}

async function save(
  tx: Tx,
  school: School,
  actor: SignedIn,
  outcome: CertifiableOutcome,
  decision: 'certified' | 'returned',
  reason: string,
): Promise<Done> {
  const { outcomeId, versionId } = outcome;
  const appointmentId = rightToCertify(actor, outcome)?.id ?? null;
  const at = await school.clock.now(tx);
  const id = await decide(tx, {
    outcomeId,
    versionId,
    decision,
    reason,
    decidedBy: actor.personId,
    appointmentId,
    at,
  });
  const event =
    decision === 'certified'
      ? versionCertified(outcomeId, versionId)
      : versionReturned(outcomeId, versionId, reason);
  await record(tx, actor, event, [{ table: 'certification', id }], {
    offsetMs: school.clock.offsetMs,
    appointmentId,
  });
  return { certificationId: id };
}

async function visibleTo(
  db: Db,
  actor: SignedIn,
  outcomeId: string,
): Promise<CertifiableOutcome | undefined> {
  const outcome = await certifiableOutcome(db, outcomeId);
  return outcome && mayCertify(actor, outcome) ? outcome : undefined;
}

function factsOf(calendar: Calendar, outcome: CertifiableOutcome, now: Date): CertificationFacts {
  const window = certificationWindow(calendar, outcome, outcome.handedInAt);
  const windowRefusal = isRefusal(window) ? window : decideOpen(window, now);
  return { ...outcome, reopening: calendar.rules.regulation.reopening, windowRefusal };
}

/** Until when the student could hand in anew if this were returned. */
function uploadUntil(calendar: Calendar, outcome: CertifiableOutcome): Date | undefined {
  const upload = calendar.windowOf('outcome.upload', keyOf(outcome));
  if (isRefusal(upload)) return undefined;
  const { within } = calendar.rules.regulation.afterReturn;
  const returned = { withdrawn: false, versions: outcome.versionNumber, decision: 'returned' } as const;
  return closesFor({ ...returned, afterReturn: within }, upload);
}

function mayNow(facts: CertificationFacts, actor: SignedIn): ('certify' | 'return' | 'withdraw')[] {
  const decidable = !isRefusal(decideCertification(facts, facts.versionId));
  const withdrawable = !isRefusal(decideWithdrawal(facts, actor));
  return [
    ...(decidable ? (['certify', 'return'] as const) : []),
    ...(withdrawable ? (['withdraw'] as const) : []),
  ];
}

function notFound(): Refusal {
  return refuse('not-found', '五(三)2');
}
