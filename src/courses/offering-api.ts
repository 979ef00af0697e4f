/** Offerings: the list of a semester, one of them, and corrections of who teaches and who takes it. */
import { type Route, route } from '../accounts/route.ts';
import type { By } from '../history/store.ts';
import { record } from '../ledger/record.ts';
import { lockStudents } from '../outcomes/store.ts';
import { inTransaction } from '../platform/db.ts';
import { isRefusal, refuse } from '../regulation/refusal.ts';
import * as contract from './contract.ts';
import { changeTeacher, endOne, enrol, enrolmentWith, staffWith, takerWith } from './correct-store.ts';
import { lockOffering, offeringsList, takersOf, teacherChangesOf, teachersOf } from './course-store.ts';
import {
  decideEndEnrolment,
  decideEnrol,
  decideTeacher,
  decideTeacherGone,
  enrolled,
  enrolmentEnded,
  teacherChanged,
} from './enrolment.ts';
import { keptOffering, officeGround, seenOffering, semesterAsked } from './seen.ts';

const listOfferings = route(contract.listOfferings, async ({ school, actor, query }) => {
  const ground = await officeGround(school.db, school, actor);
  if (isRefusal(ground)) return ground;
  const asked = await semesterAsked(school.db, ground, query);
  return { ...asked, offerings: await offeringsList(school.db, ground.divisions, asked) };
});

const oneOffering = route(contract.oneOffering, async ({ school, actor, params }) => {
  const seen = await seenOffering(school.db, school, actor, params.offeringId);
  if (isRefusal(seen)) return seen;
  const takers = await takersOf(school.db, params.offeringId);
  const changes = await teacherChangesOf(school.db, params.offeringId);
  return {
    ...seen.offering,
    teachers: await teachersOf(school.db, params.offeringId),
    enrolments: takers.map(({ endedAt, text, ...taker }) => ({
      ...taker,
      endedAt: endedAt?.toISOString() ?? null,
      graded: text !== null,
    })),
    changes: changes.map(({ id, kind, at, import_id, ...change }) => ({
      ...change,
      changeId: id,
      kind: kind === 'added' ? ('added' as const) : ('removed' as const),
      at: at.toISOString(),
      imported: import_id !== null,
    })),
    may: seen.keeper ? ['correct' as const, 'grade' as const] : [],
  };
});

const addTeacher = route(contract.addTeacher, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    await lockOffering(tx, params.offeringId);
    const kept = await keptOffering(tx, school, actor, params.offeringId);
    if (isRefusal(kept)) return kept;
    const { staffCode: code, reason } = body;
    const staff = await staffWith(tx, code, kept.today);
    const teachers = await teachersOf(tx, params.offeringId);
    const teaches = teachers.some(({ personId }) => personId === staff?.personId);
    const refused = decideTeacher({ isStaff: staff !== undefined, teaches }, { code, reason });
    if (refused || !staff) return refused ?? refuse('no-such-teacher', '五(二)1', { code });
    const change = { offeringId: params.offeringId, personId: staff.personId, kind: 'added' as const };
    const by = byOf(actor.personId, kept, reason);
    const changeId = await changeTeacher(tx, change, by);
    const { offeringId, personId, kind } = change;
    const line = teacherChanged(changeId, offeringId, personId, { kind, reason: by.reason ?? '' });
    const used = { appointmentId: kept.appointmentId, offsetMs: school.clock.offsetMs };
    await record(tx, actor, line, [{ table: 'teacher_change', id: changeId }], used);
    return undefined;
  }),
);

const removeTeacher = route(contract.removeTeacher, async ({ school, actor, params, query }) =>
  inTransaction(school.db, async (tx) => {
    const { offeringId, personId } = params;
    await lockOffering(tx, offeringId);
    const kept = await keptOffering(tx, school, actor, offeringId);
    if (isRefusal(kept)) return kept;
    const teachers = await teachersOf(tx, offeringId);
    const takers = (await takersOf(tx, offeringId)).filter(({ endedAt }) => endedAt === null);
    const teaches = teachers.some((one) => one.personId === personId);
    const facts = { teaches, others: teachers.length - 1, takers: takers.length };
    const refused = decideTeacherGone(facts, query.reason);
    if (refused) return refused;
    const by = byOf(actor.personId, kept, query.reason);
    const changeId = await changeTeacher(tx, { offeringId, personId, kind: 'removed' }, by);
    const line = teacherChanged(changeId, offeringId, personId, {
      kind: 'removed',
      reason: by.reason ?? '',
    });
    const used = { appointmentId: kept.appointmentId, offsetMs: school.clock.offsetMs };
    await record(tx, actor, line, [{ table: 'teacher_change', id: changeId }], used);
    return undefined;
  }),
);

const addEnrolment = route(contract.addEnrolment, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    const kept = await keptOffering(tx, school, actor, params.offeringId);
    if (isRefusal(kept)) return kept;
    const { offering } = kept;
    const known = await takerWith(tx, body.number, offering.offeringId);
    if (known) await lockStudents(tx, [known.registrationId]);
    const taker = await takerWith(tx, body.number, offering.offeringId);
    const decided = decideEnrol(taker, offering, body);
    if (isRefusal(decided)) return decided;
    const registrationId = taker?.registrationId ?? '';
    const by = byOf(actor.personId, kept, body.reason);
    const enrolmentId = await enrol(tx, { registrationId, offering, kind: body.kind }, by);
    const data = { kind: body.kind, reason: by.reason ?? '' };
    const used = { appointmentId: kept.appointmentId, offsetMs: school.clock.offsetMs };
    await record(tx, actor, enrolled(enrolmentId, offering.offeringId, registrationId, data), [], used);
    return { enrolmentId };
  }),
);

const endEnrolment = route(contract.endEnrolment, async ({ school, actor, params, query }) =>
  inTransaction(school.db, async (tx) => {
    const known = await enrolmentWith(tx, params.enrolmentId);
    if (!known) return refuse('not-found', '五(二)1');
    const kept = await keptOffering(tx, school, actor, known.offeringId);
    if (isRefusal(kept)) return kept;
    await lockStudents(tx, [known.registrationId]);
    const enrolment = (await enrolmentWith(tx, params.enrolmentId)) ?? known;
    const refused = decideEndEnrolment(enrolment, query.reason);
    if (refused) return refused;
    const by = byOf(actor.personId, kept, query.reason);
    await endOne(tx, enrolment, kept.offering, by);
    const { enrolmentId, offeringId, registrationId } = enrolment;
    const line = enrolmentEnded(enrolmentId, offeringId, registrationId, by.reason ?? '');
    const used = { appointmentId: kept.appointmentId, offsetMs: school.clock.offsetMs };
    await record(tx, actor, line, [], used);
    return undefined;
  }),
);

function byOf(
  personId: string,
  { now, appointmentId }: { now: Date; appointmentId: string },
  reason: string,
): By {
  return { personId, appointmentId, at: now, reason: reason.trim() };
}

export const routes: Route[] = [
  listOfferings,
  oneOffering,
  addTeacher,
  removeTeacher,
  addEnrolment,
  endEnrolment,
];
