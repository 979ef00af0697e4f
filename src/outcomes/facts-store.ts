/** The facts the student's acts are decided by, each set in one query and only for the student's own. */
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../accounts/actor.ts';
import { finishBy } from '../calendar/deadline.ts';
import { calendarOf } from '../calendar/store.ts';
import { type Clock, nowOf } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/db.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import { type KeptReopening, windowAt } from '../reopening/reopening.ts';
import type { AnnouncedFile, OutcomeLimits, Slot } from './announcement.ts';
import { closesFor, type Standing, type UploadFacts } from './outcome.ts';
import type { Place } from './places.ts';
import { limitsOf, uploadFacts, windowKeyOf } from './rules.ts';

/** One outcome with all that decides about it, but for the rules and their dates. */
export interface OwnOutcome extends Standing, Place {
  outcomeId: string;
  registrationId: string;
  enrolmentId: string;
  enrolmentEnded: boolean;
  division: 'day' | 'continuing';
  /** The places of the student's other outcomes that count. */
  taken: Place[];
  /** Where the upload of its course and semester was opened again for its student. */
  reopenings: KeptReopening[];
  /** The school's clock when the facts were read. */
  now: Date;
}

/** The actor's own outcome; undefined for anybody else's. */
export async function ownOutcome(
  db: Db | Tx,
  clock: Clock,
  actor: Actor,
  outcomeId: string,
): Promise<OwnOutcome | undefined> {
  const { rows } = await sql<OwnOutcome>`
    select ${facts}, ${nowOf(clock)} as now
    ${from}
    where o.id = ${outcomeId} and o.registration_id = any(${registrationsOf(actor)}::uuid[])`.execute(db);
  return rows[0];
}

export interface OwnUpload extends OwnOutcome {
  uploadId: string;
  description: string;
  begunAt: Date;
  /** In the order of their slots; `mediaType` once the bytes are kept. */
  files: (AnnouncedFile & { mediaType: string | null })[];
  /** The version whose lost bytes it brings back (產82); null where it is to become one of its own. */
  restores: string | null;
  /** The version it became, or put right, when its last file was in. */
  version: { outcomeId: string; versionId: string; number: number } | null;
}

/** The actor's own upload with its outcome. Read again under the lock, it says what stands then. */
export async function ownUpload(
  db: Db | Tx,
  clock: Clock,
  actor: Actor,
  uploadId: string,
): Promise<OwnUpload | undefined> {
  const { rows } = await sql<OwnUpload>`
    select u.id as "uploadId", u.description, u.begun_at as "begunAt",
           (select jsonb_agg(jsonb_build_object('slot', a.slot, 'name', a.name, 'size', a.size, 'sha256', a.sha256,
              'mediaType', a.media_type) order by a.slot) from outcome_upload_file a where a.upload_id = u.id) as files,
           u.restores, case when w.id is not null then jsonb_build_object('outcomeId', w.outcome_id, 'versionId', w.id,
             'number', w.number) end as version,
           ${facts}, ${nowOf(clock)} as now
    ${from}
    join outcome_upload u on u.outcome_id = o.id
    left join outcome_version w on w.upload_id = u.id or (u.restored_at is not null and w.id = u.restores)
    where u.id = ${uploadId} and o.registration_id = any(${registrationsOf(actor)}::uuid[])`.execute(db);
  return rows[0];
}

export interface OwnEnrolment {
  enrolmentId: string;
  registrationId: string;
  ended: boolean;
  schoolYear: number;
  semester: 1 | 2;
  now: Date;
}

export async function ownEnrolment(
  db: Db | Tx,
  clock: Clock,
  actor: Actor,
  enrolmentId: string,
): Promise<OwnEnrolment | undefined> {
  const { rows } = await sql<OwnEnrolment>`
    select e.id as "enrolmentId", e.registration_id as "registrationId", e.ended_at is not null as ended,
           f.school_year as "schoolYear", f.semester, ${nowOf(clock)} as now
    from enrolment e join offering f on f.id = e.offering_id
    where e.id = ${enrolmentId} and e.registration_id = any(${registrationsOf(actor)}::uuid[])`.execute(db);
  return rows[0];
}

export function fileOfSlot(upload: OwnUpload, slot: Slot): OwnUpload['files'][number] | undefined {
  return upload.files.find((file) => file.slot === slot);
}

/** What the rules say about an outcome at this moment. */
export interface Terms {
  facts: UploadFacts;
  limits: OutcomeLimits;
  /** The last moment for the last byte of an upload that began in time. */
  finishBy: Date;
}

/** The rules and dates of the outcome's own semester, joined with what is known of it. */
export async function termsOf(db: Db | Tx, outcome: OwnOutcome): Promise<Terms | Refusal> {
  const calendar = await calendarOf(db, outcome.schoolYear, outcome.semester);
  if (isRefusal(calendar)) return calendar;
  const window = calendar.windowOf('outcome.upload', windowKeyOf(outcome));
  if (isRefusal(window)) return window;
  const facts = uploadFacts(outcome, calendar, window);
  const closes = closesFor(facts, windowAt(window, facts.reopenings, outcome.now));
  return { facts, limits: limitsOf(calendar.rules.national), finishBy: finishBy(closes, facts.grace) };
}

function registrationsOf(actor: Actor): string[] {
  return actor.registrations.map((registration) => registration.id);
}

/** Versions are numbered without gaps, so the highest number is how many there are. */
const facts: RawBuilder<unknown> = sql`
  o.id as "outcomeId", o.registration_id as "registrationId", o.enrolment_id as "enrolmentId",
  o.withdrawn_at is not null as withdrawn, e.ended_at is not null as "enrolmentEnded",
  f.course_code as "courseCode", f.school_year as "schoolYear", f.semester, f.division, f.grade,
  coalesce(v.number, 0) as versions, c.decision,
  reopenings_of(o.registration_id, f.course_code, f.school_year, f.semester) as reopenings,
  (select coalesce(jsonb_agg(jsonb_build_object('courseCode', tf.course_code, 'schoolYear', tf.school_year,
            'semester', tf.semester, 'grade', tf.grade)), '[]')
     from outcome t
     join enrolment te on te.id = t.enrolment_id
     join offering tf on tf.id = te.offering_id
     where t.registration_id = o.registration_id and t.id <> o.id and t.withdrawn_at is null
       and exists (select from outcome_version tv where tv.outcome_id = t.id)) as taken`;

const from: RawBuilder<unknown> = sql`
  from outcome o
  join enrolment e on e.id = o.enrolment_id
  join offering f on f.id = e.offering_id
  left join lateral (select id, number from outcome_version where outcome_id = o.id order by number desc limit 1) v on true
  left join certification c on c.version_id = v.id and c.withdrawn_at is null`;
