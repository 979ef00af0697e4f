/** 班級: the classes of a school year. Who leads one stands in the same sheet and is read by `accounts/`. */
import { compare, firstOfEach, type Place } from '../imports/difference.ts';
import type { BadLine } from '../imports/import.ts';
import type { Brought, Ground, SheetKind, SheetPlan } from '../imports/sheet-kind.ts';
import { column, readTables, wholeNumber } from '../platform/sheets.ts';
import { classKey, className, division, schoolYear } from './cells.ts';
import { type ClassRow, classesIn, dropClasses, saveClasses } from './class-store.ts';

const columns = {
  schoolYear: schoolYear(),
  division: division(),
  grade: column('年級', wholeNumber({ min: 1, max: 4 })),
  className: className(),
};

const example = { className: '商一甲' };

export const classSheet: SheetKind = {
  sheet: 'classes',
  names: ['班級', '班級資料'],
  columns,
  example,
  plan,
};

async function plan(ground: Ground, brought: readonly Brought[]): Promise<SheetPlan> {
  const tables = await readTables(brought, columns);
  const rows = tables.rows.map(({ place, values }) => ({ place, ...values }));
  const own = rows.filter((row) => ground.divisions.includes(row.division));
  const foreign = rows.filter((row) => !ground.divisions.includes(row.division));
  // Each semester's workbook names the classes of the year again: only two that disagree are a mistake.
  const { firsts, repeated } = firstOfEach(own, classKey);
  const grades = new Map(firsts.map((row) => [classKey(row), row]));
  const standing = await classesIn(ground.db, own);
  const difference = compare(
    standing.map((one) => ({
      key: classKey(one),
      label: one.className,
      fields: { grade: String(one.grade) },
    })),
    firsts.map((row) => ({
      key: classKey(row),
      label: row.className,
      fields: { grade: String(row.grade) },
      place: row.place,
    })),
    // The history of its students hangs on a class: it does not go while anybody was in it.
    new Set(standing.filter((one) => one.inUse).map(classKey)),
  );
  for (const key of grades.keys()) ground.known.classes.add(key);
  return {
    sheet: 'classes',
    rows: tables.count,
    bad: [
      ...tables.bad,
      ...foreign.map((row) => bad(row.place, '部別', 'other-division', {})),
      ...repeated
        .filter(
          ({ row, first }) => sameSheet(row.place, first) || grades.get(classKey(row))?.grade !== row.grade,
        )
        .map(({ row, first }) => bad(row.place, '班級名稱', 'duplicate-row', { first: first.row })),
    ],
    badSheets: tables.badSheets,
    difference,
    async apply(tx) {
      const changed = [...difference.added, ...difference.changed].map(({ key }) => grades.get(key));
      await saveClasses(
        tx,
        changed.filter((row): row is ClassRow & { place: Place } => row !== undefined),
      );
    },
    async remove(tx) {
      const gone = new Set(difference.vanishing.map(({ key }) => key));
      await dropClasses(
        tx,
        standing.filter((one) => gone.has(classKey(one))).map(({ id }) => id),
      );
      return undefined;
    },
  };
}

function sameSheet(one: Place, other: Place): boolean {
  return one.workbook === other.workbook && one.sheet === other.sheet;
}

function bad(place: Place, header: string, problem: string, facts: BadLine['facts']): BadLine {
  return { place, column: header, problem, facts };
}
