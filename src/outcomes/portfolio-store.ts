/** Everything of a student that was handed in and still stands, with what became of it. */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Db } from '../platform/db.ts';
import type { Slot } from './announcement.ts';

export interface HandedIn {
  outcomeId: string;
  versionId: string;
  registrationId: string;
  division: Division;
  offeringId: string;
  teacherIds: string[];
  schoolYear: number;
  semester: 1 | 2;
  subject: string;
  description: string;
  decision: 'certified' | 'returned' | null;
  selected: boolean;
  late: boolean;
  files: { slot: Slot; name: string; mediaType: string }[];
  /** The latest first. */
  earlier: { versionId: string; number: number; files: HandedIn['files'] }[];
}

/** The latest semester first. Served by outcome_registration. */
export async function handedInBy(db: Db, registrationId: string): Promise<HandedIn[]> {
  const { rows } = await sql<HandedIn>`
    select u.id as "outcomeId", v.id as "versionId", u.registration_id as "registrationId", f.division,
      f.id as "offeringId", f.school_year as "schoolYear", f.semester, k.name as subject, v.description, c.decision,
      v.reopening_id is not null as late,
      array(select t.person_id::text from offering_teacher t where t.offering_id = f.id) as "teacherIds",
      exists (select from selection s where s.outcome_id = u.id and s.ended_at is null) as selected,
      (select coalesce(jsonb_agg(jsonb_build_object('slot', x.slot, 'name', x.name, 'mediaType', x.media_type)
        order by x.slot), '[]') from outcome_file x where x.version_id = v.id) as files,
      (select coalesce(jsonb_agg(jsonb_build_object('versionId', w.id, 'number', w.number, 'files',
          (select coalesce(jsonb_agg(jsonb_build_object('slot', x.slot, 'name', x.name, 'mediaType', x.media_type)
            order by x.slot), '[]') from outcome_file x where x.version_id = w.id)) order by w.number desc), '[]')
        from outcome_version w where w.outcome_id = u.id and w.number < v.number) as earlier
    from outcome u join enrolment e on e.id = u.enrolment_id join offering f on f.id = e.offering_id
    join course k on k.code = f.course_code
    join lateral (select * from outcome_version w where w.outcome_id = u.id order by w.number desc limit 1) v on true
    left join certification c on c.version_id = v.id and c.withdrawn_at is null
    where u.registration_id = ${registrationId} and u.withdrawn_at is null
    order by f.school_year desc, f.semester desc, k.name, u.created_at`.execute(db);
  return rows;
}
