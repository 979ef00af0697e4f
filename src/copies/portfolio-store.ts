/** Reads everything of one student that a copy holds; other topics' tables, none written. */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../platform/db.ts';
import type { OutcomePart, PerformancePart, RegistrationPart } from './portfolio.ts';

export interface OwnRegistration extends RegistrationPart {
  registrationId: string;
}

export async function registrationsOf(db: Db, personId: string): Promise<OwnRegistration[]> {
  const { rows } = await sql<OwnRegistration>`
    select r.id as "registrationId", r.student_number as number, r.division, r.starts_on as "startsOn",
      r.ends_on as "endsOn",
      (select coalesce(jsonb_agg(jsonb_build_object('schoolYear', m.school_year, 'semester', m.semester,
          'grade', c.grade, 'className', c.name, 'seat', m.seat) order by m.school_year desc, m.semester desc), '[]')
        from placement m join class c on c.id = m.class_id where m.registration_id = r.id) as placements
    from registration r where r.person_id = ${personId} order by r.starts_on desc`.execute(db);
  return rows;
}

export interface OwnOutcome extends Omit<OutcomePart, 'versions'> {
  outcomeId: string;
}

/** Everything that was ever handed in, withdrawn or not; drafts are no work yet. Served by outcome_registration. */
export async function outcomesOf(db: Db, registrationIds: readonly string[]): Promise<OwnOutcome[]> {
  const { rows } = await sql<OwnOutcome>`
    select o.id as "outcomeId", f.school_year as "schoolYear", f.semester, c.name as subject,
      f.course_code as "courseCode", f.group_name as "group", e.kind, f.credits::float8 as credits,
      to_jsonb(o.withdrawn_at) as "withdrawnAt",
      ${selections(sql`selection s where s.outcome_id = o.id`)}
    from outcome o
    join enrolment e on e.id = o.enrolment_id
    join offering f on f.id = e.offering_id
    join course c on c.code = f.course_code
    where o.registration_id = any(${registrationIds as string[]}::uuid[])
      and exists (select from outcome_version v where v.outcome_id = o.id)
    order by f.school_year desc, f.semester desc, c.name, o.created_at`.execute(db);
  return rows;
}

export interface OwnPerformance
  extends Pick<PerformancePart, 'schoolYear' | 'semester' | 'withdrawnAt' | 'selections'> {
  performanceId: string;
  categoryKey: string;
  cadrePostId: string | null;
}

/** As the works: withdrawn or not, without drafts, which count in no school year. Served by performance_registration. */
export async function performancesOf(db: Db, registrationIds: readonly string[]): Promise<OwnPerformance[]> {
  const { rows } = await sql<OwnPerformance>`
    select p.id as "performanceId", p.school_year as "schoolYear", p.semester, p.category as "categoryKey",
      p.cadre_post_id as "cadrePostId", to_jsonb(p.withdrawn_at) as "withdrawnAt",
      ${selections(sql`performance_selection s where s.performance_id = p.id`)}
    from performance p
    where p.registration_id = any(${registrationIds as string[]}::uuid[]) and p.school_year is not null
    order by p.school_year desc, p.semester desc, p.created_at, p.id`.execute(db);
  return rows;
}

function selections(ofOne: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('schoolYear', r.school_year, 'batch', r.batch,
      'selectedAt', c.selected_at, 'endedAt', c.ended_at) order by c.selected_at), '[]')
    from (select s.* from ${ofOne}) c join round r on r.id = c.round_id) as selections`;
}

export async function nameOf(db: Db, personId: string): Promise<string> {
  const row = await db
    .selectFrom('person')
    .select('name')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  return row.name;
}
