/**
 * 封面: the first sheet of a national roster says once whose it is, and which school year and semester all its rows are
 * of. Another school's, or one that a system never set up has written, is not taken. @server
 */
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

/** By workbook; one whose cover cannot be read has none, and its rows must say it themselves. */
export function coversOf(sheets: readonly Brought[]): Map<string, Cover> {
  const covers = new Map<string, Cover>();
  for (const { workbook, raw } of sheets.filter((one) => isCover(one.raw))) {
    const [row] = readTable(raw, columns).rows;
    if (row) covers.set(workbook, row.values);
  }
  return covers;
}

/** Covers that name another school than this one, or none. */
export async function foreignCovers(db: Db | Tx, sheets: readonly Brought[]): Promise<BadSheet[]> {
  const covers = sheets.filter((one) => isCover(one.raw));
  if (covers.length === 0) return [];
  const own = await db.selectFrom('school').select(['code', 'continuing_code']).executeTakeFirstOrThrow();
  return covers.flatMap(({ workbook, raw }) => {
    const found = readTable(raw, columns).rows[0]?.values.school;
    if (!found || found === own.code || found === own.continuing_code) return [];
    const problem = isTestSchool(found) ? 'roster-of-test-school' : 'roster-of-other-school';
    return [{ workbook, sheet: raw.name, problem, facts: { found, own: own.code } }];
  });
}
