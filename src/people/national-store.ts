/** Who stands in the register under an ID number. */
import { sql } from 'kysely';
import type { Db, Tx } from '../platform/db.ts';
import type { Holder } from './national-row.ts';

/** Every registration under these ID numbers, those that have not ended first, then the latest. */
export async function nationalHolders(
  db: Db | Tx,
  idKeys: readonly string[],
): Promise<(Holder & { idKey: string })[]> {
  const { rows } = await sql<Holder & { idKey: string }>`
    select encode(p.national_id_key, 'hex') as "idKey", r.id as "registrationId", r.student_number as number,
      p.name, r.division, p.birth_date as "birthDate", r.starts_on as "startsOn", r.ends_on as "endsOn"
    from person p join registration r on r.person_id = p.id
    where p.national_id_key = any(select decode(k, 'hex') from unnest(${idKeys}::text[]) k)
    order by r.ends_on desc nulls first, r.starts_on desc`.execute(db);
  return rows;
}
