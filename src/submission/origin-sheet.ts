/**
 * 原修課資料: the original course of a retake, make-up, repeat, transfer or visit, a row for each enrolment. The enrolment
 * is named as in 修課 and stands already; what the workbook does not name stays as it is.
 */
import type { EnrolmentKind } from '../courses/enrolment.ts';
import { enrolmentKinds, kindNames } from '../courses/enrolment.ts';
import { compare, type Entry, firstOfEach, type Place } from '../imports/difference.ts';
import type { BadLine } from '../imports/import.ts';
import type { Brought, Ground, SheetKind, SheetPlan } from '../imports/sheet-kind.ts';
import {
  choice,
  code,
  column,
  decimal,
  maybeColumn,
  readTables,
  text,
  wholeNumber,
} from '../platform/sheets.ts';
import { type NamedEnrolment, type NamedOrigin, originsNamed, saveOrigins } from './origin-rows-store.ts';
import { type Origin, originTexts } from './precheck.ts';

const kinds = enrolmentKinds.filter((kind) => kind !== 'ordinary');

const columns = {
  schoolYear: column('學年度', wholeNumber({ min: 90, max: 200 }), '學年'),
  semester: column('學期', wholeNumber({ min: 1, max: 2 })),
  number: column('學號', code({ pattern: /^[0-9A-Z]{4,15}$/ })),
  courseCode: column('課程代碼', code({ pattern: /^[0-9A-Z-]{1,23}$/ }), '科目代碼'),
  kind: column('修課類別', choice(Object.fromEntries(kinds.map((kind) => [kindNames[kind], kind])))),
  originSchool: maybeColumn(
    '原學校代碼',
    code({ pattern: /^[0-9A-Z]{6}$/ }),
    '原修課學校代碼',
    '借讀學校代碼',
  ),
  originYear: maybeColumn('原學年度', wholeNumber({ min: 90, max: 200 }), '原修課學年度', '應修課學年度'),
  originSemester: maybeColumn('原學期', wholeNumber({ min: 1, max: 2 }), '原修課學期', '應修課學期'),
  originCode: maybeColumn('原課程代碼', code({ pattern: /^[0-9A-Z-]{1,23}$/ }), '原修課課程代碼'),
  originName: maybeColumn('原科目名稱', text({ max: 60 }), '原修課科目名稱'),
  originGrade: maybeColumn('原開課年級', wholeNumber({ min: 1, max: 4 }), '原修課開課年級'),
  originCredits: maybeColumn('原學分', decimal({ min: 0, max: 40 }), '原修課修課學分'),
  method: maybeColumn('修課方式', text({ max: 20 }), '重修方式', '補修方式'),
};

export const originSheet: SheetKind = {
  sheet: 'origins',
  names: ['原修課資料'],
  columns,
  example: {
    courseCode: '114123456V21301A1011011',
    originSchool: '654321',
    originCode: '113123456V21301A1011011',
    originName: '國語文',
    method: '1',
  },
  plan,
};

type Row = NamedEnrolment & { place: Place; origin: Origin };

async function plan(ground: Ground, brought: readonly Brought[]): Promise<SheetPlan> {
  const tables = await readTables(brought, columns);
  const rows = tables.rows.map(
    ({ place, values }): Row => ({
      place,
      schoolYear: values.schoolYear,
      semester: values.semester,
      number: values.number,
      code: values.courseCode,
      kind: values.kind as EnrolmentKind,
      origin: {
        schoolCode: values.originSchool,
        schoolYear: values.originYear,
        semester: values.originSemester,
        courseCode: values.originCode,
        courseName: values.originName,
        grade: values.originGrade,
        credits: values.originCredits,
        method: values.method,
      },
    }),
  );
  const { firsts, repeated } = firstOfEach(rows, keyOf);
  const standing = new Map(
    (await originsNamed(ground.db, firsts, ground.divisions)).map((one) => [keyOf(one), one]),
  );
  const unknown = firsts.filter((row) => !standing.has(keyOf(row)));
  const bad: BadLine[] = [
    ...repeated.map(({ row, first }) => badAt(row, 'duplicate-row', { first: first.row })),
    ...unknown.map((row) => badAt(row, 'unknown-enrolment', { found: `${row.number} ${row.code}` })),
  ];
  const good = new Map(firsts.filter((row) => standing.has(keyOf(row))).map((row) => [keyOf(row), row]));
  const difference = compare(
    [...standing.values()].flatMap((one) => (one.origin ? [entryOf(one, one.origin, one.name)] : [])),
    [...good.values()].map((row) => ({
      ...entryOf(row, row.origin, standing.get(keyOf(row))?.name ?? ''),
      place: row.place,
    })),
  );
  return {
    sheet: 'origins',
    rows: tables.count,
    bad: [...tables.bad, ...bad],
    badSheets: tables.badSheets,
    difference,
    async apply(tx, by) {
      const wanted = [...difference.added, ...difference.changed].flatMap(({ key }): NamedOrigin[] => {
        const [row, known] = [good.get(key), standing.get(key)];
        return row && known ? [{ ...known, before: known.origin, origin: row.origin }] : [];
      });
      await saveOrigins(tx, wanted, by);
    },
    // Nothing vanishes: only what is named is compared.
    remove: async () => undefined,
  };
}

function badAt({ place }: Row, problem: string, facts: BadLine['facts']): BadLine {
  return { place, column: '學號', problem, facts };
}

function keyOf({ schoolYear, semester, number, code: course, kind }: NamedEnrolment): string {
  return `${schoolYear}/${semester}/${number}/${course}/${kind}`;
}

function entryOf(row: NamedEnrolment, origin: Origin, name: string): Entry {
  return {
    key: keyOf(row),
    label: `${row.number} ${name} ${kindNames[row.kind]}`,
    fields: originTexts(origin),
  };
}
