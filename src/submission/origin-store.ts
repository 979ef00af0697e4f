/** The original course of an enrolment: read with whose it is, written as one row. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { Division } from '../regulation/regulation.ts';
import type { Origin } from './precheck.ts';
import type { EnrolmentKind } from './round.ts';

export interface EnrolmentOrigin {
  enrolmentId: string;
  registrationId: string;
  division: Division;
  schoolYear: number;
  kind: EnrolmentKind;
  student: string;
  subject: string;
  origin: Origin | null;
}

/** The caller checks the division. */
export async function originOf(db: Db | Tx, enrolmentId: string): Promise<EnrolmentOrigin | undefined> {
  const { rows } = await sql<EnrolmentOrigin>`
    select e.id as "enrolmentId", g.id as "registrationId", g.division, f.school_year as "schoolYear", e.kind, p.name as student, c.name as subject,
           case when n.id is not null then jsonb_build_object('schoolCode', n.school_code, 'schoolYear', n.school_year,
             'semester', n.semester, 'courseCode', n.course_code, 'courseName', n.course_name, 'grade', n.grade,
             'credits', n.credits, 'method', n.method) end as origin
    from enrolment e
    join registration g on g.id = e.registration_id
    join person p on p.id = g.person_id
    join offering f on f.id = e.offering_id
    join course c on c.code = f.course_code
    left join enrolment_origin n on n.enrolment_id = e.id
    where e.id = ${enrolmentId}`.execute(db);
  return rows[0];
}

export async function saveOrigin(
  tx: Tx,
  entry: { enrolmentId: string; origin: Origin; by: string; at: Date },
): Promise<string> {
  const { origin } = entry;
  const values = {
    school_code: origin.schoolCode,
    school_year: origin.schoolYear,
    semester: origin.semester,
    course_code: origin.courseCode,
    course_name: origin.courseName,
    grade: origin.grade,
    credits: origin.credits,
    method: origin.method,
    entered_by: entry.by,
    entered_at: entry.at,
  };
  const { id } = await tx
    .insertInto('enrolment_origin')
    .values({ enrolment_id: entry.enrolmentId, ...values })
    .onConflict((conflict) => conflict.column('enrolment_id').doUpdateSet(values))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
