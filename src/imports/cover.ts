/**
 * 封面: the first sheet of a national roster says once whose it is, and which school year and semester all its rows are
 * of. Another school's, or one that a system never set up has written, is not taken. @server
 */
import type { Division } from '../accounts/actor.ts';
import { isTestSchool } from '../courses/course-code.ts';
import type { Db, Tx } from '../platform/db.ts';
import {
  column,
  findHeader,
  maybeColumn,
  type RawSheet,
  readTable,
  text,
  wholeNumber,
} from '../platform/sheets.ts';
import type { BadSheet } from './import.ts';
import type { Brought } from './sheet-kind.ts';

export interface Cover {
  schoolYear: number;
  semester: number;
  /** The division whose own school code it says; null where it says none or both have the same. */
  division: Division | null;
}

const columns = {
  schoolYear: column('學年度', wholeNumber({ min: 90, max: 200 }), '學年'),
  // A roster of a whole school year says 0.
  semester: column('學期', wholeNumber({ min: 0, max: 2 })),
  school: maybeColumn('學校代碼', text({ max: 20 })),
  roster: maybeColumn('名冊別', text({ max: 20 })),
};

export function isCover(raw: RawSheet): boolean {
  return (
    raw.name.replace(/\s/g, '') === '封面' || findHeader(raw, columns)?.found === Object.keys(columns).length
  );
}

interface OwnCodes {
  code: string;
  continuing_code: string;
}

export async function ownCodes(db: Db | Tx): Promise<OwnCodes> {
  return db.selectFrom('school').select(['code', 'continuing_code']).executeTakeFirstOrThrow();
}

/** By workbook; one whose cover cannot be read has none, and its rows must say it themselves. */
export function coversOf(sheets: readonly Brought[], own: OwnCodes): Map<string, Cover> {
  const covers = new Map<string, Cover>();
  for (const { workbook, raw } of sheets.filter((one) => isCover(one.raw))) {
    const [row] = readTable(raw, columns).rows;
    if (row) covers.set(workbook, { ...row.values, division: divisionOf(row.values.school, own) });
  }
  return covers;
}

function divisionOf(school: string | null, { code, continuing_code }: OwnCodes): Division | null {
  if (code === continuing_code) return null;
  return school === code ? 'day' : school === continuing_code ? 'continuing' : null;
}

/** Covers that name another school than this one, or none. */
export function foreignCovers(sheets: readonly Brought[], own: OwnCodes): BadSheet[] {
  return sheets
    .filter((one) => isCover(one.raw))
    .flatMap(({ workbook, raw }) => {
      const found = readTable(raw, columns).rows[0]?.values.school;
      if (!found || found === own.code || found === own.continuing_code) return [];
      const problem = isTestSchool(found) ? 'roster-of-test-school' : 'roster-of-other-school';
      return [{ workbook, sheet: raw.name, problem, facts: { found, own: own.code } }];
    });
}
