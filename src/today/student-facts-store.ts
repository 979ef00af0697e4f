/** What many students' days are told by, each kind in one question for all of them. Reads only. */
import { sql } from 'kysely';
import type { Db } from '../platform/db.ts';
import type { KeptReopening } from '../reopening/reopening.ts';

interface OfStudent {
  registrationId: string;
}

export interface OpenOutcome extends OfStudent {
  outcomeId: string;
  state: 'draft' | 'returned' | 'received' | 'certified';
  description: string;
  subject: string;
  courseCode: string;
  /** Bytes of the version that stands are lost. */
  lost: boolean;
  reopenings: KeptReopening[];
  schoolYear: number;
  semester: 1 | 2;
  grade: number;
  division: 'day' | 'continuing';
}

/**
 * Drafts, returned works, and works whose files are lost, of the semester a student's page shows: the newest of theirs up to now. Served by
 * enrolment_registration and outcome_enrolment.
 * @param current `schoolYear * 2 + semester` of today
 */
export async function openOutcomes(
  db: Db,
  registrationIds: readonly string[],
  current: number,
): Promise<OpenOutcome[]> {
  const { rows } = await sql<OpenOutcome>`
    with taken as materialized (
      select e.id, r.id as registration_id, r.person_id, f.school_year, f.semester, f.grade, f.division, f.course_code,
        f.school_year * 2 + f.semester as at
      from registration r join enrolment e on e.registration_id = r.id join offering f on f.id = e.offering_id
      where r.id = any(${[...registrationIds]}::uuid[])
    ), shown as (
      select distinct on (person_id) person_id, at from taken
      order by person_id, at <= ${current}::int desc, at desc
    )
    select o.id as "outcomeId", t.registration_id as "registrationId", c.name as subject,
      case when v.id is null then 'draft' else coalesce(d.decision, 'received') end as state, t.course_code as "courseCode",
      l.lost, reopenings_of(t.registration_id, t.course_code, t.school_year, t.semester) as reopenings,
      coalesce(v.description, w.description, '') as description,
      t.school_year as "schoolYear", t.semester, t.grade, t.division
    from taken t join shown using (person_id, at) join course c on c.code = t.course_code
    join outcome o on o.enrolment_id = t.id and o.withdrawn_at is null
    left join lateral (select id, description from outcome_version where outcome_id = o.id
      order by number desc limit 1) v on true
    left join outcome_draft w on w.outcome_id = o.id
    left join certification d on d.version_id = v.id and d.withdrawn_at is null
    left join lateral (select exists (select from outcome_file x join blob b on b.sha256 = x.sha256
      where x.version_id = v.id and b.lost_at is not null) as lost) l on true
    where v.id is null or d.decision = 'returned' or l.lost
    order by o.created_at, o.id`.execute(db);
  return rows;
}

export interface OpenReopening extends OfStudent {
  reopeningId: string;
  schoolYear: number;
  semester: 1 | 2;
  reason: string;
  closes: Date;
}

/** 補件 that is not over yet, of any semester. Served by reopening_student_registration. */
export async function openReopenings(
  db: Db,
  registrationIds: readonly string[],
  now: Date,
): Promise<OpenReopening[]> {
  const { rows } = await sql<OpenReopening>`
    select s.registration_id as "registrationId", r.id as "reopeningId", r.school_year as "schoolYear", r.semester,
      r.reason, r.closes
    from reopening_student s join reopening r on r.id = s.reopening_id
    where s.registration_id = any(${[...registrationIds]}::uuid[]) and r.ended_at is null
      and r.closes > ${now}::timestamptz order by r.closes`.execute(db);
  return rows;
}

export interface Choosable extends OfStudent {
  of: 'outcome' | 'performance';
  schoolYear: number;
  /** The round it stands selected in. */
  roundId: string | null;
  /** Handed in and not withdrawn; an outcome certified as well. */
  choosable: boolean;
}

/** Everything handed in for these school years, and where it stands selected. Served by outcome_registration and performance_registration. */
export async function choosableOf(
  db: Db,
  registrationIds: readonly string[],
  schoolYears: readonly number[],
): Promise<Choosable[]> {
  if (schoolYears.length === 0) return [];
  const { rows } = await sql<Choosable>`
    select 'outcome' as of, o.registration_id as "registrationId", f.school_year as "schoolYear",
      s.round_id as "roundId", o.withdrawn_at is null and coalesce(d.decision = 'certified', false) as choosable
    from outcome o join enrolment e on e.id = o.enrolment_id join offering f on f.id = e.offering_id
    join lateral (select id from outcome_version where outcome_id = o.id order by number desc limit 1) v on true
    left join certification d on d.version_id = v.id and d.withdrawn_at is null
    left join selection s on s.outcome_id = o.id and s.ended_at is null
    where o.registration_id = any(${[...registrationIds]}::uuid[]) and f.school_year = any(${[...schoolYears]}::int[])
    union all
    select 'performance', p.registration_id, p.school_year, s.round_id, p.withdrawn_at is null
    from performance p left join performance_selection s on s.performance_id = p.id and s.ended_at is null
    where p.registration_id = any(${[...registrationIds]}::uuid[]) and p.school_year = any(${[...schoolYears]}::int[])
      and exists (select from performance_version v where v.performance_id = p.id)`.execute(db);
  return rows;
}

export interface Ground extends OfStudent {
  division: 'day' | 'continuing';
  taken: { schoolYear: number; semester: 1 | 2 }[];
  placements: { schoolYear: number; semester: 1 | 2; grade: number }[];
  drafts: { performanceId: string; category: string; fields: Record<string, string>; description: string }[];
}

/** What caps of diverse performance are told by, with what nobody has handed in yet. */
export async function groundsOf(db: Db, registrationIds: readonly string[]): Promise<Ground[]> {
  const { rows } = await sql<Ground>`
    select r.id as "registrationId", r.division,
      (select coalesce(jsonb_agg(jsonb_build_object('schoolYear', t.school_year, 'semester', t.semester)), '[]')
         from performance t where t.registration_id = r.id and t.withdrawn_at is null
           and t.school_year is not null) as taken,
      (select coalesce(jsonb_agg(jsonb_build_object('schoolYear', m.school_year, 'semester', m.semester,
         'grade', c.grade)), '[]') from placement m join class c on c.id = m.class_id
         where m.registration_id = r.id) as placements,
      (select coalesce(jsonb_agg(jsonb_build_object('performanceId', p.id, 'category', p.category,
         'fields', coalesce(d.fields, '{}'), 'description', coalesce(d.description, ''))
         order by p.created_at desc, p.id), '[]')
         from performance p left join performance_draft d on d.performance_id = p.id
         where p.registration_id = r.id and p.withdrawn_at is null
           and not exists (select from performance_version v where v.performance_id = p.id)) as drafts
    from registration r where r.id = any(${[...registrationIds]}::uuid[])
    order by r.starts_on desc`.execute(db);
  return rows;
}
