/** The facts the student's acts are decided by, read in one query and only for the student's own. */
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../accounts/actor.ts';
import { dayOf, semesterOf } from '../calendar/day.ts';
import { finishBy } from '../calendar/deadline.ts';
import { calendarOf } from '../calendar/store.ts';
import { graceOf } from '../outcomes/rules.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { School } from '../platform/school.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import type { Values } from './category.ts';
import { type Content, type ContentFile, type ContentLimits, contentLimits } from './content.ts';
import type { Ground } from './fields.ts';
import { licenceNames } from './licence-store.ts';
import type { HandInFacts, Standing } from './performance.ts';
import type { PlacedIn } from './places.ts';
import { yearTerms } from './terms.ts';

interface Semester {
  schoolYear: number;
  semester: 1 | 2;
}

/** One performance with all that decides about it, but for the rules and their dates. */
export interface OwnPerformance extends Standing {
  performanceId: string;
  registrationId: string;
  category: string;
  /** In which it counts; null until it is handed in. */
  counted: Semester | null;
  cadrePostId: string | null;
  division: 'day' | 'continuing';
  /** The version that stands. */
  latest: (Omit<Content, 'files'> & { files: ContentFile[] }) | null;
  /** The semesters of the student's other performances that count. */
  taken: Semester[];
  placements: PlacedIn[];
  /** The school's clock when the facts were read. */
  now: Date;
}

/** The actor's own performance; undefined for anybody else's. */
export async function ownPerformance(
  db: Db | Tx,
  clock: Clock,
  actor: Actor,
  performanceId: string,
): Promise<OwnPerformance | undefined> {
  const { rows } = await sql<OwnPerformance>`
    select ${facts}, ${nowOf(clock)} as now ${from}
    where p.id = ${performanceId} and p.registration_id = any(${registrationsOf(actor)}::uuid[])`.execute(db);
  return rows[0];
}

export interface OwnUpload extends OwnPerformance {
  uploadId: string;
  fields: Values;
  description: string;
  link: string;
  begunAt: Date;
  /** In the order of their slots. */
  files: ContentFile[];
  /** The version it became, when its last file was in. */
  version: { versionId: string; number: number } | null;
}

/** The actor's own upload with its performance. Read again under the lock, it says what stands then. */
export async function ownUpload(
  db: Db | Tx,
  clock: Clock,
  actor: Actor,
  uploadId: string,
): Promise<OwnUpload | undefined> {
  const { rows } = await sql<OwnUpload>`
    select u.id as "uploadId", u.fields, u.description, u.link, u.begun_at as "begunAt",
      (select coalesce(jsonb_agg(jsonb_build_object('slot', a.slot, 'name', a.name, 'size', a.size, 'sha256', a.sha256,
         'mediaType', a.media_type) order by a.slot), '[]')
         from performance_upload_file a where a.upload_id = u.id) as files,
      case when w.id is not null then jsonb_build_object('versionId', w.id, 'number', w.number) end as version,
      ${facts}, ${nowOf(clock)} as now ${from}
    join performance_upload u on u.performance_id = p.id
    left join performance_version w on w.upload_id = u.id
    where u.id = ${uploadId} and p.registration_id = any(${registrationsOf(actor)}::uuid[])`.execute(db);
  return rows[0];
}

/** What the rules say about a performance at this moment. */
export interface Terms {
  facts: HandInFacts;
  limits: ContentLimits;
  /** The semester it counts in, or will when it is handed in. */
  counted: Semester;
  /** The last moment for the last byte of an upload that began in time. */
  finishBy: Date | null;
}

/** @param begunAt when the upload began: the year it counts in is the year of that moment, not of its last byte */
export async function termsOf(
  db: Db | Tx,
  performance: Pick<
    OwnPerformance,
    'withdrawn' | 'versions' | 'selected' | 'counted' | 'division' | 'taken' | 'placements'
  >,
  begunAt: Date,
): Promise<Terms | Refusal> {
  const { withdrawn, versions, selected, division, taken, placements } = performance;
  const counted = performance.counted ?? semesterOf(dayOf(begunAt));
  const calendar = await calendarOf(db, counted.schoolYear);
  if (isRefusal(calendar)) return calendar;
  const { rules } = calendar;
  const { window, quotas } = yearTerms(calendar, { division, taken, placements }, counted);
  const grace = graceOf(rules);
  return {
    facts: { withdrawn, versions, selected, window, grace, quotas },
    limits: contentLimits(rules.national),
    counted,
    finishBy: isRefusal(window) ? null : finishBy(window.window.closes, grace),
  };
}

/** What fields and links are checked against. `licence` knows the table at this moment. */
export async function groundOf(
  db: Db | Tx,
  school: School,
  now: Date,
  codes: readonly string[],
): Promise<Ground & { ownHosts: string[] }> {
  const known = await licenceNames(db, codes, { retired: false });
  const today = dayOf(now);
  return {
    today,
    schoolYear: semesterOf(today).schoolYear,
    licence: (code) => known.has(code),
    ownHosts: [school.publicUrl, school.filesOrigin]
      .filter((address) => address !== undefined)
      .map((address) => new URL(address).hostname),
  };
}

export function nowOf(clock: Clock): RawBuilder<Date> {
  return sql<Date>`clock_timestamp() + ${clock.offsetMs} * interval '1 millisecond'`;
}

export function registrationsOf(actor: Actor): string[] {
  return actor.registrations.map((registration) => registration.id);
}

/** Versions are numbered without gaps, so the highest number is how many there are. */
const facts: RawBuilder<unknown> = sql`
  p.id as "performanceId", p.registration_id as "registrationId", p.category, p.cadre_post_id as "cadrePostId",
  case when p.school_year is not null
    then jsonb_build_object('schoolYear', p.school_year, 'semester', p.semester) end as counted,
  p.withdrawn_at is not null as withdrawn, r.division,
  exists (select from performance_selection s where s.performance_id = p.id and s.ended_at is null) as selected, coalesce(v.number, 0) as versions,
  case when v.id is not null then jsonb_build_object('fields', v.fields, 'description', v.description,
    'link', v.link, 'files', (select coalesce(jsonb_agg(jsonb_build_object('slot', f.slot, 'name', f.name,
      'size', f.size, 'sha256', f.sha256, 'mediaType', f.media_type) order by f.slot), '[]')
      from performance_file f where f.version_id = v.id)) end as latest,
  (select coalesce(jsonb_agg(jsonb_build_object('schoolYear', t.school_year, 'semester', t.semester)), '[]')
     from performance t where t.registration_id = p.registration_id and t.id <> p.id and t.withdrawn_at is null
       and t.school_year is not null) as taken,
  (select coalesce(jsonb_agg(jsonb_build_object('schoolYear', m.school_year, 'semester', m.semester,
     'grade', c.grade)), '[]') from placement m join class c on c.id = m.class_id
     where m.registration_id = p.registration_id) as placements`;

const from: RawBuilder<unknown> = sql`
  from performance p
  join registration r on r.id = p.registration_id
  left join lateral (select * from performance_version where performance_id = p.id order by number desc limit 1) v on true`;
