/** 編班: which class and seat a student has in a semester, out of the sheet of students. */
import { semesterOf } from '../calendar/day.ts';
import type { Change } from '../history/change.ts';
import { remember } from '../history/store.ts';
import { compare, type Entry, firstOfEach, type Place } from '../imports/difference.ts';
import type { BadLine } from '../imports/import.ts';
import type { Brought, Ground, SheetKind, SheetPlan } from '../imports/sheet-kind.ts';
import { refuse } from '../regulation/refusal.ts';
import { classKey } from './cells.ts';
import type { CodeLists } from './code-list.ts';
import { codeLists } from './codes.ts';
import { dropPlacements, type Placed, placementsIn, savePlacements } from './placement-store.ts';
import { type FieldKey, shownValue } from './register.ts';
import { partsOf, readStudents, studentColumns } from './student-columns.ts';

export const placementSheet: SheetKind = {
  sheet: 'placements',
  names: ['學生', '學生資料', '學籍'],
  columns: studentColumns(codeLists(0)),
  plan,
};

type Row = Placed & { place: Place };

async function plan(ground: Ground, brought: readonly Brought[]): Promise<SheetPlan> {
  const lists = codeLists(semesterOf(ground.today).schoolYear);
  const tables = await readStudents(brought, lists);
  // What is wrong with the student's own cells is said by the sheet of students.
  const rows = tables.rows
    .map((line): Row => ({ ...line, values: partsOf(line.values).placed }))
    .filter((row) => ground.divisions.includes(row.division))
    .filter((row) => ground.known.students.get(row.number) === row.division);
  const { firsts } = firstOfEach(rows, keyOf);
  const bad = firsts.filter((row) => !ground.known.classes.has(classOf(row))).map(unknownClass);
  const seats = firstOfEach(
    firsts.filter(({ values }) => values.seat),
    (row) => `${row.semester}/${classOf(row)}/${row.values.seat}`,
  );
  bad.push(...seats.repeated.map(({ row, first }) => seatTaken(row, first)));
  const wrong = new Set(bad.map(({ place }) => place));
  const good = new Map(firsts.filter((row) => !wrong.has(row.place)).map((row) => [keyOf(row), row]));
  const standing = await placementsIn(ground.db, rows);
  const difference = compare(
    standing.map((row) => entryOf(row, lists)),
    [...good.values()].map((row) => ({ ...entryOf(row, lists), place: row.place })),
    heldBy(tables, rows, standing),
  );
  return {
    sheet: 'placements',
    rows: tables.count,
    bad,
    badSheets: tables.badSheets,
    difference,
    async apply(tx, by) {
      const changed = [...difference.added, ...difference.changed].flatMap(({ key }) => good.get(key) ?? []);
      const ids = await savePlacements(tx, changed);
      const before = new Map(difference.changed.map(({ key, changes }) => [key, changes]));
      await remember(
        tx,
        changed.map((row) => changeOf(row, ids.get(row.number) ?? '', before.get(keyOf(row)), lists)),
        by,
      );
    },
    async remove(tx, by) {
      const gone = new Set(difference.vanishing.map(({ key }) => key));
      const dropped = await dropPlacements(
        tx,
        standing.filter((row) => gone.has(keyOf(row))),
      );
      if ('kept' in dropped)
        return refuse('student-has-work', '八', {
          count: dropped.kept.length,
          students: dropped.kept.slice(0, 5).join('、'),
        });
      await remember(
        tx,
        dropped.removed.map(({ row, registrationId }) => ({
          ...changeOf(row, registrationId, [], lists),
          kind: 'removed' as const,
        })),
        by,
      );
      return undefined;
    },
  };
}

/** @param before what changed of a placement there was; undefined for a new one */
function changeOf(
  row: Placed,
  registrationId: string,
  before: Change['fields'] | undefined,
  lists: CodeLists,
): Change {
  const fields = Object.entries(shownOf(row, lists))
    .filter(([, after]) => after !== '')
    .map(([field, after]) => ({ field, before: '', after }));
  return {
    registrationId,
    topic: 'register',
    kind: before ? 'changed' : 'added',
    label: `${row.schoolYear}-${row.semester} 編班`,
    fields: before ?? fields,
  };
}

/** Placements that stay because their row is there and only wrong; all of them where a row's number is unreadable. */
function heldBy(
  tables: { badValues: readonly { values: { number?: string } }[] },
  rows: readonly Row[],
  standing: readonly Placed[],
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

function classOf({ schoolYear, division, values }: Placed): string {
  return classKey({ schoolYear, division, className: values.class ?? '' });
}

function entryOf(row: Placed, lists: CodeLists): Entry {
  return {
    key: keyOf(row),
    label: `${row.number} ${row.name}`,
    fields: row.values as Record<string, string>,
    shown: shownOf(row, lists),
  };
}

function shownOf({ values }: Placed, lists: CodeLists): Record<string, string> {
  return Object.fromEntries(
    (Object.entries(values) as [FieldKey, string][]).map(([key, value]) => [
      key,
      shownValue(key, value, lists),
    ]),
  );
}

function unknownClass(row: Row): BadLine {
  return {
    place: row.place,
    column: '班級名稱',
    problem: 'unknown-class',
    facts: { found: row.values.class ?? '' },
  };
}

function seatTaken(row: Row, first: Place): BadLine {
  return { place: row.place, column: '座號', problem: 'duplicate-seat', facts: { first: first.row } };
}
