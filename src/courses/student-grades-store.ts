/** Grades by student and by class. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Semester } from './course-store.ts';
import type { EnrolmentKind } from './enrolment.ts';
import { textOfGrade } from './grade-store.ts';

export interface GradeRow extends Semester {
  enrolmentId: string;
  registrationId: string;
  code: string;
  name: string;
  /** The grade it is given in. */
  grade: number;
  group: string;
  credits: number;
  kind: EnrolmentKind;
  ended: boolean;
  text: string | null;
}

/** Everything these registrations ever took, the latest semester first. */
export async function gradesOf(db: Db | Tx, registrationIds: readonly string[]): Promise<GradeRow[]> {
  const { rows } = await sql<GradeRow>`
    select e.id as "enrolmentId", e.registration_id as "registrationId", o.school_year as "schoolYear", o.semester,
      o.course_code as code, c.name, o.grade, o.group_name as "group", o.credits::float as credits, e.kind,
      e.ended_at is not null as ended, ${textOfGrade} as text
    from enrolment e join offering o on o.id = e.offering_id join course c on c.code = o.course_code
    left join grade g on g.enrolment_id = e.id
    where e.registration_id = any(${registrationIds}::uuid[])
    order by o.school_year desc, o.semester desc, o.course_code, e.kind`.execute(db);
  return rows;
}

export interface Owner {
  registrationId: string;
  division: Division;
  number: string;
  name: string;
}

export async function ownersOf(db: Db | Tx, registrationIds: readonly string[]): Promise<Owner[]> {
  const { rows } = await sql<Owner>`
    select r.id as "registrationId", r.division, r.student_number as number, p.name
    from registration r join person p on p.id = r.person_id
    where r.id = any(${registrationIds}::uuid[]) order by r.starts_on desc`.execute(db);
  return rows;
}

export interface ClassRow {
  classId: string;
  name: string;
  schoolYear: number;
  division: Division;
}

export async function classWith(db: Db | Tx, classId: string): Promise<ClassRow | undefined> {
  const row = await db
    .selectFrom('class')
    .select(['id as classId', 'name', 'school_year as schoolYear', 'division'])
    .where('id', '=', classId)
    .executeTakeFirst();
  return row && { ...row, division: row.division as Division };
}

export interface ClassGrade {
  registrationId: string;
  number: string;
  student: string;
  seat: number | null;
  course: string | null;
  /** The grade the course is given in. */
  grade: number | null;
  text: string | null;
}

/** Who sits in a class in a semester, and the grade of each course they take in it. */
export async function gradesOfClass(
  db: Db | Tx,
  classId: string,
  { schoolYear, semester }: Semester,
): Promise<ClassGrade[]> {
  const { rows } = await sql<ClassGrade>`
    select r.id as "registrationId", r.student_number as number, p.name as student, m.seat, c.name as course, o.grade,
      ${textOfGrade} as text
    from placement m join registration r on r.id = m.registration_id join person p on p.id = r.person_id
    left join (enrolment e join offering o on o.id = e.offering_id and o.school_year = ${schoolYear}
        and o.semester = ${semester} join course c on c.code = o.course_code)
      on e.registration_id = r.id and e.ended_at is null
    left join grade g on g.enrolment_id = e.id
    where m.class_id = ${classId} and m.school_year = ${schoolYear} and m.semester = ${semester}
    order by m.seat nulls last, r.student_number, c.name`.execute(db);
  return rows;
}
