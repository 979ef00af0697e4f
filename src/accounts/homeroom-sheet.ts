/** 導師: the column of the class sheet that says who leads a class of the school year. */
import { compare, type Entry, firstOfEach } from '../imports/difference.ts';
import type { BadLine } from '../imports/import.ts';
import type { Brought, Ground, SheetKind, SheetPlan } from '../imports/sheet-kind.ts';
import {
  choice,
  code,
  column,
  list,
  maybeColumn,
  readTables,
  text,
  wholeNumber,
} from '../platform/sheets.ts';
import { endOffices, type HomeroomRow, homeroomsIn, saveHomerooms } from './office-store.ts';

const columns = {
  schoolYear: column('學年度', wholeNumber({ min: 90, max: 200 }), '學年'),
  division: column(
    '部別',
    choice({ 日間部: 'day', 日校: 'day', 日: 'day', 進修部: 'continuing', 進: 'continuing' }),
  ),
  className: column('班級名稱', text({ max: 30 }), '班級', '班別名稱'),
  teachers: maybeColumn('導師代碼', list(code({ pattern: /^[0-9A-Z-]{2,20}$/ })), '導師'),
};

const example = { teachers: 'T001' };

export const homeroomSheet: SheetKind = {
  sheet: 'homerooms',
  names: ['班級', '班級資料'],
  columns,
  example,
  plan,
};

async function plan(ground: Ground, brought: readonly Brought[]): Promise<SheetPlan> {
  const tables = await readTables(brought, columns);
  const bad: BadLine[] = tables.bad.filter((line) => line.column === columns.teachers.header);
  // Without the column, or in an empty cell, nothing is said about who leads a class.
  const rows = tables.rows
    .filter(({ values }) => ground.divisions.includes(values.division))
    .flatMap(({ place, values: { teachers, ...one } }) =>
      (teachers ?? []).map((teacher) => ({ place, ...one, code: teacher })),
    );
  const known = rows.filter((row) => ground.known.staff.has(row.code));
  for (const { place, code: found } of rows.filter((row) => !ground.known.staff.has(row.code)))
    bad.push({ place, column: columns.teachers.header, problem: 'unknown-teacher', facts: { found } });
  const { firsts } = firstOfEach(known, keyOf);
  const about = new Set(rows.map(classOf));
  const standing = (await homeroomsIn(ground.db, rows)).filter((one) => about.has(classOf(one)));
  const difference = compare(
    standing.map(entryOf),
    firsts.map((row) => ({ ...entryOf(row), place: row.place })),
  );
  const wanted = new Map(firsts.map((row) => [keyOf(row), row]));
  return {
    sheet: 'homerooms',
    rows: rows.length,
    bad,
    badSheets: [],
    difference,
    async apply(tx) {
      await saveHomerooms(
        tx,
        difference.added.flatMap(({ key }) => wanted.get(key) ?? []),
        ground.importer,
      );
    },
    async remove(tx) {
      const gone = new Set(difference.vanishing.map(({ key }) => key));
      const ended = standing.filter((one) => gone.has(keyOf(one))).map(({ id }) => id);
      await endOffices(tx, ended, { by: ground.importer, at: await ground.school.clock.now(tx) });
      return undefined;
    },
  };
}

function classOf(row: HomeroomRow): string {
  return `${row.schoolYear}/${row.division}/${row.className}`;
}

function keyOf(row: HomeroomRow): string {
  return `${classOf(row)}/${row.code}`;
}

function entryOf(row: HomeroomRow): Entry {
  return { key: keyOf(row), label: `${row.className} ${row.code}`, fields: {} };
}
