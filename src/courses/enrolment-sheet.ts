/** 修課: which student takes which offering, and as what (ordinary, retake, make-up …). */
import { compare, type Entry, firstOfEach, type Place } from '../imports/difference.ts';
import type { BadLine } from '../imports/import.ts';
import type { Brought, Ground, SheetKind, SheetPlan } from '../imports/sheet-kind.ts';
import { choice, code, column, maybeColumn, readTables } from '../platform/sheets.ts';
import { courseKey, division, groupName, offeringKey, schoolYear, semester } from './cells.ts';
import { enrolmentKinds, kindNames } from './enrolment.ts';
import { type EnrolmentRow, endEnrolments, enrolmentsIn, saveEnrolments } from './enrolment-store.ts';

const columns = {
  schoolYear: schoolYear(),
  semester: semester(),
  division: division(),
  number: column('學號', code({ pattern: /^[0-9A-Z]{4,15}$/ })),
  courseCode: courseKey(),
  group: groupName(),
  kind: maybeColumn(
    '修課類別',
    choice(Object.fromEntries(enrolmentKinds.map((kind) => [kindNames[kind], kind]))),
    '修課別',
  ),
};

export const enrolmentSheet: SheetKind = {
  sheet: 'enrolments',
  names: ['修課', '選課', '修課資料'],
  columns,
  example: { courseCode: '114123456V21301A1011011', group: '商一甲' },
  plan,
};

type Row = EnrolmentRow & { place: Place };

async function plan(ground: Ground, brought: readonly Brought[]): Promise<SheetPlan> {
  const tables = await readTables(brought, columns);
  const rows = tables.rows.map(({ place, values }): Row => {
    const { courseCode, kind, ...rest } = values;
    return { place, ...rest, code: courseCode.code, kind: kind ?? 'ordinary', label: '' };
  });
  const { good, bad } = check(ground, rows);
  const standing = await enrolmentsIn(
    ground.db,
    rows.filter((row) => ground.divisions.includes(row.division)),
  );
  const held = tables.badValues.length > 0 ? standing.map(keyOf) : rows.map(keyOf);
  const difference = compare(
    standing.map(entryOf),
    [...good.values()].map((row) => ({ ...entryOf(row), place: row.place })),
    new Set(held),
  );
  for (const { key } of difference.added) {
    const row = good.get(key);
    const own = row && ground.known.enrolments.get(row.number);
    if (own) own.push(row);
    else if (row) ground.known.enrolments.set(row.number, [row]);
  }
  return {
    sheet: 'enrolments',
    rows: tables.count,
    bad: [...tables.bad, ...bad],
    badSheets: tables.badSheets,
    difference,
    async apply(tx) {
      await saveEnrolments(
        tx,
        difference.added.flatMap(({ key }) => good.get(key) ?? []),
      );
    },
    async remove(tx, by) {
      const gone = new Set(difference.vanishing.map(({ key }) => key));
      await endEnrolments(
        tx,
        standing.filter((row) => gone.has(keyOf(row))),
        by,
      );
      return undefined;
    },
  };
}

function check(ground: Ground, rows: readonly Row[]): { good: Map<string, Row>; bad: BadLine[] } {
  const { known } = ground;
  const bad: BadLine[] = [];
  const say = (row: Row, header: string, problem: string, facts: BadLine['facts'] = {}) => {
    bad.push({ place: row.place, column: header, problem, facts });
    return false;
  };
  const own = rows.filter((row) => {
    if (!ground.divisions.includes(row.division)) return say(row, '部別', 'other-division');
    const of = known.students.get(row.number);
    if (of === undefined) return say(row, '學號', 'unknown-student', { found: row.number });
    if (of !== row.division) return say(row, '學號', 'student-of-other-division', { found: row.number });
    if (known.offerings.has(offeringKey(row))) return true;
    return say(row, '課程代碼', 'unknown-offering', { found: `${row.code} ${row.group}` });
  });
  const { firsts, repeated } = firstOfEach(own, keyOf);
  for (const { row, first } of repeated) say(row, '學號', 'duplicate-row', { first: first.row });
  return { good: new Map(firsts.map((row) => [keyOf(row), row])), bad };
}

function keyOf(row: EnrolmentRow): string {
  return `${offeringKey(row)}/${row.number}/${row.kind}`;
}

function entryOf(row: EnrolmentRow): Entry {
  return { key: keyOf(row), label: `${row.number} ${row.label || row.code}（${row.group}）`, fields: {} };
}
