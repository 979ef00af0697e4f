/** 編班: which class and seat a student has in a semester, out of the sheet of students. */
import { compare, type Entry, firstOfEach, type Place } from '../imports/difference.ts';
import type { BadLine } from '../imports/import.ts';
import type { Brought, Ground, SheetKind, SheetPlan } from '../imports/sheet-kind.ts';
import { readTables } from '../platform/sheets.ts';
import { refuse } from '../regulation/refusal.ts';
import { classKey } from './cells.ts';
import { dropPlacements, type PlacementRow, placementsIn, savePlacements } from './placement-store.ts';
import { studentColumns } from './student-sheet.ts';

export const placementSheet: SheetKind = {
  sheet: 'placements',
  names: ['學生', '學生資料', '學籍'],
  columns: studentColumns,
  plan,
};

type Row = PlacementRow & { place: Place };

async function plan(ground: Ground, brought: readonly Brought[]): Promise<SheetPlan> {
  const tables = readTables(brought, studentColumns);
  // What is wrong with the student's own cells is said by the sheet of students.
  const rows: Row[] = tables.rows
    .map(({ place, values }) => ({ place, ...values }))
    .filter((row) => ground.divisions.includes(row.division))
    .filter((row) => ground.known.students.get(row.number) === row.division);
  const { firsts } = firstOfEach(rows, keyOf);
  const bad = firsts.filter((row) => !ground.known.classes.has(classKey(row))).map(unknownClass);
  const seats = firstOfEach(
    firsts.filter((row) => row.seat !== null),
    (row) => `${row.semester}/${classKey(row)}/${row.seat}`,
  );
  bad.push(...seats.repeated.map(({ row, first }) => seatTaken(row, first)));
  const wrong = new Set(bad.map(({ place }) => place));
  const good = new Map(firsts.filter((row) => !wrong.has(row.place)).map((row) => [keyOf(row), row]));
  const standing = await placementsIn(ground.db, rows);
  const difference = compare(
    standing.map(entryOf),
    [...good.values()].map((row) => ({ ...entryOf(row), place: row.place })),
    heldBy(tables, rows, standing),
  );
  return {
    sheet: 'placements',
    rows: tables.count,
    bad,
    badSheets: tables.badSheets,
    difference,
    async apply(tx) {
      const changed = [...difference.added, ...difference.changed].flatMap(({ key }) => good.get(key) ?? []);
      await savePlacements(tx, changed);
    },
    async remove(tx) {
      const gone = new Set(difference.vanishing.map(({ key }) => key));
      const kept = await dropPlacements(
        tx,
        standing.filter((row) => gone.has(keyOf(row))),
      );
      return kept.length === 0
        ? undefined
        : refuse('student-has-work', '八', { count: kept.length, students: kept.slice(0, 5).join('、') });
    },
  };
}

/** Placements that stay because their row is there and only wrong; all of them where a row's number is unreadable. */
function heldBy(
  tables: { badValues: readonly { values: { number?: string } }[] },
  rows: readonly Row[],
  standing: readonly PlacementRow[],
): Set<string> {
  if (tables.badValues.some(({ values }) => values.number === undefined)) return new Set(standing.map(keyOf));
  const numbers = new Set([
    ...tables.badValues.map(({ values }) => values.number),
    ...rows.map((row) => row.number),
  ]);
  return new Set(standing.filter((row) => numbers.has(row.number)).map(keyOf));
}

function keyOf(row: { schoolYear: number; semester: number; number: string }): string {
  return `${row.schoolYear}/${row.semester}/${row.number}`;
}

function entryOf(row: PlacementRow): Entry {
  return {
    key: keyOf(row),
    label: `${row.number} ${row.name}`,
    fields: { class: row.className, seat: row.seat === null ? '' : String(row.seat) },
  };
}

function unknownClass(row: Row): BadLine {
  return { place: row.place, column: '班級名稱', problem: 'unknown-class', facts: { found: row.className } };
}

function seatTaken(row: Row, first: Place): BadLine {
  return { place: row.place, column: '座號', problem: 'duplicate-seat', facts: { first: first.row } };
}
