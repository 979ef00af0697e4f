/** Changes of status: the events, what they set aside, and their documents. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { Refusal } from '../regulation/refusal.ts';
import type { EventState, Standing, StatusDetails, StatusFacts, StatusKind, StatusWish } from './status.ts';

interface Term {
  schoolYear: number;
  semester: number;
}

/** Locks the student first: every act that changes a portfolio does. */
export async function lockRegistration(tx: Tx, registrationId: string): Promise<void> {
  await sql`select from registration where id = ${registrationId} for no key update`.execute(tx);
}

/** Everything a change of status decides by, in one question. */
export async function statusFacts(
  db: Db | Tx,
  registrationId: string,
  { classId, seat }: Pick<StatusDetails, 'classId' | 'seat'>,
  { schoolYear, semester }: Term,
): Promise<StatusFacts> {
  const { rows } = await sql<Omit<StatusFacts, 'class'> & { class: StatusFacts['class'] }>`
    select r.status as standing, r.starts_on as "startsOn", l.on_day as "latestOn", l.kind as "latestKind",
      exists (select from status_event a where a.registration_id = r.id and a.applied_at is null
        and a.revoked_at is null) as announced,
      (select jsonb_build_object('grade', c.grade,
          'inDivision', c.division = r.division and c.school_year = ${schoolYear}::int,
          'seatTaken', exists (select from placement m where m.class_id = c.id
            and m.semester = ${semester}::int and m.seat = ${seat}::int and m.registration_id <> r.id))
        from class c where c.id = ${classId}::uuid) as class,
      (select c.grade from placement m join class c on c.id = m.class_id where m.registration_id = r.id
        and (m.school_year, m.semester) <= (${schoolYear}::int, ${semester}::int)
        order by m.school_year desc, m.semester desc limit 1) as grade,
      (select count(*)::int from enrolment e join offering o on o.id = e.offering_id
        where e.registration_id = r.id and e.ended_at is null
          and o.school_year = ${schoolYear}::int and o.semester = ${semester}::int) as "openEnrolments"
    from registration r left join lateral (
      select on_day, kind from status_event
      where registration_id = r.id and revoked_at is null and applied_at is not null
      order by applied_at desc limit 1) l on true
    where r.id = ${registrationId}`.execute(db);
  const [facts] = rows;
  if (!facts) throw new Error(`Registration ${registrationId} is gone.`);
  return facts;
}

/** What an event sets aside, as it stood. */
export interface Before {
  status: Standing;
  endsOn: string | null;
  fieldGroup: string;
  programme: string;
  placement: { classId: string; seat: number | null } | null;
}

export async function standingOf(
  tx: Tx,
  registrationId: string,
  { schoolYear, semester }: Term,
): Promise<Before> {
  const row = await tx
    .selectFrom('registration as r')
    .leftJoin('placement as m', (join) =>
      join
        .onRef('m.registration_id', '=', 'r.id')
        .on('m.school_year', '=', schoolYear)
        .on('m.semester', '=', semester),
    )
    .select(['r.status', 'r.ends_on', 'r.field_group', 'r.programme', 'm.class_id', 'm.seat'])
    .where('r.id', '=', registrationId)
    .executeTakeFirstOrThrow();
  return {
    status: row.status as Standing,
    endsOn: row.ends_on,
    fieldGroup: row.field_group,
    programme: row.programme,
    placement: row.class_id === null ? null : { classId: row.class_id, seat: row.seat },
  };
}

/** Makes a student stand so, in this semester's class too. */
export async function setStanding(
  tx: Tx,
  registrationId: string,
  now: Before,
  { schoolYear, semester }: Term,
): Promise<void> {
  await tx
    .updateTable('registration')
    .set({
      status: now.status,
      ends_on: now.endsOn,
      field_group: now.fieldGroup,
      programme: now.programme,
    })
    .where('id', '=', registrationId)
    .execute();
  const place = { registration_id: registrationId, school_year: schoolYear, semester };
  if (now.placement === null) {
    await tx
      .deleteFrom('placement')
      .where('registration_id', '=', registrationId)
      .where('school_year', '=', schoolYear)
      .where('semester', '=', semester)
      .execute();
    return;
  }
  const { classId: class_id, seat } = now.placement;
  await tx
    .insertInto('placement')
    .values({ ...place, class_id, seat })
    .onConflict((conflict) =>
      conflict.columns(['registration_id', 'school_year', 'semester']).doUpdateSet({ class_id, seat }),
    )
    .execute();
}

/** What an event did when it took effect. */
export interface Effect {
  before: Before & { term: Term };
  endedEnrolments: readonly string[];
}

/** @param event.effect null for one that is announced */
export async function addStatusEvent(
  tx: Tx,
  event: StatusWish & {
    registrationId: string;
    effect: Effect | null;
    at: Date;
    by: string;
    appointmentId: string;
  },
): Promise<string> {
  const { details, effect } = event;
  const { id } = await tx
    .insertInto('status_event')
    .values({
      registration_id: event.registrationId,
      kind: event.kind,
      on_day: event.on,
      reason: event.reason.trim(),
      other_school: details.otherSchool,
      until_day: details.until,
      class_id: details.classId,
      seat: details.seat,
      field_group: details.fieldGroup,
      programme: details.programme,
      visit_code: details.visitCode,
      ...(effect && effectColumns(effect, event.at)),
      entered_at: event.at,
      entered_by: event.by,
      appointment_id: event.appointmentId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** An announced event takes effect. */
export async function applyStatusEvent(tx: Tx, eventId: string, effect: Effect, at: Date): Promise<void> {
  await tx.updateTable('status_event').set(effectColumns(effect, at)).where('id', '=', eventId).execute();
}

function effectColumns({ before, endedEnrolments }: Effect, at: Date) {
  return { before: JSON.stringify(before), ended_enrolments: [...endedEnrolments], applied_at: at };
}

/** An announced event could not take effect on its day. */
export async function refuseStatusEvent(tx: Tx, eventId: string, refused: Refusal): Promise<void> {
  await tx
    .updateTable('status_event')
    .set({ refused: JSON.stringify(refused) })
    .where('id', '=', eventId)
    .execute();
}

export async function revokeStatusEvent(
  tx: Tx,
  eventId: string,
  { at, by, reason }: { at: Date; by: string; reason: string },
): Promise<void> {
  await tx
    .updateTable('status_event')
    .set({ revoked_at: at, revoked_by: by, revoked_reason: reason.trim() })
    .where('id', '=', eventId)
    .execute();
}

export interface StatusEventRow {
  eventId: string;
  registrationId: string;
  kind: StatusKind;
  on: string;
  reason: string;
  details: StatusDetails & { className: string | null };
  enteredAt: Date;
  enteredBy: string | null;
  /** Whoever entered it, by which appointment. */
  by: { personId: string; appointmentId: string } | null;
  revoked: { at: Date; by: string | null; reason: string } | null;
  state: EventState;
  /** Why it could not take effect on its day. */
  refusal: Refusal | null;
  /** null until it takes effect. */
  before: Effect['before'] | null;
  endedEnrolments: string[];
  documents: StatusDocument[];
}

export interface StatusDocument {
  documentId: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
  keptAt: Date;
}

/** What waits for its day, then the latest first; of one student, or one event. */
export async function statusEvents(
  db: Db | Tx,
  wanted: { registrationId: string } | { eventId: string },
): Promise<StatusEventRow[]> {
  const rows = await db
    .selectFrom('status_event as s')
    .leftJoin('person as p', 'p.id', 's.entered_by')
    .leftJoin('person as v', 'v.id', 's.revoked_by')
    .leftJoin('class as c', 'c.id', 's.class_id')
    .selectAll('s')
    .select(['p.name as enteredBy', 'v.name as revokedBy', 'c.name as className'])
    .where('registrationId' in wanted ? 's.registration_id' : 's.id', '=', Object.values(wanted)[0] ?? '')
    .orderBy(sql`coalesce(s.applied_at, s.revoked_at, 'infinity')`, 'desc')
    .orderBy('s.entered_at', 'desc')
    .execute();
  const documents = await documentsOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    eventId: row.id,
    registrationId: row.registration_id,
    kind: row.kind as StatusKind,
    on: row.on_day,
    reason: row.reason,
    details: {
      otherSchool: row.other_school,
      until: row.until_day,
      classId: row.class_id,
      className: row.className,
      seat: row.seat,
      fieldGroup: row.field_group,
      programme: row.programme,
      visitCode: row.visit_code,
    },
    enteredAt: row.entered_at,
    enteredBy: row.enteredBy,
    by:
      row.entered_by && row.appointment_id
        ? { personId: row.entered_by, appointmentId: row.appointment_id }
        : null,
    revoked: row.revoked_at && { at: row.revoked_at, by: row.revokedBy, reason: row.revoked_reason ?? '' },
    state: stateOf(row),
    refusal: row.refused as unknown as Refusal | null,
    before: row.before as unknown as StatusEventRow['before'],
    endedEnrolments: row.ended_enrolments,
    documents: documents.get(row.id) ?? [],
  }));
}

function stateOf(row: { applied_at: Date | null; revoked_at: Date | null; refused: unknown }): EventState {
  if (row.revoked_at) return row.applied_at ? 'corrected' : 'withdrawn';
  if (row.applied_at) return 'in-force';
  return row.refused ? 'refused' : 'announced';
}

async function documentsOf(db: Db | Tx, eventIds: readonly string[]): Promise<Map<string, StatusDocument[]>> {
  const found = new Map<string, StatusDocument[]>();
  if (eventIds.length === 0) return found;
  const rows = await db
    .selectFrom('status_document')
    .selectAll()
    .where('event_id', 'in', [...eventIds])
    .orderBy('kept_at')
    .execute();
  for (const { id, event_id, name, media_type, size, sha256, kept_at } of rows) {
    const document = { documentId: id, name, mediaType: media_type, size, sha256, keptAt: kept_at };
    found.set(event_id, [...(found.get(event_id) ?? []), document]);
  }
  return found;
}

export async function addDocument(
  tx: Tx,
  document: Omit<StatusDocument, 'documentId'> & { eventId: string; by: string },
): Promise<string> {
  const { id } = await tx
    .insertInto('status_document')
    .values({
      event_id: document.eventId,
      name: document.name,
      media_type: document.mediaType,
      size: document.size,
      sha256: document.sha256,
      kept_at: document.keptAt,
      kept_by: document.by,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** A document with the student it is about. */
export async function documentAndStudent(
  db: Db,
  documentId: string,
): Promise<(StatusDocument & { registrationId: string }) | undefined> {
  const row = await db
    .selectFrom('status_document as d')
    .innerJoin('status_event as s', 's.id', 'd.event_id')
    .selectAll('d')
    .select('s.registration_id')
    .where('d.id', '=', documentId)
    .executeTakeFirst();
  return (
    row && {
      documentId: row.id,
      name: row.name,
      mediaType: row.media_type,
      size: row.size,
      sha256: row.sha256,
      keptAt: row.kept_at,
      registrationId: row.registration_id,
    }
  );
}

/** Classes of a division in a school year and, for what is announced, the next one. */
export async function classChoices(
  db: Db,
  division: string,
  schoolYear: number,
): Promise<{ classId: string; name: string; grade: number; schoolYear: number }[]> {
  return db
    .selectFrom('class')
    .select(['id as classId', 'name', 'grade', 'school_year as schoolYear'])
    .where('division', '=', division)
    .where('school_year', 'in', [schoolYear, schoolYear + 1])
    .orderBy('school_year')
    .orderBy('grade')
    .orderBy('name')
    .execute();
}
