/** Everything of a student's own that stands on the map; other topics' tables, none written. */
import { sql } from 'kysely';
import type { Db } from '../platform/db.ts';

interface Placed {
  id: string;
  schoolYear: number;
  semester: 1 | 2;
}

export interface MapRows {
  outcomes: (Placed & {
    title: string;
    subject: string;
    state: 'received' | 'returned' | 'certified';
    selected: boolean;
  })[];
  performances: (Placed & { category: string; fields: Record<string, string>; selected: boolean })[];
  items: (Placed & { title: string })[];
}

/** What was handed in and still stands; drafts are no work yet. */
export async function mapRowsOf(db: Db, registrationIds: readonly string[]): Promise<MapRows> {
  const own = sql`any(${registrationIds as string[]}::uuid[])`;
  const { rows } = await sql<MapRows>`select
    (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'schoolYear', f.school_year, 'semester', f.semester,
        'title', v.description, 'subject', k.name, 'state', coalesce(c.decision, 'received'),
        'selected', exists (select from selection s where s.outcome_id = o.id and s.ended_at is null))
        order by o.created_at), '[]')
       from outcome o join enrolment e on e.id = o.enrolment_id join offering f on f.id = e.offering_id
       join course k on k.code = f.course_code
       join lateral (select * from outcome_version w where w.outcome_id = o.id order by w.number desc limit 1) v on true
       left join certification c on c.version_id = v.id and c.withdrawn_at is null
       where o.registration_id = ${own} and o.withdrawn_at is null) as outcomes,
    (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'schoolYear', p.school_year, 'semester', p.semester,
        'category', p.category, 'fields', v.fields,
        'selected', exists (select from performance_selection s where s.performance_id = p.id and s.ended_at is null))
        order by p.created_at), '[]')
       from performance p
       join lateral (select * from performance_version w where w.performance_id = p.id order by w.number desc limit 1) v on true
       where p.registration_id = ${own} and p.withdrawn_at is null) as performances,
    (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'schoolYear', i.school_year, 'semester', i.semester,
        'title', i.title) order by i.kept_at), '[]') from shelf_item i where i.registration_id = ${own}) as items`.execute(
    db,
  );
  return rows[0] ?? { outcomes: [], performances: [], items: [] };
}

export async function placementsOf(
  db: Db,
  registrationIds: readonly string[],
): Promise<{ placements: { schoolYear: number; grade: number }[]; entrySchoolYear: number | null }> {
  const { rows } = await sql<{
    placements: { schoolYear: number; grade: number }[];
    entrySchoolYear: number | null;
  }>`select
    (select coalesce(jsonb_agg(jsonb_build_object('schoolYear', m.school_year, 'grade', c.grade)), '[]')
       from placement m join class c on c.id = m.class_id where m.registration_id = any(${registrationIds as string[]}::uuid[])) as placements,
    (select min(r.entry_school_year) from registration r where r.id = any(${registrationIds as string[]}::uuid[])) as "entrySchoolYear"`.execute(
    db,
  );
  return rows[0] ?? { placements: [], entrySchoolYear: null };
}
