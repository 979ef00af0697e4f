/** The original course of a retake, make-up, transfer or visit: seen and entered by the office that submits it. */
import { type Route, route, type SignedIn } from '../accounts/route.ts';
import { changesBetween } from '../history/change.ts';
import { remember } from '../history/store.ts';
import { record } from '../ledger/record.ts';
import { type Db, inTransaction, type Tx } from '../platform/db.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import { rulesFor } from '../regulation/store.ts';
import * as contract from './contract.ts';
import { layouts } from './layouts.ts';
import { originOf, saveOrigin } from './origin-store.ts';
import { originEntered } from './package.ts';
import { type Origin, originNeeded, originTexts } from './precheck.ts';
import { rosterOf } from './roster.ts';
import { submits } from './round.ts';

const nothingKnown: Origin = {
  schoolCode: null,
  schoolYear: null,
  semester: null,
  courseCode: null,
  courseName: null,
  grade: null,
  credits: null,
  method: null,
};

const originOfEnrolment = route(contract.originOfEnrolment, async ({ school, actor, params }) => {
  const seen = await enrolmentSubmittedBy(school.db, actor, params.enrolmentId);
  if (isRefusal(seen)) return seen;
  const { enrolment } = seen;
  const { schoolYear, division } = enrolment;
  const roster = rosterOf(layouts(), { schoolYear, part: 'outcomes', division });
  return {
    student: enrolment.student,
    subject: enrolment.subject,
    kind: enrolment.kind,
    needed: roster ? originNeeded(roster, enrolment.kind).map((value) => value.replace('origin.', '')) : [],
    origin: enrolment.origin ?? nothingKnown,
  };
});

const enterOrigin = route(contract.enterOrigin, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    const seen = await enrolmentSubmittedBy(tx, actor, params.enrolmentId);
    if (isRefusal(seen)) return seen;
    const { enrolmentId } = params;
    const at = await school.clock.now(tx);
    const id = await saveOrigin(tx, { enrolmentId, origin: body, by: actor.personId, at });
    const { registrationId, subject, origin } = seen.enrolment;
    const fields = changesBetween(origin ? originTexts(origin) : {}, originTexts(body));
    const change = {
      registrationId,
      topic: 'outcomes',
      kind: origin ? 'changed' : 'added',
      label: subject,
      fields,
    } as const;
    await remember(tx, [change], { personId: actor.personId, appointmentId: seen.appointmentId, at });
    await record(tx, actor, originEntered(enrolmentId), [{ table: 'enrolment_origin', id }], {
      appointmentId: seen.appointmentId,
      offsetMs: school.clock.offsetMs,
    });
    return { enrolmentId };
  }),
);

/** An enrolment of the division the actor submits for; another division's is not found. */
async function enrolmentSubmittedBy(db: Db | Tx, actor: SignedIn, enrolmentId: string) {
  const enrolment = await originOf(db, enrolmentId);
  if (!enrolment) return refuse('not-found', '八');
  const rules = await rulesFor(db, enrolment.schoolYear);
  if (isRefusal(rules)) return rules;
  const appointmentId = submits(actor, enrolment.division, rules.regulation)?.id;
  return appointmentId === undefined ? refuse('not-found', '八') : { enrolment, appointmentId };
}

export const routes: Route[] = [originOfEnrolment, enterOrigin];
