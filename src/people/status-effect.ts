/** A change of status takes effect: standing, class, courses, visits, and what is remembered of it. @server */
import type { Term } from '../calendar/term.ts';
import { endSemester } from '../courses/enrolment-store.ts';
import { changesBetween } from '../history/change.ts';
import { type By, remember } from '../history/store.ts';
import { record } from '../ledger/record.ts';
import type { Tx } from '../platform/db.ts';
import { schoolCodes } from '../submission/round-store.ts';
import type { RegistrationScope } from './registration.ts';
import { ends, type StatusWish, standingTitles, statusEntered, statusTitles } from './status.ts';
import { addStatusEvent, type Before, type Effect, setStanding, standingOf } from './status-store.ts';
import { saveVisits, type VisitRow } from './visit-store.ts';

/** Whose change it is, in which semester it is written, and who answers for it. */
export interface Concern {
  student: Pick<RegistrationScope, 'registrationId' | 'division'> & { number: string };
  term: Term;
  now: Date;
  personId: string;
  appointmentId: string;
  offsetMs: number;
}

/** Enters an event that takes effect at once. The student is locked and the event decided. */
export async function enterNow(
  tx: Tx,
  concern: Concern,
  wish: StatusWish,
  standing: Before['status'],
): Promise<string> {
  const { registrationId } = concern.student;
  const effect = await takeEffect(tx, concern, wish, standing);
  const eventId = await addStatusEvent(tx, {
    ...wish,
    registrationId,
    effect,
    at: concern.now,
    by: concern.personId,
    appointmentId: concern.appointmentId,
  });
  await record(
    tx,
    concern,
    statusEntered(eventId, registrationId, wish, effect.endedEnrolments.length),
    [{ table: 'status_event', id: eventId }],
    { appointmentId: concern.appointmentId, offsetMs: concern.offsetMs },
  );
  return eventId;
}

/** Sets aside what stood, and keeps it for a correction. */
export async function takeEffect(
  tx: Tx,
  concern: Concern,
  wish: StatusWish,
  standing: Before['status'],
): Promise<Effect> {
  const { student, term, now } = concern;
  const before = await standingOf(tx, student.registrationId, term);
  const after = afterwards(before, wish, standing);
  await setStanding(tx, student.registrationId, after, term);
  const endedEnrolments = ends[wish.kind].enrolments
    ? await endSemester(tx, student.registrationId, term, now)
    : [];
  if (wish.kind === 'visit') await saveVisits(tx, [await visitOf(tx, concern, wish)]);
  await rememberStatus(tx, concern, { before, after, label: statusTitles[wish.kind], reason: wish.reason });
  return { before: { ...before, term }, endedEnrolments };
}

function afterwards(before: Before, { kind, on, details }: StatusWish, status: Before['status']): Before {
  return {
    status,
    endsOn: ends[kind].registration ? on : before.endsOn,
    // A visitor's programme at the other school is the visit's, not the student's.
    ...(kind === 'change-programme' && details.fieldGroup && details.programme
      ? { fieldGroup: details.fieldGroup, programme: details.programme }
      : { fieldGroup: before.fieldGroup, programme: before.programme }),
    placement: details.classId ? { classId: details.classId, seat: details.seat } : before.placement,
  };
}

/** 借讀 as the roster of visiting students lists it. */
export async function visitOf(
  tx: Tx,
  { student }: Pick<Concern, 'student'>,
  { on, details }: Pick<StatusWish, 'on' | 'details'>,
): Promise<VisitRow> {
  const codes = await schoolCodes(tx);
  return {
    number: student.number,
    homeSchool: codes[student.division],
    hostSchool: details.otherSchool ?? '',
    fieldGroup: details.fieldGroup ?? '',
    programme: details.programme ?? '',
    kind: details.visitCode ?? '',
    startsOn: on,
    endsOn: details.until ?? on,
  };
}

export async function rememberStatus(
  tx: Tx,
  concern: Concern,
  { before, after, label, reason }: { before: Before; after: Before; label: string; reason: string },
): Promise<void> {
  const fields = changesBetween(plain(before), plain(after));
  const { registrationId } = concern.student;
  await remember(
    tx,
    [{ registrationId, topic: 'status', kind: 'changed', label, fields }],
    byOf(concern, reason),
  );
}

/** That an event waits for its day, or no longer does. */
export async function rememberWaiting(
  tx: Tx,
  concern: Concern,
  kind: 'added' | 'removed',
  wish: Pick<StatusWish, 'kind' | 'on' | 'reason'>,
): Promise<void> {
  const label = `${kind === 'added' ? '預定' : '撤回預定'}：${statusTitles[wish.kind]}`;
  const fields = [{ field: 'on', before: '', after: wish.on }];
  const { registrationId } = concern.student;
  await remember(
    tx,
    [{ registrationId, topic: 'status', kind, label, fields: kind === 'added' ? fields : [] }],
    byOf(concern, wish.reason),
  );
}

function byOf({ personId, appointmentId, now }: Concern, reason: string): By {
  return { personId, appointmentId, at: now, reason: reason.trim() };
}

function plain({ status, endsOn, fieldGroup, programme, placement }: Before): Record<string, string> {
  return {
    status: standingTitles[status],
    endsOn: endsOn ?? '',
    fieldGroup,
    programme,
    seat: placement?.seat === null || placement === null ? '' : String(placement.seat),
  };
}
