/** 特殊身分別: which special identities students have, for topics that go by them. */
import type { Db, Tx } from '../platform/db.ts';
import { codeLists } from './codes.ts';

/** Codes of the special identities students have. Served by the table's key. */
export async function identitiesOf(
  db: Db | Tx,
  registrationIds: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  if (registrationIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('registration_identity')
    .select(['registration_id as id', 'code'])
    .where('registration_id', 'in', [...new Set(registrationIds)])
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ id }) => id)].map(([id, own]) => [id, own.map(({ code }) => code)]),
  );
}

/** Its name; the code itself where the name is not known. */
export function identityName(code: string, schoolYear: number): string {
  return codeLists(schoolYear).identity.codes.get(code) ?? code;
}
