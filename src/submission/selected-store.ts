/** What is selected in a round by a division's students, with everything a workbook row needs. Reads only. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { Division } from '../regulation/regulation.ts';
import type { Selected } from './precheck.ts';

export interface SelectedRow extends Omit<Selected, 'hasNationalId' | 'parts' | 'files'> {
  selectionId: string;
  versionId: string;
  nationalIdSealed: Buffer | null;
  nationalIdKey: Buffer | null;
  student: { name: string; studentNumber: string; className: string; seat: number | null };
  files: { slot: 'document' | 'media'; sha256: string; size: number; mediaType: string }[];
}

/**
 * The standing selections of a round and division in the order of the workbook: class, seat, semester, course.
 * Served by selection_round; the newest version of an outcome is the one that counts.
 */
export async function selectedOf(
  db: Db | Tx,
  round: { roundId: string; schoolYear: number; division: Division },
): Promise<SelectedRow[]> {
  const { rows } = await sql<SelectedRow>`
    select s.id as "selectionId", o.id as "outcomeId", o.registration_id as "registrationId", v.id as "versionId",
           p.national_id_sealed as "nationalIdSealed", p.national_id_key as "nationalIdKey",
           p.birth_date as "birthDate", g.entry_school_year as "entrySchoolYear", g.field_group as "fieldGroup",
           g.programme, e.id as "enrolmentId", e.kind, f.school_year as "schoolYear", f.semester, f.grade,
           f.credits::float8 as credits, c.code as "courseCode", c.name as "courseName", c.coded, v.description,
           coalesce(d.decision = 'certified' and o.withdrawn_at is null, false) as certified,
           jsonb_build_object('name', p.name, 'studentNumber', g.student_number,
             'className', coalesce(k.name, ''), 'seat', k.seat) as student,
           coalesce((select jsonb_agg(jsonb_build_object('slot', slot, 'sha256', sha256, 'size', size,
                       'mediaType', media_type) order by slot)
                     from outcome_file where version_id = v.id), '[]') as files,
           case when n.id is not null then jsonb_build_object('schoolCode', n.school_code, 'schoolYear', n.school_year,
             'semester', n.semester, 'courseCode', n.course_code, 'courseName', n.course_name, 'grade', n.grade,
             'credits', n.credits, 'method', n.method) end as origin
    from selection s
    join outcome o on o.id = s.outcome_id
    join registration g on g.id = s.registration_id
    join person p on p.id = g.person_id
    join enrolment e on e.id = o.enrolment_id
    join offering f on f.id = e.offering_id
    join course c on c.code = f.course_code
    join lateral (select id, description from outcome_version where outcome_id = o.id order by number desc limit 1) v on true
    left join certification d on d.version_id = v.id and d.withdrawn_at is null
    left join enrolment_origin n on n.enrolment_id = e.id
    left join lateral (
      select k.name, m.seat from placement m join class k on k.id = m.class_id
      where m.registration_id = g.id and m.school_year = ${round.schoolYear} order by m.semester desc limit 1) k on true
    where s.round_id = ${round.roundId} and s.ended_at is null and g.division = ${round.division}
    order by k.name, k.seat, g.student_number, f.semester, c.code, o.created_at, o.id`.execute(db);
  return rows;
}
