/** Rows of 學生資料名冊 that found their student: what is wrong with their class, and with each beside the others. @server */
import { firstOfEach, type Place } from '../imports/difference.ts';
import type { BadLine } from '../imports/import.ts';
import type { Ground } from '../imports/sheet-kind.ts';
import { classKey } from './cells.ts';
import { classesIn } from './class-store.ts';
import type { Holder } from './national-row.ts';
import { placementFields, type Values } from './register.ts';
import type { Kept, Semester } from './register-store.ts';
import { partsOf } from './student-columns.ts';

export interface Line {
  place: Place;
  at: Semester;
  idKey: string;
  birthDate: string;
  grade: number | null;
  /** What the sheet has a column for, but for what finds the student. */
  values: Partial<Values>;
}

export interface Row extends Line {
  holder: Holder;
  kept: Kept;
}

type Why = Omit<BadLine, 'place'>;

/** The rows that can be taken, and every other with why not. */
export async function checkRows(
  ground: Ground,
  found: readonly Row[],
): Promise<{ good: Row[]; bad: BadLine[] }> {
  const scopes = found.map(({ at, holder }) => ({ schoolYear: at.schoolYear, division: holder.division }));
  const classes = await classesIn(ground.db, scopes);
  const grades = new Map(classes.map((one) => [classKey(one), one.grade]));
  const bad: BadLine[] = [];
  const sound = found.filter((row) => {
    const why = classProblem(row, grades, ground.known.classes);
    if (why) bad.push({ place: row.place, ...why });
    return !why;
  });
  const beside = repetitions(sound.map(withoutEmptyClass));
  return { good: beside.good, bad: [...bad, ...beside.bad] };
}

function classProblem(
  { at, holder, values, grade, kept }: Row,
  grades: ReadonlyMap<string, number>,
  known: ReadonlySet<string>,
): Why | undefined {
  const className = values.class ?? '';
  if (className === '') {
    const saysMore = grade !== null || placementFields.some((field) => values[field]);
    return kept.values.class !== '' || saysMore
      ? { column: '班級名稱', problem: 'empty', facts: {} }
      : undefined;
  }
  const key = classKey({ schoolYear: at.schoolYear, division: holder.division, className });
  const own = grades.get(key);
  if (own === undefined && !known.has(key))
    return { column: '班級名稱', problem: 'unknown-class', facts: { found: className } };
  return own !== undefined && grade !== null && grade !== own
    ? { column: '年級', problem: 'grade-of-class', facts: { found: grade, class: className, grade: own } }
    : undefined;
}

/** A student in no class: the roster says nothing of one. */
function withoutEmptyClass(row: Row): Row {
  return row.values.class === '' ? { ...row, values: partsOf(row.values).own } : row;
}

function repetitions(rows: readonly Row[]): { good: Row[]; bad: BadLine[] } {
  const bad: BadLine[] = [];
  const term = ({ at }: Row) => `${at.schoolYear}/${at.semester}`;
  const ids = firstOfEach(rows, keyOf);
  for (const { row, first } of ids.repeated)
    bad.push({ place: row.place, column: '身分證號', problem: 'duplicate-id', facts: { first: first.row } });
  const seats = firstOfEach(
    ids.firsts.filter(({ values }) => values.seat),
    (row) => `${term(row)}/${row.holder.division}/${row.values.class}/${row.values.seat}`,
  );
  for (const { row, first } of seats.repeated)
    bad.push({ place: row.place, column: '座號', problem: 'duplicate-seat', facts: { first: first.row } });
  // Two semesters brought together say the same of what belongs to neither.
  const own = (row: Row) => JSON.stringify(partsOf(row.values).own);
  const students = new Map<string, Row>();
  for (const row of ids.firsts) {
    const first = students.get(row.holder.registrationId);
    if (!first) students.set(row.holder.registrationId, row);
    else if (own(first) !== own(row))
      bad.push({
        place: row.place,
        column: '身分證號',
        problem: 'student-two-ways',
        facts: { first: first.place.row },
      });
  }
  const wrong = new Set(bad.map(({ place }) => place));
  return { bad, good: ids.firsts.filter(({ place }) => !wrong.has(place)) };
}

export function keyOf({ at, holder }: Row): string {
  return `${at.schoolYear}/${at.semester}/${holder.number}`;
}
