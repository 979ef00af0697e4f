/** 學籍異動 over HTTP: load → decide → save → answer. */
import { appointmentFor } from '../accounts/rights.ts';
import { type Route, route, type SignedIn } from '../accounts/route.ts';
import { dayOf, semesterOf } from '../calendar/day.ts';
import { endSemester, resumeEnrolments } from '../courses/enrolment-store.ts';
import { changesBetween } from '../history/change.ts';
import { remember } from '../history/store.ts';
import { record } from '../ledger/record.ts';
import { type Db, inTransaction, type Tx } from '../platform/db.ts';
import { keepSent } from '../platform/files/sent.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal, refuse } from '../regulation/refusal.ts';
import type { Rules } from '../regulation/regulation.ts';
import { rulesFor } from '../regulation/store.ts';
import { schoolCodes } from '../submission/round-store.ts';
import { type RegistrationScope, seesRegistration } from './registration.ts';
import { registrationScope } from './registration-store.ts';
import {
  decideCorrection,
  decideStatus,
  effectsOf,
  ends,
  kindsFrom,
  type StatusWish,
  standingTitles,
  statusCorrected,
  statusDocumentKept,
  statusEntered,
  statusTitles,
} from './status.ts';
import * as contract from './status-contract.ts';
import {
  addDocument,
  addStatusEvent,
  type Before,
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
import { dropVisits, saveVisits, type VisitRow } from './visit-store.ts';

const clause = '八';
const notFound = () => refuse('not-found', clause);

const studentStatus = route(contract.studentStatus, async ({ school, actor, params }) => {
  const seen = await seenBy(school.db, school, actor, params.registrationId);
  if (isRefusal(seen)) return seen;
  const { student, term, today, appointmentId } = seen;
  const facts = await statusFacts(school.db, student.registrationId, { classId: null, seat: null }, term);
  const events = await statusEvents(school.db, { registrationId: student.registrationId });
  const latest = events.find(({ revoked }) => !revoked)?.eventId;
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
  const facts = await statusFacts(school.db, seen.student.registrationId, body.details, seen.term);
  const decided = decideStatus(facts, body, seen.today);
  return { effects: effectsOf(body.kind, facts), refusal: isRefusal(decided) ? decided : null };
});

const enterStatus = route(contract.enterStatus, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    await lockRegistration(tx, params.registrationId);
    const seen = await changedBy(tx, school, actor, params.registrationId);
    if (isRefusal(seen)) return seen;
    const { student, term, today, now, appointmentId } = seen;
    const { registrationId } = student;
    const facts = await statusFacts(tx, registrationId, body.details, term);
    const decided = decideStatus(facts, body, today);
    if (isRefusal(decided)) return decided;

    const before = await standingOf(tx, registrationId, term);
    const after = afterwards(before, body, decided.standing);
    await setStanding(tx, registrationId, after, term);
    const endedEnrolments = ends[body.kind].enrolments
      ? await endSemester(tx, registrationId, term, now)
      : [];
    if (body.kind === 'visit') await saveVisits(tx, [await visitOf(tx, seen, body)]);
    const eventId = await addStatusEvent(tx, {
      ...body,
      registrationId,
      before: { ...before, term },
      endedEnrolments,
      at: now,
      by: actor.personId,
      appointmentId,
    });
    await rememberStatus(tx, actor, seen, {
      before,
      after,
      label: statusTitles[body.kind],
      reason: body.reason,
    });
    await record(
      tx,
      actor,
      statusEntered(eventId, registrationId, body, endedEnrolments.length),
      [{ table: 'status_event', id: eventId }],
      { appointmentId, offsetMs: school.clock.offsetMs },
    );
    return { eventId, standing: decided.standing };
  }),
);

const correctStatus = route(contract.correctStatus, async ({ school, actor, params, body }) =>
  inTransaction(school.db, async (tx) => {
    const [named] = await statusEvents(tx, { eventId: params.eventId });
    if (!named) return notFound();
    await lockRegistration(tx, named.registrationId);
    const seen = await changedBy(tx, school, actor, named.registrationId);
    if (isRefusal(seen)) return seen;
    const events = await statusEvents(tx, { registrationId: named.registrationId });
    const event = events.find(({ eventId }) => eventId === params.eventId) ?? named;
    const latest = events.find(({ revoked }) => !revoked)?.eventId ?? null;
    const decided = decideCorrection(
      { id: event.eventId, revoked: event.revoked !== null },
      latest,
      body.reason,
    );
    if (isRefusal(decided)) return decided;

    const { term, ...before } = event.before;
    const standing = await standingOf(tx, event.registrationId, term);
    await setStanding(tx, event.registrationId, before, term);
    await resumeEnrolments(tx, event.endedEnrolments);
    if (event.kind === 'visit') await dropVisits(tx, [await visitOf(tx, seen, event)]);
    await revokeStatusEvent(tx, event.eventId, { at: seen.now, by: actor.personId, reason: body.reason });
    await rememberStatus(tx, actor, seen, {
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
      { appointmentId: seen.appointmentId, offsetMs: school.clock.offsetMs },
    );
    return { standing: before.status };
  }),
);

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
): Promise<(Seen & { appointmentId: string }) | Refusal> {
  const seen = await seenBy(db, school, actor, registrationId);
  if (isRefusal(seen)) return seen;
  const { appointmentId } = seen;
  return appointmentId === undefined ? refuse('not-allowed', clause) : { ...seen, appointmentId };
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
async function visitOf(
  tx: Tx,
  { student }: Seen,
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

async function rememberStatus(
  tx: Tx,
  actor: SignedIn,
  { student, now, appointmentId }: Seen,
  change: { before: Before; after: Before; label: string; reason: string },
): Promise<void> {
  const fields = changesBetween(plain(change.before), plain(change.after));
  await remember(
    tx,
    [
      {
        registrationId: student.registrationId,
        topic: 'status',
        kind: 'changed',
        label: change.label,
        fields,
      },
    ],
    {
      personId: actor.personId,
      appointmentId: appointmentId ?? null,
      at: now,
      reason: change.reason.trim(),
    },
  );
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

function shownEvent(event: StatusEventRow, mayChange: boolean, latest: string | undefined) {
  const may = [
    ...(event.eventId === latest ? (['correct'] as const) : []),
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
    endedEnrolments: event.endedEnrolments.length,
    documents: event.documents.map(shownDocument),
    may: mayChange ? may : [],
  };
}

function shownDocument({ documentId, name, mediaType, size, keptAt }: Omit<StatusDocument, 'sha256'>) {
  return { documentId, name, mediaType, size, keptAt: keptAt.toISOString() };
}
