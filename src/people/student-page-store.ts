/** Everything about one student beside the register's own fields: where they sat, what they took, what they handed in. */
import { sql } from 'kysely';
import type { Db } from '../platform/db.ts';

export interface StudentPage {
  placements: {
    schoolYear: number;
    semester: number;
    grade: number;
    className: string;
    seat: number | null;
    classKind: string | null;
    experimentalClass: string | null;
  }[];
  visits: {
    homeSchool: string;
    hostSchool: string;
    fieldGroup: string;
    programme: string;
    kind: string;
    startsOn: string;
    endsOn: string;
  }[];
  courses: {
    schoolYear: number;
    semester: number;
    courseCode: string;
    name: string;
    group: string;
    credits: number;
    kind: string;
    ended: boolean;
    teachers: string[];
    /** Works handed in and not withdrawn, and how many of them are certified and selected. */
    handedIn: number;
    certified: number;
    selected: number;
  }[];
}

/** One question; every part of it begins at the registration's own index. */
export async function studentPage(db: Db, registrationId: string): Promise<StudentPage> {
  const { rows } = await sql<StudentPage>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('schoolYear', m.school_year, 'semester', m.semester, 'grade', c.grade,
          'className', c.name, 'seat', m.seat, 'classKind', m.class_kind, 'experimentalClass', m.experimental_class)
          order by m.school_year desc, m.semester desc), '[]')
        from placement m join class c on c.id = m.class_id where m.registration_id = ${registrationId}) as placements,
      (select coalesce(jsonb_agg(jsonb_build_object('homeSchool', v.home_school, 'hostSchool', v.host_school,
          'fieldGroup', v.field_group, 'programme', v.programme, 'kind', v.kind, 'startsOn', v.starts_on,
          'endsOn', v.ends_on) order by v.starts_on desc), '[]')
        from visit v where v.registration_id = ${registrationId}) as visits,
      (select coalesce(jsonb_agg(jsonb_build_object('schoolYear', f.school_year, 'semester', f.semester,
          'courseCode', f.course_code, 'name', k.name, 'group', f.group_name, 'credits', f.credits, 'kind', e.kind,
          'ended', e.ended_at is not null, 'teachers', t.names, 'handedIn', o.handed_in, 'certified', o.certified,
          'selected', o.selected) order by f.school_year desc, f.semester desc, f.course_code, e.kind, f.group_name), '[]')
        from enrolment e join offering f on f.id = e.offering_id join course k on k.code = f.course_code,
        lateral (select coalesce(jsonb_agg(p.name order by p.name), '[]') as names
          from offering_teacher w join person p on p.id = w.person_id where w.offering_id = f.id) t,
        lateral (select count(*) as handed_in,
            count(*) filter (where exists (select from certification c join outcome_version v on v.id = c.version_id
              where v.outcome_id = o.id and c.decision = 'certified' and c.withdrawn_at is null)) as certified,
            count(*) filter (where exists (select from selection s where s.outcome_id = o.id and s.ended_at is null)) as selected
          from outcome o where o.enrolment_id = e.id and o.withdrawn_at is null
            and exists (select from outcome_version v where v.outcome_id = o.id)) o
        where e.registration_id = ${registrationId}) as courses`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('The student’s page could not be read.');
  return row;
}
