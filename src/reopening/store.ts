/** Reopenings as rows: for whom, for which courses, and what came in by them. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Term } from '../calendar/term.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Wish } from './reopening.ts';

interface Student {
  registrationId: string;
  name: string;
  number: string;
  className: string;
  seat: number | null;
}

export interface ReopeningRow {
  reopeningId: string;
  division: Division;
  schoolYear: number;
  semester: 1 | 2;
  reason: string;
  madeBy: string;
  madeAt: Date;
  closes: Date;
  endedAt: Date | null;
  endedBy: string | null;
  endedReason: string | null;
  students: (Student & { handedIn: number })[];
  courses: { code: string; name: string }[];
}

/** Of a semester, the latest first. Served by reopening_term and outcome_version_reopening. */
export function reopeningsIn(db: Db, divisions: readonly Division[], term: Term): Promise<ReopeningRow[]> {
  return found(
    db,
    sql`r.division = any(${[...divisions]}::text[]) and r.school_year = ${term.schoolYear} and r.semester = ${term.semester}`,
  );
}

/** The caller checks the division. */
export async function oneReopening(db: Db | Tx, reopeningId: string): Promise<ReopeningRow | undefined> {
  return (await found(db, sql`r.id = ${reopeningId}`))[0];
}

async function found(db: Db | Tx, where: ReturnType<typeof sql>): Promise<ReopeningRow[]> {
  const { rows } = await sql<ReopeningRow>`
    select r.id as "reopeningId", r.division, r.school_year as "schoolYear", r.semester, r.reason, m.name as "madeBy",
      r.made_at as "madeAt", r.closes, r.ended_at as "endedAt", e.name as "endedBy", r.ended_reason as "endedReason",
      (select jsonb_agg(jsonb_build_object('registrationId', g.id, 'name', p.name, 'number', g.student_number,
          'className', coalesce(k.name, ''), 'seat', l.seat, 'handedIn', (
            select count(distinct o.id) from outcome_version v join outcome o on o.id = v.outcome_id
            where v.reopening_id = r.id and o.registration_id = g.id)) order by k.name, l.seat, g.student_number)
        from reopening_student s join registration g on g.id = s.registration_id join person p on p.id = g.person_id
        left join placement l on l.registration_id = g.id and l.school_year = r.school_year and l.semester = r.semester
        left join class k on k.id = l.class_id
        where s.reopening_id = r.id) as students,
      (select coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'name', c.name) order by c.name), '[]')
        from reopening_course o join course c on c.code = o.course_code where o.reopening_id = r.id) as courses
    from reopening r
    join person m on m.id = r.made_by
    left join person e on e.id = r.ended_by
    where ${where} order by r.made_at desc`.execute(db);
  return rows;
}

export async function choicesIn(
  db: Db,
  divisions: readonly Division[],
  { schoolYear, semester }: Term,
  { classId, words }: { classId: string | undefined; words: string },
) {
  const own = sql`${[...divisions]}::text[]`;
  const { rows: classes } = await sql<{ classId: string; name: string }>`
    select id as "classId", name from class
    where school_year = ${schoolYear} and division = any(${own}) order by grade, name`.execute(db);
  const { rows: courses } = await sql<{ code: string; name: string }>`
    select distinct c.code, c.name from offering f join course c on c.code = f.course_code
    where f.school_year = ${schoolYear} and f.semester = ${semester} and f.division = any(${own})
    order by c.name, c.code`.execute(db);
  const asked = classId !== undefined || words !== '';
  const { rows: students } = await sql<Student>`
    select g.id as "registrationId", p.name, g.student_number as number, k.name as "className", l.seat
    from placement l
    join class k on k.id = l.class_id
    join registration g on g.id = l.registration_id and g.division = any(${own})
    join person p on p.id = g.person_id
    where ${asked} and l.school_year = ${schoolYear} and l.semester = ${semester}
      and (${classId ?? null}::uuid is null or l.class_id = ${classId ?? null}::uuid)
      and (${words} = '' or strpos(p.name, ${words}) > 0 or starts_with(g.student_number, upper(${words})))
    order by k.grade, k.name, l.seat limit 100`.execute(db);
  return { classes, courses, students };
}

/** Of these students, those of the divisions, with the grade they were in that semester. */
export async function namedStudents(
  db: Db | Tx,
  registrationIds: readonly string[],
  divisions: readonly Division[],
  { schoolYear, semester }: Term,
): Promise<{ registrationId: string; division: Division; grade: number }[]> {
  const { rows } = await sql<{ registrationId: string; division: Division; grade: number }>`
    select g.id as "registrationId", g.division, k.grade
    from registration g
    join placement l on l.registration_id = g.id and l.school_year = ${schoolYear} and l.semester = ${semester}
    join class k on k.id = l.class_id
    where g.id = any(${[...registrationIds]}::uuid[]) and g.division = any(${[...divisions]}::text[])`.execute(
    db,
  );
  return rows;
}

/** Of these codes, those given that semester, with their names. */
export async function namedCourses(
  db: Db | Tx,
  codes: readonly string[],
  { schoolYear, semester }: Term,
): Promise<{ code: string; name: string }[]> {
  const { rows } = await sql<{ code: string; name: string }>`
    select distinct c.code, c.name from offering f join course c on c.code = f.course_code
    where f.school_year = ${schoolYear} and f.semester = ${semester} and c.code = any(${[...codes]}::text[])`.execute(
    db,
  );
  return rows;
}

/** Who teaches what the named students may now hand in, and the deputies in their place. */
export async function teachersOf(tx: Tx, wish: Wish): Promise<string[]> {
  const { rows } = await sql<{ personId: string }>`
    select distinct t.person_id as "personId"
    from enrolment e
    join offering f on f.id = e.offering_id and f.school_year = ${wish.schoolYear} and f.semester = ${wish.semester}
    join offering_teacher t on t.offering_id = f.id
    where e.registration_id = any(${[...wish.registrationIds]}::uuid[]) and e.ended_at is null
      and (${wish.courseCodes.length === 0} or f.course_code = any(${[...wish.courseCodes]}::text[]))`.execute(
    tx,
  );
  return rows.map(({ personId }) => personId);
}

export async function addReopening(
  tx: Tx,
  wish: Wish,
  entry: { by: string; appointmentId: string; at: Date },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with r as (
      insert into reopening (division, school_year, semester, reason, made_by, appointment_id, made_at, closes)
      values (${wish.division}, ${wish.schoolYear}, ${wish.semester}, ${wish.reason}, ${entry.by},
              ${entry.appointmentId}, ${entry.at}, ${wish.closes}) returning id
    ), s as (
      insert into reopening_student (reopening_id, registration_id)
      select r.id, one from r, unnest(${[...wish.registrationIds]}::uuid[]) one
    ), c as (
      insert into reopening_course (reopening_id, course_code)
      select r.id, one from r, unnest(${[...wish.courseCodes]}::text[]) one
    )
    select id from r`.execute(tx);
  return rows[0]?.id ?? '';
}

export async function endReopening(
  tx: Tx,
  reopeningId: string,
  ending: { by: string; at: Date; reason: string },
): Promise<void> {
  await tx
    .updateTable('reopening')
    .set({ ended_at: ending.at, ended_by: ending.by, ended_reason: ending.reason })
    .where('id', '=', reopeningId)
    .execute();
}
