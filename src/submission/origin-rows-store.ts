/** Original courses of many enrolments: read by how a workbook names them, written with what changed of each. */
import { sql } from 'kysely';
import { type EnrolmentKind, kindNames } from '../courses/enrolment.ts';
import { changesBetween } from '../history/change.ts';
import { type By, remember } from '../history/store.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Division } from '../regulation/regulation.ts';
import { type Origin, originTexts } from './precheck.ts';

/** An enrolment as people name it. */
export interface NamedEnrolment {
  schoolYear: number;
  semester: number;
  number: string;
  code: string;
  kind: EnrolmentKind;
}

export interface NamedOrigin extends NamedEnrolment {
  enrolmentId: string;
  registrationId: string;
  /** The course's. */
  name: string;
  origin: Origin | null;
  before: Origin | null;
}

/** Those that stand, in these divisions, with the original course as it is known. */
export async function originsNamed(
  db: Db | Tx,
  named: readonly NamedEnrolment[],
  divisions: readonly Division[],
): Promise<Omit<NamedOrigin, 'before'>[]> {
  const { rows } = await sql<Omit<NamedOrigin, 'before'>>`
    select e.id as "enrolmentId", e.registration_id as "registrationId", w.*, c.name,
      case when n.id is not null then jsonb_build_object('schoolCode', n.school_code, 'schoolYear', n.school_year,
        'semester', n.semester, 'courseCode', n.course_code, 'courseName', n.course_name, 'grade', n.grade,
        'credits', n.credits, 'method', n.method) end as origin
    from jsonb_to_recordset(${JSON.stringify(named)}::jsonb)
      as w("schoolYear" int, semester int, number text, code text, kind text)
    join registration r on r.student_number = w.number and r.division = any(${[...divisions]}::text[])
    join offering f on f.course_code = w.code and f.school_year = w."schoolYear" and f.semester = w.semester
    join enrolment e on e.registration_id = r.id and e.offering_id = f.id and e.kind = w.kind
    join course c on c.code = w.code
    left join enrolment_origin n on n.enrolment_id = e.id`.execute(db);
  return rows;
}

/** Writes them, and remembers of each student what changed. */
export async function saveOrigins(tx: Tx, origins: readonly NamedOrigin[], by: By): Promise<void> {
  if (origins.length === 0) return;
  const rows = origins.map(({ enrolmentId, origin }) => ({ enrolmentId, ...origin }));
  await sql`
    insert into enrolment_origin (enrolment_id, school_code, school_year, semester, course_code, course_name, grade,
      credits, method, entered_by, entered_at)
    select o."enrolmentId", o."schoolCode", o."schoolYear", o.semester, o."courseCode", o."courseName", o.grade,
      o.credits, o.method, ${by.personId}::uuid, ${by.at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as o("enrolmentId" uuid, "schoolCode" text,
      "schoolYear" int, semester int, "courseCode" text, "courseName" text, grade int, credits numeric, method text)
    on conflict (enrolment_id) do update set school_code = excluded.school_code, school_year = excluded.school_year,
      semester = excluded.semester, course_code = excluded.course_code, course_name = excluded.course_name,
      grade = excluded.grade, credits = excluded.credits, method = excluded.method,
      entered_by = excluded.entered_by, entered_at = excluded.entered_at`.execute(tx);
  await remember(
    tx,
    origins.map((one) => ({
      registrationId: one.registrationId,
      topic: 'outcomes' as const,
      kind: one.before ? ('changed' as const) : ('added' as const),
      label: `${one.schoolYear}-${one.semester} ${one.name}（${kindNames[one.kind]}）`,
      fields: changesBetween(
        one.before ? originTexts(one.before) : {},
        one.origin ? originTexts(one.origin) : {},
      ),
    })),
    by,
  );
}
