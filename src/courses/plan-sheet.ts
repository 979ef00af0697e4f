/** 課程計畫: what each year's entrants of a programme are taught when. Year and programme stand in the code itself. */
import { compare, type Entry, firstOfEach, type Place } from '../imports/difference.ts';
import type { BadLine } from '../imports/import.ts';
import type { Brought, Ground, SheetKind, SheetPlan } from '../imports/sheet-kind.ts';
import { code, column, decimal, maybeColumn, readTables, text, wholeNumber } from '../platform/sheets.ts';
import { isRefusal } from '../regulation/refusal.ts';
import { courseKey, division, semester } from './cells.ts';
import { readCourseCode } from './course-code.ts';
import { dropPlan, type PlanRow, plansOf, savePlan } from './plan-store.ts';

const columns = {
  division: division(),
  courseCode: courseKey(),
  courseName: column('科目名稱', text({ max: 60 }), '課程名稱', '科目'),
  grade: column('開課年級', wholeNumber({ min: 1, max: 4 }), '年級'),
  semester: semester('開課學期'),
  credits: column('學分', decimal({ min: 0, max: 40 }), '節數', '學分數', '修課學分', '修課節數'),
  // Needed only where the school's own key says nothing of them.
  entrySchoolYear: maybeColumn(
    '適用入學年度',
    wholeNumber({ min: 80, max: 200 }),
    '入學學年度',
    '入學年度',
    '適用入學學年度',
  ),
  fieldGroup: maybeColumn('群別代碼', code({ pattern: /^[0-9A-Z]{2}$/ }), '群別'),
  programme: maybeColumn('科別代碼', code({ pattern: /^[0-9A-Z]{3}$/ }), '科班學程別代碼', '科別'),
};

const example = {
  courseCode: '114123456V21301A1011011',
  courseName: '國語文',
  grade: 1,
  credits: 3,
  fieldGroup: '21',
  programme: '301',
};

export const planSheet: SheetKind = { sheet: 'coursePlan', names: ['課程計畫'], columns, example, plan };

type Row = PlanRow & { place: Place };

async function plan(ground: Ground, brought: readonly Brought[]): Promise<SheetPlan> {
  const tables = await readTables(brought, columns);
  const bad: BadLine[] = [];
  const rows = tables.rows.flatMap(({ place, values }): Row[] => {
    const { courseCode, entrySchoolYear, fieldGroup, programme, ...rest } = values;
    const said = { entrySchoolYear, fieldGroup, programme };
    const scope = scopeOf(courseCode.code, said);
    if ('problem' in scope) bad.push({ place, ...scope });
    else if (!ground.divisions.includes(rest.division))
      bad.push({ place, column: '部別', problem: 'other-division', facts: {} });
    else return [{ place, ...rest, ...scope, code: courseCode.code }];
    return [];
  });
  const { firsts, repeated } = firstOfEach(rows, keyOf);
  for (const { row, first } of repeated)
    bad.push({ place: row.place, column: '課程代碼', problem: 'duplicate-row', facts: { first: first.row } });
  const good = new Map(firsts.map((row) => [keyOf(row), row]));
  const standing = await plansOf(ground.db, rows);
  const difference = compare(
    standing.map(entryOf),
    firsts.map((row) => ({ ...entryOf(row), place: row.place })),
    new Set(tables.badValues.length + bad.length > 0 ? standing.map(keyOf) : []),
  );
  return {
    sheet: 'coursePlan',
    rows: tables.count,
    bad: [...tables.bad, ...bad],
    badSheets: tables.badSheets,
    difference,
    async apply(tx) {
      await savePlan(
        tx,
        [...difference.added, ...difference.changed].flatMap(({ key }) => good.get(key) ?? []),
      );
    },
    async remove(tx) {
      const gone = new Set(difference.vanishing.map(({ key }) => key));
      await dropPlan(
        tx,
        standing.filter((row) => gone.has(keyOf(row))),
      );
      return undefined;
    },
  };
}

interface Said {
  entrySchoolYear: number | null;
  fieldGroup: string | null;
  programme: string | null;
}

type Scope = Pick<PlanRow, 'entrySchoolYear' | 'fieldGroup' | 'programme'>;

/** For whom a line is: as the code says; a column that says otherwise is a mistake in one of the two. */
function scopeOf(courseCode: string, said: Said): Scope | Omit<BadLine, 'place'> {
  const parts = readCourseCode(courseCode);
  const inCode = isRefusal(parts) ? said : parts;
  const headers = { entrySchoolYear: '適用入學年度', fieldGroup: '群別代碼', programme: '科別代碼' } as const;
  for (const key of ['entrySchoolYear', 'fieldGroup', 'programme'] as const) {
    const value = inCode[key];
    if (value === null) return { column: headers[key], problem: 'empty', facts: {} };
    if (said[key] !== null && said[key] !== value)
      return {
        column: headers[key],
        problem: 'plan-not-in-code',
        facts: { found: said[key] ?? '', inCode: value },
      };
  }
  const { entrySchoolYear, fieldGroup, programme } = inCode;
  return { entrySchoolYear: entrySchoolYear ?? 0, fieldGroup: fieldGroup ?? '', programme: programme ?? '' };
}

function keyOf(row: PlanRow): string {
  const { division, entrySchoolYear, fieldGroup, programme, code: courseCode } = row;
  return [division, entrySchoolYear, fieldGroup, programme, courseCode, row.grade, row.semester].join('/');
}

function entryOf(row: PlanRow): Entry {
  return {
    key: keyOf(row),
    label: `${row.entrySchoolYear} ${row.fieldGroup}-${row.programme} ${row.courseName}（${row.grade}-${row.semester}）`,
    fields: { courseName: row.courseName, credits: String(row.credits) },
  };
}
