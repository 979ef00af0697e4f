/** What the student's pages show: everything of theirs, drafts included, and one performance with its history. */
import { sql } from 'kysely';
import type { Actor } from '../accounts/actor.ts';
import type { Slot } from '../outcomes/announcement.ts';
import type { Db } from '../platform/db.ts';
import type { Values } from './category.ts';
import { registrationsOf } from './facts-store.ts';
import type { Standing } from './performance.ts';

export interface ListedPerformance extends Standing {
  performanceId: string;
  category: string;
  schoolYear: number | null;
  /** Of the version that stands, else of the draft. */
  fields: Values;
  description: string;
  handedInAt: string | null;
  files: { slot: Slot; name: string }[];
  fromCadre: boolean;
}

/** The latest first. Served by performance_registration. */
export async function ownPerformances(db: Db, actor: Actor): Promise<ListedPerformance[]> {
  const { rows } = await sql<ListedPerformance>`
    select p.id as "performanceId", p.category, p.school_year as "schoolYear",
      p.withdrawn_at is not null as withdrawn, coalesce(v.number, 0) as versions,
      exists (select from performance_selection s where s.performance_id = p.id and s.ended_at is null) as selected,
      coalesce(v.fields, d.fields, '{}') as fields, coalesce(v.description, d.description, '') as description,
      to_jsonb(v.finished_at)#>>'{}' as "handedInAt", p.cadre_post_id is not null as "fromCadre",
      (select coalesce(jsonb_agg(jsonb_build_object('slot', f.slot, 'name', f.name) order by f.slot), '[]')
         from performance_file f where f.version_id = v.id) as files
    from performance p
    left join lateral (select * from performance_version where performance_id = p.id order by number desc limit 1) v
      on true
    left join performance_draft d on d.performance_id = p.id
    where p.registration_id = any(${registrationsOf(actor)}::uuid[])
      and (p.withdrawn_at is null or p.school_year is not null)
    order by p.school_year desc nulls first, p.created_at desc, p.id`.execute(db);
  return rows;
}

export interface PerformanceHistory {
  withdrawnAt: Date | null;
  draft: { fields: Values; description: string; link: string; savedAt: string } | null;
  versions: {
    versionId: string;
    number: number;
    fields: Values;
    description: string;
    link: string;
    begunAt: string;
    handedInAt: string;
    files: {
      slot: Slot;
      name: string;
      size: number;
      sha256: string;
      mediaType: string;
      secondVerifiedAt: string | null;
    }[];
  }[];
}

/** Everything ever handed in for a performance, newest version first. */
export async function historyOf(db: Db, performanceId: string): Promise<PerformanceHistory | undefined> {
  const { rows } = await sql<PerformanceHistory>`
    select p.withdrawn_at as "withdrawnAt",
      (select jsonb_build_object('fields', d.fields, 'description', d.description, 'link', d.link,
          'savedAt', d.saved_at) from performance_draft d where d.performance_id = p.id) as draft,
      (select coalesce(jsonb_agg(jsonb_build_object('versionId', v.id, 'number', v.number, 'fields', v.fields,
          'description', v.description, 'link', v.link, 'begunAt', v.begun_at, 'handedInAt', v.finished_at,
          'files', (select coalesce(jsonb_agg(jsonb_build_object('slot', x.slot, 'name', x.name, 'size', x.size,
                      'sha256', x.sha256, 'mediaType', x.media_type, 'secondVerifiedAt', b.second_verified_at)
                      order by x.slot), '[]')
                      from performance_file x join blob b on b.sha256 = x.sha256 where x.version_id = v.id)
          ) order by v.number desc), '[]')
         from performance_version v where v.performance_id = p.id) as versions
    from performance p where p.id = ${performanceId}`.execute(db);
  return rows[0];
}

/** The student's side of what caps and windows are told by, for the page that has no performance yet. */
export async function ownGround(db: Db, actor: Actor) {
  const { rows } = await sql<{
    division: 'day' | 'continuing';
    taken: { schoolYear: number; semester: 1 | 2 }[];
    placements: { schoolYear: number; semester: 1 | 2; grade: number }[];
  }>`
    select r.division,
      (select coalesce(jsonb_agg(jsonb_build_object('schoolYear', t.school_year, 'semester', t.semester)), '[]')
         from performance t where t.registration_id = r.id and t.withdrawn_at is null
           and t.school_year is not null) as taken,
      (select coalesce(jsonb_agg(jsonb_build_object('schoolYear', m.school_year, 'semester', m.semester,
         'grade', c.grade)), '[]') from placement m join class c on c.id = m.class_id
         where m.registration_id = r.id) as placements
    from registration r where r.id = any(${registrationsOf(actor)}::uuid[])
    order by r.starts_on desc limit 1`.execute(db);
  return rows[0];
}
