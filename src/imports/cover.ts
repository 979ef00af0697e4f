/** 封面: the first sheet of a national roster says once which school year and semester all its rows are of. @server */
import { column, type RawSheet, readTable, wholeNumber } from '../platform/sheets.ts';

export interface Cover {
  schoolYear: number;
  semester: number;
}

const columns = {
  schoolYear: column('學年度', wholeNumber({ min: 90, max: 200 }), '學年'),
  // A roster of a whole school year says 0.
  semester: column('學期', wholeNumber({ min: 0, max: 2 })),
};

export function isCover(raw: RawSheet): boolean {
  return raw.name.replace(/\s/g, '') === '封面';
}

/** By workbook; one whose cover cannot be read has none, and its rows must say it themselves. */
export function coversOf(sheets: readonly { workbook: string; raw: RawSheet }[]): Map<string, Cover> {
  const covers = new Map<string, Cover>();
  for (const { workbook, raw } of sheets.filter((one) => isCover(one.raw))) {
    const [row] = readTable(raw, columns).rows;
    if (row) covers.set(workbook, row.values);
  }
  return covers;
}
