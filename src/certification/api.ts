/** Certifying, returning and taking back: load → decide → save → answer. */
import { heldUntil } from '../accounts/appointment-store.ts';
import { type Route, route, type SignedIn } from '../accounts/route.ts';
import { calendarOf } from '../calendar/store.ts';
import { record } from '../ledger/record.ts';
import { lockStudents } from '../outcomes/store.ts';
import { inTransaction } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import type { Wish } from './batch.ts';
import {
  type CertificationFacts,
  certificationWithdrawn,
  decideCertification,
  decideWithdrawal,
  rightToCertify,
  saidReason,
} from './certification.ts';
import {
  certificationItem,
  certificationQueue,
  certify,
  noteOpened,
  returnOutcome,
  withdrawCertification,
} from './contract.ts';
import { decideEach, factsOf, notFound, seenBy } from './deciding.ts';
import { headOf, sameBytesAs, versionsOf } from './item-store.ts';
import { queueAnswer, semesterName } from './queue.ts';
import { noteLook, queueOf } from './queue-store.ts';
import { seesAny } from './seen-store.ts';
import { withdraw } from './store.ts';
import { canReactUntil } from './window.ts';

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
    const deputies = actor.appointments.filter(({ office }) => office === 'deputy').map(({ id }) => id);
    const stoodInFor = await heldUntil(school.db, deputies);
    return { courses: queueAnswer(rows, actor, calendars, now, query.state, stoodInFor) };
  }),

  route(certificationItem, async ({ school, actor, params: { outcomeId } }) => {
    const outcome = (await seenBy(school.db, actor, [outcomeId])).get(outcomeId);
    if (!outcome) return notFound();
    const calendar = await calendarOf(school.db, outcome.schoolYear, outcome.semester);
    if (isRefusal(calendar)) return calendar;
    const now = await school.clock.now(school.db);
    const facts = factsOf(calendar, outcome, now);
    const [head, versions, sameBytes] = await Promise.all([
      headOf(school.db, outcomeId),
      versionsOf(school.db, outcomeId),
      sameBytesAs(school.db, actor, outcome.versionId),
    ]);
    if (!head) return notFound();
    const { subject, group, teachers, ...student } = head;
    return {
      outcomeId,
      subject,
      group,
      teachers,
      student,
      versions: versions.map((version) => ({
        ...version,
        handedInAt: version.handedInAt.toISOString(),
        decisions: version.decisions.map(({ byId, ...made }) => ({
          ...made,
          own: byId === actor.personId,
          at: new Date(made.at).toISOString(),
          withdrawnAt: made.withdrawnAt && new Date(made.withdrawnAt).toISOString(),
        })),
      })),
      state: outcome.withdrawn
        ? ('withdrawn' as const)
        : (outcome.standing?.decision ?? ('waiting' as const)),
      sameBytes: sameBytes.map(({ name, className, seat, ...same }) => ({
        ...same,
        student: { name, className, seat },
      })),
      canReactUntil: canReactUntil(calendar, outcome, now)?.toISOString() ?? null,
      may: mayNow(facts, actor),
    };
  }),

  route(noteOpened, async ({ school, actor, params, body }) => {
    const outcome = (await seenBy(school.db, actor, [params.outcomeId])).get(params.outcomeId);
    if (outcome?.versionId !== body.versionId) return notFound();
    await inTransaction(school.db, async (tx) => {
      const at = await school.clock.now(tx);
      await noteLook(tx, { personId: actor.personId, versionId: body.versionId, at });
    });
  }),

  route(certify, async ({ school, actor, params, body }) =>
    decideOne(school, actor, { ...params, ...body }, { decision: 'certified', reason: '' }),
  ),

  route(returnOutcome, async ({ school, actor, params, body }) => {
    if (!(await seesAny(school.db, actor, [params.outcomeId]))) return notFound();
    const reason = saidReason(body.reason, 'return-reason-length');
    if (isRefusal(reason)) return reason;
    return decideOne(school, actor, { ...params, ...body }, { decision: 'returned', reason });
  }),

  route(withdrawCertification, async ({ school, actor, params: { outcomeId }, query }) => {
    const seen = (await seenBy(school.db, actor, [outcomeId])).get(outcomeId);
    if (!seen) return notFound();
    return inTransaction(school.db, async (tx) => {
      await lockStudents(tx, [seen.registrationId]);
      const outcome = (await seenBy(tx, actor, [outcomeId])).get(outcomeId);
      if (!outcome) return notFound();
      const calendar = await calendarOf(tx, outcome.schoolYear, outcome.semester);
      if (isRefusal(calendar)) return calendar;
      const at = await school.clock.now(tx);
      const decided = decideWithdrawal(factsOf(calendar, outcome, at), actor, query.reason);
      if (isRefusal(decided)) return decided;
      const { reason } = decided;
      const id = await withdraw(tx, outcome.versionId, { by: actor.personId, at, reason });
      const event = certificationWithdrawn(outcomeId, outcome.versionId, reason);
      await record(tx, actor, event, [{ table: 'certification', id }], {
        offsetMs: school.clock.offsetMs,
        appointmentId: rightToCertify(actor, outcome)?.id ?? null,
      });
      return { certificationId: id };
    });
  }),
];

/** A batch of one, answered as what it is. */
async function decideOne(
  school: School,
  actor: SignedIn,
  wish: Wish,
  made: { decision: 'certified' | 'returned'; reason: string },
): Promise<{ certificationId: string } | Refusal> {
  const [answer] = await decideEach(school, actor, [wish], made);
  if (answer?.refusal) return answer.refusal;
  return answer?.certificationId ? { certificationId: answer.certificationId } : notFound();
}

function mayNow(facts: CertificationFacts, actor: SignedIn): ('certify' | 'return' | 'withdraw')[] {
  const decidable = !isRefusal(decideCertification(facts, facts.versionId));
  const withdrawable = !isRefusal(decideWithdrawal(facts, actor, undefined));
  return [
    ...(decidable ? (['certify', 'return'] as const) : []),
    ...(withdrawable ? (['withdraw'] as const) : []),
  ];
}
