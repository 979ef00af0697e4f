/** What the student's pages show: a semester's courses with everything handed in, and one outcome with its history. */
import { sql } from 'kysely';
import type { Actor } from '../accounts/actor.ts';
import type { Db } from '../platform/db.ts';
import type { KeptReopening } from '../reopening/reopening.ts';
import type { Slot } from './announcement.ts';
import type { Standing } from './outcome.ts';
import type { Place } from './places.ts';

export interface ListedEnrolment extends Place {
  enrolmentId: string;
  name: string;
  group: string;
  kind: string;
  ended: boolean;
  division: 'day' | 'continuing';
  reopenings: KeptReopening[];
}

export interface ListedOutcome extends Standing {
  outcomeId: string;
  enrolmentId: string;
  description: string;
  handedInAt: string | null;
  late: boolean;
  lost: boolean;
  reason: string | null;
  files: { slot: Slot; name: string; size: number }[];
}

export interface Courses {
  schoolYear: number | null;
  semester: 1 | 2 | null;
  semesters: { schoolYear: number; semester: 1 | 2 }[];
  enrolments: ListedEnrolment[];
  outcomes: ListedOutcome[];
  /** The places of all the student's outcomes that count, of any semester: caps may span several. */
  taken: (Place & { outcomeId: string })[];
  /** Of any semester, those that are not over yet. */
  reopened: (KeptReopening & { schoolYear: number; semester: 1 | 2 })[];
  now: Date;
}

export interface WhichSemester {
  schoolYear: number | null;
  semester: number | null;
  /** `schoolYear * 2 + semester` of today: the newest semester up to it is shown when none is asked for. */
  current: number;
  offsetMs: number;
}

/**
 * One query for the whole page: the student's enrolments, their outcomes in the chosen semester, and what counts
 * anywhere. Served by the enrolments' and the versions' unique indexes and by outcome_registration.
 */
export async function coursesOf(db: Db, actor: Actor, which: WhichSemester): Promise<Courses> {
  const registrations = actor.registrations.map((registration) => registration.id);
  const { rows } = await sql<Courses>`
    with mine as materialized (
      select e.id, e.registration_id, e.kind, e.ended_at, f.course_code, f.school_year, f.semester, f.grade, f.division, f.group_name, c.name
      from enrolment e
      join offering f on f.id = e.offering_id
      join course c on c.code = f.course_code
      where e.registration_id = any(${registrations}::uuid[])
    ), shown as materialized (
      select school_year, semester from mine
      where ${which.schoolYear}::int is null
         or (school_year = ${which.schoolYear}::int and semester = ${which.semester}::int)
      order by school_year * 2 + semester <= ${which.current}::int desc, school_year desc, semester desc limit 1
    ), own as materialized (
      select o.id, o.enrolment_id, o.withdrawn_at, o.created_at, m.course_code, m.school_year, m.semester, m.grade,
             v.id as version_id, v.number, v.description, v.finished_at, v.reopening_id
      from outcome o
      join mine m on m.id = o.enrolment_id
      left join lateral (select * from outcome_version where outcome_id = o.id order by number desc limit 1) v on true
      where o.registration_id = any(${registrations}::uuid[])
    )
    select
      (select school_year from shown) as "schoolYear", (select semester from shown) as semester,
      (select coalesce(jsonb_agg(jsonb_build_object('schoolYear', school_year, 'semester', semester)
                order by school_year desc, semester desc), '[]')
         from (select distinct school_year, semester from mine) s) as semesters,
      (select coalesce(jsonb_agg(jsonb_build_object('enrolmentId', id, 'courseCode', course_code, 'name', name,
                'schoolYear', school_year, 'semester', semester, 'grade', grade, 'division', division,
                'group', group_name, 'kind', kind, 'ended', ended_at is not null,
                'reopenings', reopenings_of(registration_id, course_code, school_year, semester)) order by course_code, kind, group_name), '[]')
         from mine natural join shown) as enrolments,
      (select coalesce(jsonb_agg(jsonb_build_object('outcomeId', o.id, 'enrolmentId', o.enrolment_id,
                'withdrawn', o.withdrawn_at is not null, 'versions', coalesce(o.number, 0), 'decision', c.decision,
                'reason', nullif(c.reason, ''), 'description', coalesce(o.description, d.description, ''),
                'handedInAt', o.finished_at, 'late', o.reopening_id is not null,
                'lost', exists (select from outcome_file x join blob b on b.sha256 = x.sha256
                  where x.version_id = o.version_id and b.lost_at is not null), 'files', coalesce(
                  (select jsonb_agg(jsonb_build_object('slot', x.slot, 'name', x.name, 'size', x.size) order by x.slot)
                     from outcome_file x where x.version_id = o.version_id), '[]')) order by o.created_at, o.id), '[]')
         from own o natural join shown
         left join certification c on c.version_id = o.version_id and c.withdrawn_at is null
         left join outcome_draft d on d.outcome_id = o.id) as outcomes,
      (select coalesce(jsonb_agg(jsonb_build_object('outcomeId', id, 'courseCode', course_code, 'schoolYear', school_year,
                'semester', semester, 'grade', grade)), '[]')
         from own where number is not null and withdrawn_at is null) as taken,
      (select coalesce(jsonb_agg(jsonb_build_object('reopeningId', r.id, 'schoolYear', r.school_year,
                'semester', r.semester, 'reason', r.reason, 'from', r.made_at, 'until', r.closes) order by r.closes), '[]')
         from reopening_student s join reopening r on r.id = s.reopening_id
         where s.registration_id = any(${registrations}::uuid[]) and r.ended_at is null
           and r.closes > clock_timestamp() + ${which.offsetMs} * interval '1 millisecond') as reopened,
      clock_timestamp() + ${which.offsetMs} * interval '1 millisecond' as now`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('The courses could not be read.');
  return row;
}

export interface OutcomeHistory {
  subject: string;
  group: string;
  kind: string;
  origin: Record<string, string> | null;
  withdrawnAt: Date | null;
  draft: { description: string; savedAt: string } | null;
  versions: {
    versionId: string;
    number: number;
    description: string;
    begunAt: string;
    handedInAt: string;
    late: { reason: string } | null;
    files: {
      slot: Slot;
      name: string;
      size: number;
      sha256: string;
      mediaType: string;
      secondVerifiedAt: string | null;
      lost: boolean;
    }[];
    decisions: {
      decision: 'certified' | 'returned';
      reason: string;
      by: string;
      at: string;
      withdrawnAt: string | null;
    }[];
  }[];
}

/** Everything ever handed in for an outcome and decided on it, newest version first. */
export async function historyOf(db: Db, outcomeId: string): Promise<OutcomeHistory | undefined> {
  const { rows } = await sql<OutcomeHistory>`
    select c.name as subject, f.group_name as "group", e.kind,
      (select jsonb_strip_nulls(jsonb_build_object('originSchool', n.school_code, 'originYear', n.school_year::text,
          'originSemester', n.semester::text, 'originCode', n.course_code, 'originName', n.course_name,
          'originGrade', n.grade::text, 'originCredits', n.credits::float8::text, 'originMethod', n.method))
        from enrolment_origin n where n.enrolment_id = e.id) as origin, o.withdrawn_at as "withdrawnAt",
      (select jsonb_build_object('description', d.description, 'savedAt', d.saved_at)
         from outcome_draft d where d.outcome_id = o.id) as draft,
      (select coalesce(jsonb_agg(jsonb_build_object('versionId', v.id, 'number', v.number, 'description', v.description,
          'begunAt', v.begun_at, 'handedInAt', v.finished_at,
          'late', (select jsonb_build_object('reason', r.reason) from reopening r where r.id = v.reopening_id),
          'files', (select jsonb_agg(jsonb_build_object('slot', x.slot, 'name', x.name, 'size', x.size, 'sha256', x.sha256,
                      'mediaType', x.media_type, 'secondVerifiedAt', b.second_verified_at, 'lost', b.lost_at is not null)
                      order by x.slot)
                      from outcome_file x join blob b on b.sha256 = x.sha256 where x.version_id = v.id),
          'decisions', (select coalesce(jsonb_agg(jsonb_build_object('decision', k.decision, 'reason', k.reason,
                      'by', p.name, 'at', k.decided_at, 'withdrawnAt', k.withdrawn_at) order by k.decided_at), '[]')
                      from certification k join person p on p.id = k.decided_by where k.version_id = v.id)
          ) order by v.number desc), '[]')
         from outcome_version v where v.outcome_id = o.id) as versions
    from outcome o
    join enrolment e on e.id = o.enrolment_id
    join offering f on f.id = e.offering_id
    join course c on c.code = f.course_code
    where o.id = ${outcomeId}`.execute(db);
  return rows[0];
}
