/** Reads only: what was done on which day, in one question per act. A day is Taipei's. */
import { type RawBuilder, sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import { zone } from '../calendar/day.ts';
import type { Term } from '../calendar/term.ts';
import type { Db } from '../platform/db.ts';
import type { GradeBand } from '../regulation/regulation.ts';
import type { Progress } from './overview.ts';
import type { Tally } from './progress.ts';

export interface ClassTally extends Tally {
  classId: string;
  className: string;
  department: string;
}

export type Scope = { divisions: readonly Division[] } | { classId: string };

/** Students by the day their first outcome of the semester began. Served by placement_semester and outcome_registration. */
export async function uploadTallies(db: Db, scope: Scope, term: Term): Promise<ClassTally[]> {
  return tallies(
    db,
    sql`${placed(scope, term)}, first as (
      select u.registration_id, min(v.begun_at) as at
      from placed join outcome u using (registration_id) join enrolment e on e.id = u.enrolment_id
      join offering o on o.id = e.offering_id join outcome_version v on v.outcome_id = u.id and v.number = 1
      where u.withdrawn_at is null and ${givenIn(term)}
      group by u.registration_id
    ), counted as (select p.*, f.at from placed p left join first f using (registration_id))`,
  );
}

/** Outcomes handed in, by the day of the decision that stands on their last version. */
export async function decisionTallies(db: Db, scope: Scope, term: Term): Promise<ClassTally[]> {
  return tallies(
    db,
    sql`${placed(scope, term)}, counted as (
      select p.*, d.decided_at as at
      from placed p join outcome u using (registration_id) join enrolment e on e.id = u.enrolment_id
      join offering o on o.id = e.offering_id ${standing}
      where u.withdrawn_at is null and ${givenIn(term)}
    )`,
  );
}

/** Students with a certified outcome of the school year, by the day of the first selection that stands. */
export async function selectionTallies(db: Db, scope: Scope, term: Term): Promise<ClassTally[]> {
  return tallies(
    db,
    sql`${placed(scope, term)}, able as (
      select distinct u.registration_id
      from placed join outcome u using (registration_id) join enrolment e on e.id = u.enrolment_id
      join offering o on o.id = e.offering_id
      join certification d on d.outcome_id = u.id and d.decision = 'certified' and d.withdrawn_at is null
      where u.withdrawn_at is null and o.school_year = ${term.schoolYear}::int
    ), chosen as (
      select s.registration_id, min(s.selected_at) as at from selection s join round n on n.id = s.round_id
      where s.ended_at is null and n.school_year = ${term.schoolYear}::int group by s.registration_id
    ), counted as (
      select p.*, c.at from placed p join able using (registration_id) left join chosen c using (registration_id))`,
  );
}

async function tallies(db: Db, counted: RawBuilder<unknown>): Promise<ClassTally[]> {
  const { rows } = await sql<ClassTally>`
    with ${counted}
    select class_id as "classId", class_name as "className", department, division, grade,
      ${dayText} as day, count(*)::int as count
    from counted group by 1, 2, 3, 4, 5, 6 order by division desc, grade, class_name, department, day`.execute(
    db,
  );
  return rows;
}

const dayText = sql`to_char(at at time zone ${sql.lit(zone)}, 'YYYY-MM-DD')`;

/** The last version, and the decision that stands on it. */
const standing = sql`join lateral (select id from outcome_version v where v.outcome_id = u.id
  order by number desc limit 1) v on true
  left join certification d on d.version_id = v.id and d.withdrawn_at is null`;

function givenIn({ schoolYear, semester }: Term) {
  return sql`o.school_year = ${schoolYear}::int and o.semester = ${semester}::int`;
}

/** Who sits where in the semester. */
function placed(scope: Scope, { schoolYear, semester }: Term) {
  const within =
    'classId' in scope
      ? sql`m.class_id = ${scope.classId}`
      : sql`c.division = any(${[...scope.divisions]}::text[])`;
  return sql`placed as (
      select m.registration_id, c.id as class_id, c.name as class_name, c.division, c.grade,
        r.field_group || ' / ' || r.programme as department
      from placement m join class c on c.id = m.class_id join registration r on r.id = m.registration_id
      where m.school_year = ${schoolYear}::int and m.semester = ${semester}::int and ${within}
    )`;
}

export interface TeacherProgress {
  personId: string;
  name: string;
  code: string;
  upload: Progress;
  certification: Progress;
}

/** Everybody who teaches: enrolments in their courses with something handed in; outcomes and those decided on. */
export async function teachersProgress(
  db: Db,
  divisions: readonly Division[],
  term: Term,
): Promise<TeacherProgress[]> {
  const { rows } = await sql<TeacherProgress>`
    with taken as (
      select e.id, e.offering_id from offering o join enrolment e on e.offering_id = o.id and e.ended_at is null
      where ${givenIn(term)} and o.division = any(${[...divisions]}::text[])
    ), work as (
      select u.enrolment_id, count(*) as handed, count(d.id) as decided
      from taken join outcome u on u.enrolment_id = taken.id ${standing}
      where u.withdrawn_at is null group by u.enrolment_id
    )
    select h.id as "personId", h.name, s.staff_code as code,
      jsonb_build_object('done', count(w.enrolment_id), 'of', count(*)) as upload,
      jsonb_build_object('done', coalesce(sum(w.decided), 0), 'of', coalesce(sum(w.handed), 0)) as certification
    from offering_teacher t join taken on taken.offering_id = t.offering_id
    left join work w on w.enrolment_id = taken.id
    join person h on h.id = t.person_id join staff s on s.person_id = h.id
    group by h.id, s.staff_code order by h.name, s.staff_code`.execute(db);
  return rows;
}

export interface CourseTally extends Tally {
  offeringId: string;
  subject: string;
  group: string;
  act: 'upload' | 'certification';
}

/**
 * Enrolments by their first upload, outcomes by the decision that stands. Served by enrolment_offering and outcome_enrolment.
 * @param courses answers the `offering_id` of those meant
 */
export async function courseTallies(
  db: Db,
  courses: RawBuilder<unknown>,
  term: Term,
): Promise<CourseTally[]> {
  const { rows } = await sql<CourseTally>`
    with course_of as (${courses}), given as (
      select o.id, o.division, o.grade, o.group_name, c.name
      from course_of join offering o on o.id = course_of.offering_id join course c on c.code = o.course_code
      where ${givenIn(term)}
    ), counted as (
      select g.*, 'upload' as act, (select min(v.begun_at) from outcome u
          join outcome_version v on v.outcome_id = u.id and v.number = 1
          where u.enrolment_id = e.id and u.withdrawn_at is null) as at
      from given g join enrolment e on e.offering_id = g.id and e.ended_at is null
      union all
      select g.*, 'certification', d.decided_at
      from given g join enrolment e on e.offering_id = g.id and e.ended_at is null
      join outcome u on u.enrolment_id = e.id and u.withdrawn_at is null ${standing}
    )
    select id as "offeringId", name as subject, group_name as "group", division, grade, act, ${dayText} as day,
      count(*)::int as count
    from counted group by 1, 2, 3, 4, 5, 6, 7 order by name, group_name, act desc, day`.execute(db);
  return rows;
}

export interface RoundKey {
  schoolYear: number;
  gradeBand: GradeBand;
  batch: number;
}

export async function roundsOfYear(db: Db, schoolYear: number): Promise<RoundKey[]> {
  const rows = await db.selectFrom('round').selectAll().where('school_year', '=', schoolYear).execute();
  return rows.map((row) => ({
    schoolYear: row.school_year,
    gradeBand: row.grade_band as GradeBand,
    batch: row.batch,
  }));
}
