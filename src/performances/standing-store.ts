/**
 * What stands of students' diverse performance: handed in and not withdrawn, each with its newest version. Facts only;
 * who may see them is asked by whoever reads.
 */
import { sql } from 'kysely';
import type { Division } from '../accounts/actor.ts';
import type { Slot } from '../outcomes/announcement.ts';
import type { Db, Tx } from '../platform/db.ts';
import type { Values } from './category.ts';

export interface StandingPerformance {
  performanceId: string;
  registrationId: string;
  category: string;
  /** In which it counts: when it was first handed in. */
  schoolYear: number;
  semester: 1 | 2;
  /** Taken over from a post the school recorded. */
  cadrePostId: string | null;
  versionId: string;
  number: number;
  fields: Values;
  description: string;
  /** '' for none. */
  link: string;
  /** Instant of the newest version, ISO. */
  handedInAt: string;
  files: { slot: Slot; name: string; size: number; sha256: string; mediaType: string }[];
}

/** Of these students: the performances of a school year that can be selected, or of all years; first come first. */
export async function performancesOf(
  db: Db | Tx,
  registrationIds: readonly string[],
  schoolYear?: number,
): Promise<StandingPerformance[]> {
  return standing(
    db,
    sql`p.registration_id = any(${[...registrationIds]}::uuid[])
      and (${schoolYear ?? null}::int is null or p.school_year = ${schoolYear ?? null}::int)`,
  );
}

/** Of a school year in these divisions, of one category where it is named. Served by performance_year. */
export async function performancesIn(
  db: Db | Tx,
  scope: { schoolYear: number; divisions: readonly Division[]; category?: string },
): Promise<StandingPerformance[]> {
  return standing(
    db,
    sql`p.school_year = ${scope.schoolYear} and r.division = any(${[...scope.divisions]}::text[])
      and (${scope.category ?? null}::text is null or p.category = ${scope.category ?? null}::text)`,
  );
}

async function standing(
  db: Db | Tx,
  condition: ReturnType<typeof sql<unknown>>,
): Promise<StandingPerformance[]> {
  const { rows } = await sql<StandingPerformance>`
    select p.id as "performanceId", p.registration_id as "registrationId", p.category,
      p.school_year as "schoolYear", p.semester, p.cadre_post_id as "cadrePostId", v.id as "versionId", v.number,
      v.fields, v.description, v.link, to_jsonb(v.finished_at)#>>'{}' as "handedInAt",
      (select coalesce(jsonb_agg(jsonb_build_object('slot', f.slot, 'name', f.name, 'size', f.size,
         'sha256', f.sha256, 'mediaType', f.media_type) order by f.slot), '[]')
         from performance_file f where f.version_id = v.id) as files
    from performance p
    join registration r on r.id = p.registration_id
    join lateral (select * from performance_version where performance_id = p.id order by number desc limit 1) v on true
    where p.withdrawn_at is null and ${condition}
    order by p.school_year desc, p.created_at, p.id`.execute(db);
  return rows.map((row) => ({ ...row, handedInAt: new Date(row.handedInAt).toISOString() }));
}
