/** 證照代碼: the table of licences, searched by whoever fills one in, replaced by an import. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';

export interface Licence {
  code: string;
  /** 證照區域 */
  region: string;
  /** 證照類別 */
  class: string;
  name: string;
}

/** Code to name, for those of the codes that are in the table; `retired` lets in what has left it. */
export async function licenceNames(
  db: Db | Tx,
  codes: readonly string[],
  { retired }: { retired: boolean },
): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await db
    .selectFrom('licence')
    .select(['code', 'name'])
    .where('code', 'in', [...codes])
    .$if(!retired, (query) => query.where('retired_at', 'is', null))
    .execute();
  return new Map(rows.map(({ code, name }) => [code, name]));
}

const mostFound = 30;

/** Licences in which every word occurs, in code, class or name; the very code comes first. */
export async function findLicences(db: Db, text: string): Promise<Licence[]> {
  const words = text.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  const { rows } = await sql<Licence>`
    select code, region, class, name from licence
    where retired_at is null and (select coalesce(bool_and(position(w in
      lower(code || ' ' || name || ' ' || class)) > 0), true) from unnest(${words}::text[]) w)
    order by lower(code) = ${words[0] ?? ''} desc, name, code limit ${mostFound}`.execute(db);
  return rows;
}

/** The table as it stands. */
export async function licencesNow(db: Db | Tx): Promise<Licence[]> {
  return db
    .selectFrom('licence')
    .select(['code', 'region', 'class', 'name'])
    .where('retired_at', 'is', null)
    .execute();
}

export async function saveLicences(tx: Tx, licences: readonly Licence[]): Promise<void> {
  if (licences.length === 0) return;
  await sql`insert into licence (code, region, class, name)
    select code, region, class, name from jsonb_to_recordset(${JSON.stringify(licences)}::jsonb)
      as w(code text, region text, class text, name text)
    on conflict (code) do update set region = excluded.region, class = excluded.class, name = excluded.name,
      retired_at = null`.execute(tx);
}

/** They are offered no more; what was handed in with them keeps its name. */
export async function retireLicences(tx: Tx, codes: readonly string[], at: Date): Promise<void> {
  if (codes.length === 0) return;
  await tx
    .updateTable('licence')
    .set({ retired_at: at })
    .where('code', 'in', [...codes])
    .execute();
}
