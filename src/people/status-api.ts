/** 學籍異動 over HTTP: load → decide → save → answer. */
import { appointmentFor, divisionsFor } from '../accounts/rights.ts';
import { type Route, route, type SignedIn } from '../accounts/route.ts';
import { dayOf, semesterOf } from '../calendar/day.ts';
import { resumeEnrolments } from '../courses/enrolment-store.ts';
import { record } from '../ledger/record.ts';
import { type Db, inTransaction, type Tx } from '../platform/db.ts';
import { keepSent } from '../platform/files/sent.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import type { Rules } from '../regulation/regulation.ts';
import { rulesFor } from '../regulation/store.ts';
import { waitingEvents } from './announced-store.ts';
import { type RegistrationScope, seesRegistration } from './registration.ts';
import { registrationScope } from './registration-store.ts';
import {
  decideCorrection,
  decideStatus,
  decideWithdrawal,
  effectsOf,
  isAhead,
  kindsFrom,
  type StatusWish,
  statusAnnounced,
  statusCorrected,
  statusDocumentKept,
  statusTitles,
  statusWithdrawn,
} from './status.ts';
import * as contract from './status-contract.ts';
import { type Concern, enterNow, rememberStatus, rememberWaiting, visitOf } from './status-effect.ts';
import {
  addDocument,
  addStatusEvent,
  classChoices,
  documentAndStudent,
  lockRegistration,
  revokeStatusEvent,
  type StatusDocument,
  type StatusEventRow,
  setStanding,
  standingOf,
  statusEvents,
  statusFacts,
} from './status-store.ts';
import { dropVisits } from './visit-store.ts';

const clause = '八';
const notFound = () => refuse('not-found', clause);

const studentStatus = route(contract.studentStatus, async ({ school, actor, params }) => {
  const seen = await seenBy(school.db, school, actor, params.registrationId);
  if (isRefusal(seen)) return seen;
  const { student, term, today, appointmentId } = seen;
  const facts = await statusFacts(school.db, student.registrationId, { classId: null, seat: null }, term);
  const events = await statusEvents(school.db, { registrationId: student.registrationId });
  const latest = latestOf(events)?.eventId;
  return {
    student: { registrationId: student.registrationId, number: student.number, name: student.name },
    standing: facts.standing,
    events: events.map((event) => shownEvent(event, appointmentId !== undefined, latest)),
    kinds: appointmentId
      ? kindsFrom(facts.standing).filter((kind) => kind !== 'transfer-in' || facts.latestKind === null)
      : [],
    classes: appointmentId ? await classChoices(school.db, student.division, term.schoolYear) : [],
    today,
  };
});

const previewStatus = route(contract.previewStatus, async ({ school, actor, params, body }) => {
  const seen = await changedBy(school.db, school, actor, params.registrationId);
  if (isRefusal(seen)) return seen;
  const ahead = isAhead(body.on, seen.today);
  const term = ahead ? semesterOf(body.on) : seen.term;
  const facts = await statusFacts(school.db, seen.student.registrationId, body.details, term);
  const decided = decideStatus(facts, body, seen.today);
  return {
    effects: effectsOf(body.kind, facts),
    refusal: isRefusal(decided) ? decided : null,
    takesEffectOn: ahead ? body.on : null,
  };
});

const enterStatus = route(contract.enterStatus, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    await lockRegistration(tx, params.registrationId);
    const seen = await changedBy(tx, school, actor, params.registrationId);
    if (isRefusal(seen)) return seen;
    const ahead = isAhead(body.on, seen.today);
    const term = ahead ? semesterOf(body.on) : seen.term;
    const facts = await statusFacts(tx, seen.student.registrationId, body.details, term);
    const decided = decideStatus(facts, body, seen.today);
    if (isRefusal(decided)) return decided;
    if (ahead)
      return { eventId: await announce(tx, seen, body), standing: facts.standing, takesEffectOn: body.on };
    const eventId = await enterNow(tx, seen, body, decided.standing);
    return { eventId, standing: decided.standing, takesEffectOn: null };
  }),
);

/** Nothing is set aside before the day has come. */
async function announce(tx: Tx, seen: MayChange, wish: StatusWish): Promise<string> {
  const { student, now: at, personId: by, appointmentId, offsetMs } = seen;
  const { registrationId } = student;
  const eventId = await addStatusEvent(tx, { ...wish, registrationId, effect: null, at, by, appointmentId });
  await rememberWaiting(tx, seen, 'added', wish);
  await record(
    tx,
    seen,
    statusAnnounced(eventId, registrationId, wish),
    [{ table: 'status_event', id: eventId }],
    { appointmentId, offsetMs },
  );
  return eventId;
}

const withdrawStatus = route(contract.withdrawStatus, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    const locked = await lockedEvent(tx, school, actor, params.eventId);
    if (isRefusal(locked)) return locked;
    const { event, seen } = locked;
    const { eventId, registrationId } = event;
    const decided = decideWithdrawal(event.state, body.reason);
    if (isRefusal(decided)) return decided;
    const { now: at, personId: by, appointmentId, offsetMs } = seen;
    await revokeStatusEvent(tx, eventId, { at, by, reason: body.reason });
    await rememberWaiting(tx, seen, 'removed', { ...event, reason: body.reason });
    await record(
      tx,
      actor,
      statusWithdrawn(eventId, registrationId),
      [{ table: 'status_event', id: eventId }],
      { appointmentId, offsetMs },
    );
  }),
);

const correctStatus = route(contract.correctStatus, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    const locked = await lockedEvent(tx, school, actor, params.eventId);
    if (isRefusal(locked)) return locked;
    const { event, events, seen } = locked;
    const latest = latestOf(events)?.eventId ?? null;
    const decided = decideCorrection(
      { id: event.eventId, revoked: event.revoked !== null },
      latest,
      body.reason,
    );
    if (isRefusal(decided)) return decided;
    if (!event.before)
      throw new Error(`Change of status ${event.eventId} is in force and set nothing aside.`);

    const { term, ...before } = event.before;
    const standing = await standingOf(tx, event.registrationId, term);
    await setStanding(tx, event.registrationId, before, term);
    await resumeEnrolments(tx, event.endedEnrolments);
    if (event.kind === 'visit') await dropVisits(tx, [await visitOf(tx, seen, event)]);
    await revokeStatusEvent(tx, event.eventId, { at: seen.now, by: seen.personId, reason: body.reason });
    await rememberStatus(tx, seen, {
      before: standing,
      after: before,
      label: `更正：${statusTitles[event.kind]}`,
      reason: body.reason,
    });
    await record(
      tx,
      actor,
      statusCorrected(event.eventId, event.registrationId),
      [{ table: 'status_event', id: event.eventId }],
      { appointmentId: seen.appointmentId, offsetMs: seen.offsetMs },
    );
    return { standing: before.status };
  }),
);

const waitingStatus = route(contract.waitingStatus, async ({ school, actor }) => {
  const { schoolYear, semester } = semesterOf(dayOf(await school.clock.now(school.db)));
  const rules = await rulesFor(school.db, schoolYear, semester);
  if (isRefusal(rules)) return rules;
  const divisions = divisionsFor(actor, 'status.change', rules.regulation);
  if (divisions.length === 0) return refuse('not-allowed', clause);
  return { changes: await waitingEvents(school.db, divisions) };
});

const keepStatusDocument = route(
  contract.keepStatusDocument,
  async ({ school, actor, params, query, request }) => {
    const [event] = await statusEvents(school.db, { eventId: params.eventId });
    const seen = event && (await changedBy(school.db, school, actor, event.registrationId));
    if (!event || !seen) return notFound();
    if (isRefusal(seen)) return seen;
    const kept = await keepSent(school.files, request.raw, query, seen.rules.national.files.document);
    if (isRefusal(kept)) {
      request.raw.resume();
      return kept;
    }
    return inTransaction(school.db, async (tx) => {
      await school.files.enter(tx, kept);
      const there = event.documents.find(({ sha256 }) => sha256 === kept.sha256);
      if (there) return shownDocument(there);
      const document = { ...kept, name: query.name, keptAt: seen.now };
      const documentId = await addDocument(tx, {
        ...document,
        eventId: event.eventId,
        by: actor.personId,
      });
      await record(
        tx,
        actor,
        statusDocumentKept(documentId, event.eventId, event.registrationId, kept.sha256),
        [{ table: 'status_document', id: documentId }],
        { appointmentId: seen.appointmentId, offsetMs: school.clock.offsetMs },
      );
      return shownDocument({ ...document, documentId });
    });
  },
);

const statusDocument = route(contract.statusDocument, async ({ school, actor, params, reply }) => {
  const document = await documentAndStudent(school.db, params.documentId);
  const seen = document && (await seenBy(school.db, school, actor, document.registrationId));
  if (!document || !seen || isRefusal(seen)) return notFound();
  const { size, read } = await school.files.open(document.sha256);
  return reply
    .type(document.mediaType)
    .header('content-length', size)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(document.name)}`)
    .send(read());
});

export const routes: Route[] = [
  studentStatus,
  previewStatus,
  enterStatus,
  withdrawStatus,
  waitingStatus,
  correctStatus,
  keepStatusDocument,
  statusDocument,
];

interface Seen {
  student: RegistrationScope & { number: string; name: string };
  rules: Rules;
  term: { schoolYear: number; semester: 1 | 2 };
  now: Date;
  today: string;
  /** Set where the actor may change the status. */
  appointmentId: string | undefined;
}

type MayChange = Seen & Concern;

/** A student the actor may see, with today's rules; everybody else is not found. */
async function seenBy(
  db: Db | Tx,
  school: School,
  actor: SignedIn,
  registrationId: string,
): Promise<Seen | Refusal> {
  const now = await school.clock.now(db);
  const today = dayOf(now);
  const term = semesterOf(today);
  const rules = await rulesFor(db, term.schoolYear, term.semester);
  if (isRefusal(rules)) return rules;
  const student = await registrationScope(db, registrationId, term);
  if (!student || !seesRegistration(actor, 'status.see', rules.regulation, student, { own: true }))
    return notFound();
  const { division } = student;
  const appointmentId = appointmentFor(actor, 'status.change', rules.regulation, { division })?.id;
  return { student, rules, term, now, today, appointmentId };
}

async function changedBy(
  db: Db | Tx,
  school: School,
  actor: SignedIn,
  registrationId: string,
): Promise<MayChange | Refusal> {
  const seen = await seenBy(db, school, actor, registrationId);
  if (isRefusal(seen)) return seen;
  const { appointmentId } = seen;
  return appointmentId === undefined
    ? refuse('not-allowed', clause)
    : { ...seen, appointmentId, personId: actor.personId, offsetMs: school.clock.offsetMs };
}

/** An event of a student whose status the actor may change, the student locked. */
async function lockedEvent(tx: Tx, school: School, actor: SignedIn, eventId: string) {
  const [named] = await statusEvents(tx, { eventId });
  if (!named) return notFound();
  await lockRegistration(tx, named.registrationId);
  const seen = await changedBy(tx, school, actor, named.registrationId);
  if (isRefusal(seen)) return seen;
  const events = await statusEvents(tx, { registrationId: named.registrationId });
  return { seen, events, event: events.find((event) => event.eventId === eventId) ?? named };
}

/** The one in force that came last. */
function latestOf(events: readonly StatusEventRow[]): StatusEventRow | undefined {
  return events.find(({ state }) => state === 'in-force');
}

function shownEvent(event: StatusEventRow, mayChange: boolean, latest: string | undefined) {
  const may = [
    ...(event.eventId === latest ? (['correct'] as const) : []),
    ...(event.state === 'announced' || event.state === 'refused' ? (['withdraw'] as const) : []),
    ...(event.revoked ? [] : (['keepDocument'] as const)),
  ];
  return {
    eventId: event.eventId,
    kind: event.kind,
    on: event.on,
    reason: event.reason,
    details: event.details,
    enteredAt: event.enteredAt.toISOString(),
    enteredBy: event.enteredBy,
    revoked: event.revoked && { ...event.revoked, at: event.revoked.at.toISOString() },
    state: event.state,
    refusal: event.refusal,
    endedEnrolments: event.endedEnrolments.length,
    documents: event.documents.map(shownDocument),
    may: mayChange ? may : [],
  };
}

function shownDocument({ documentId, name, mediaType, size, keptAt }: Omit<StatusDocument, 'sha256'>) {
  return { documentId, name, mediaType, size, keptAt: keptAt.toISOString() };
}
