/** Adopted texts, and the rules that govern a semester. */
import type { Db, Tx } from '../platform/db.ts';
import { parseRegulation, readDefaults, readNational } from './parse.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type Regulation, type Rules, versionFor, versionForYear, withYearlyQuotas } from './regulation.ts';

/** A stored text never changes, so its parsed form may be kept by its id. */
const parsed = new Map<string, Regulation>();

export interface VersionRow {
  id: string;
  effective_school_year: number;
  effective_semester: number;
}

/**
 * The rules in force in a semester, or without one those of the school year as a whole; a refusal while no text has
 * been adopted for it.
 */
export async function rulesFor(db: Db | Tx, schoolYear: number, semester?: 1 | 2): Promise<Rules | Refusal> {
  const rows = await db
    .selectFrom('regulation_version')
    .select(['id', 'effective_school_year', 'effective_semester'])
    .execute();
  return rulesAmong(db, rows, schoolYear, semester);
}

/** The same, where the versions there are have been read already. */
export async function rulesAmong(
  db: Db | Tx,
  rows: readonly VersionRow[],
  schoolYear: number,
  semester?: 1 | 2,
): Promise<Rules | Refusal> {
  const versions = rows.map((row) => ({
    id: row.id,
    effectiveFrom: { schoolYear: row.effective_school_year, semester: row.effective_semester },
  }));
  const ofYear = versionForYear(versions, schoolYear);
  const version = semester ? versionFor(versions, schoolYear, semester) : ofYear;
  if (!version || !ofYear) return refuse('no-regulation', '十一', { schoolYear, semester: semester ?? 1 });
  return {
    versionId: version.id,
    regulation: withYearlyQuotas(await readVersion(db, version.id), await readVersion(db, ofYear.id)),
    national: readNational(),
    defaults: readDefaults(),
  };
}

async function readVersion(db: Db | Tx, id: string): Promise<Regulation> {
  const known = parsed.get(id);
  if (known) return known;
  const row = await db
    .selectFrom('regulation_version')
    .select('source')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const read = parseRegulation(row.source);
  if ('wrong' in read) throw new Error(`The adopted text ${id} cannot be read: ${read.wrong.join('; ')}`);
  parsed.set(id, read.regulation);
  return read.regulation;
}

/** Enters an adopted text; refused with every reason why it cannot be in force. @returns its id */
export async function adopt(
  tx: Tx,
  adoption: { source: string; by: string | null; at: Date },
): Promise<{ id: string } | Refusal> {
  const read = parseRegulation(adoption.source);
  if ('wrong' in read) return refuse('regulation-wrong', '十一', { wrong: read.wrong.join('\n') });
  const { regulation } = read;
  const row = await tx
    .insertInto('regulation_version')
    .values({
      source: adoption.source,
      school: regulation.school,
      adopted_on: regulation.adopted.on,
      effective_school_year: regulation.effectiveFrom.schoolYear,
      effective_semester: regulation.effectiveFrom.semester,
      entered_by: adoption.by,
      entered_at: adoption.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id: row.id };
}
