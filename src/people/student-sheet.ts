/**
 * 學生: who they are (name, ID number, entry). In which class they sit stands in the same sheet, semester by
 * semester, and is read by `placement-sheet.ts`. A student nobody names any more stays a student: leaving is a
 * change of status (八), never a row that was forgotten.
 */
import type { Division } from '../accounts/actor.ts';
import type { Change } from '../history/change.ts';
import { remember } from '../history/store.ts';
import { type Changed, compare, firstOfEach, type Place, type Wanted } from '../imports/difference.ts';
import type { BadLine } from '../imports/import.ts';
import type { Brought, Ground, SheetKind, SheetPlan } from '../imports/sheet-kind.ts';
import {
  choice,
  code,
  column,
  date,
  maybeColumn,
  readTables,
  text,
  wholeNumber,
} from '../platform/sheets.ts';
import { className, division, nationalId, schoolYear, semester, studentNumber } from './cells.ts';
import { sameName } from './name.ts';
import { maskNationalId } from './national-id.ts';
import { type Registered, registeredAs, type StudentRow, saveStudents } from './student-store.ts';

export const studentColumns = {
  schoolYear: schoolYear(),
  semester: semester(),
  division: division(),
  number: column('學號', code({ pattern: studentNumber })),
  name: column('姓名', text({ max: 50 }), '學生姓名'),
  nationalId: column(
    '身分證號',
    nationalId(),
    '身分證字號',
    '身分證統一編號',
    '國民身分證統一編號',
    '身份證字號',
  ),
  birthDate: column('出生日期', date(), '生日', '出生年月日'),
  gender: maybeColumn(
    '性別',
    choice({ 男: 'male', 女: 'female', 其他: 'other', '1': 'male', '2': 'female' }),
  ),
  entrySchoolYear: column('入學學年度', wholeNumber({ min: 80, max: 200 }), '入學年度'),
  fieldGroup: column('群別代碼', code({ pattern: /^[0-9A-Z]{2}$/ }), '群別'),
  programme: column('科別代碼', code({ pattern: /^[0-9A-Z]{3}$/ }), '科班學程別代碼', '科別'),
  className: className(),
  seat: maybeColumn('座號', wholeNumber({ min: 1, max: 99 })),
};

export const studentSheet: SheetKind = {
  sheet: 'students',
  names: ['學生', '學生資料', '學籍'],
  columns: studentColumns,
  plan,
};

interface Row extends StudentRow {
  place: Place;
  schoolYear: number;
  semester: number;
}

async function plan(ground: Ground, brought: readonly Brought[]): Promise<SheetPlan> {
  const { school } = ground;
  const tables = readTables(brought, studentColumns);
  const rows = tables.rows.map(
    ({ place, values }): Row => ({
      place,
      ...values,
      idKey: school.seal.keyOf(values.nationalId).toString('hex'),
    }),
  );
  const registered = await registeredAs(ground.db, {
    numbers: rows.map(({ number }) => number),
    idKeys: rows.map(({ idKey }) => idKey),
  });
  const checked = check(ground, rows, registered);
  const good = new Map(checked.good.map((row) => [row.number, row]));
  for (const { number, division } of good.values()) ground.known.students.set(number, division);
  const difference = compare(
    registered
      .filter(({ number }) => good.has(number))
      .map((one) => ({
        key: one.number,
        label: `${one.number} ${one.name}`,
        fields: fieldsOf(one),
        shown: { nationalId: one.idSealed ? maskNationalId(school.seal.open(one.idSealed)) : '' },
      })),
    [...good.values()].map(wantedOf),
  );
  return {
    sheet: 'students',
    rows: tables.count,
    bad: [...tables.bad, ...checked.bad],
    badSheets: tables.badSheets,
    difference,
    async apply(tx, by) {
      const changed = [...difference.added, ...difference.changed].flatMap(({ key }) => good.get(key) ?? []);
      await saveStudents(tx, school.seal, changed);
      await remember(tx, registerChanges(difference.changed, registered), by);
    },
    remove: async () => undefined,
  };
}

function registerChanges(changed: readonly Changed[], registered: readonly Registered[]): Change[] {
  const ids = new Map(registered.map(({ number, registrationId }) => [number, registrationId]));
  return changed.flatMap(({ key, label, changes }) => {
    const registrationId = ids.get(key);
    return registrationId === undefined
      ? []
      : [{ registrationId, topic: 'register' as const, kind: 'changed' as const, label, fields: changes }];
  });
}

/** Every row against the rest of the sheet, and against who is registered already. */
function check(ground: Ground, rows: readonly Row[], registered: readonly Registered[]) {
  const bad: BadLine[] = [];
  const byNumber = new Map(registered.map((one) => [one.number, one]));
  const byId = new Map(registered.filter((one) => one.current).map((one) => [one.idKey, one]));
  const term = (row: Row) => `${row.schoolYear}/${row.semester}`;
  const own = rows.filter((row) => {
    const why = refusalOf(ground, row, byNumber.get(row.number), byId.get(row.idKey));
    if (why) bad.push({ place: row.place, ...why });
    return !why;
  });
  const numbers = firstOfEach(own, (row) => `${term(row)}/${row.number}`);
  for (const { row, first } of numbers.repeated)
    bad.push({ place: row.place, column: '學號', problem: 'duplicate-student', facts: { first: first.row } });
  const ids = firstOfEach(numbers.firsts, (row) => `${term(row)}/${row.idKey}`);
  for (const { row, first } of ids.repeated)
    bad.push({ place: row.place, column: '身分證號', problem: 'duplicate-id', facts: { first: first.row } });
  // A student stands once for each semester; what they are must be the same in both.
  const people = firstOfEach(ids.firsts, (row) => row.number);
  const firsts = new Map(people.firsts.map((row) => [row.number, row]));
  for (const { row, first } of people.repeated) {
    const before = firsts.get(row.number);
    if (before && JSON.stringify(fieldsOf(before)) !== JSON.stringify(fieldsOf(row)))
      bad.push({
        place: row.place,
        column: '學號',
        problem: 'student-two-ways',
        facts: { first: first.row },
      });
  }
  return { good: people.firsts, bad };
}

function refusalOf(ground: Ground, row: Row, same: Registered | undefined, sameId: Registered | undefined) {
  if (!ground.divisions.includes(row.division)) return problem('部別', 'other-division');
  if (same && same.division !== row.division) return problem('部別', 'registered-in-other-division');
  if (same && same.idKey !== null && same.idKey !== row.idKey && !sameName(same.name, row.name))
    return problem('學號', 'number-of-another');
  if (sameId && sameId.number !== row.number)
    return problem('身分證號', 'id-of-another', { number: sameId.number });
  const age = row.schoolYear + 1911 - Number(row.birthDate.slice(0, 4));
  if (age < 12 || age > 90) return problem('出生日期', 'birth-implausible', { found: row.birthDate });
  return undefined;
}

function problem(header: string, name: string, facts: BadLine['facts'] = {}) {
  return { column: header, problem: name, facts };
}

function wantedOf(row: Row): Wanted {
  return {
    key: row.number,
    label: `${row.number} ${row.name}`,
    fields: fieldsOf(row),
    shown: { nationalId: maskNationalId(row.nationalId) },
    place: row.place,
  };
}

function fieldsOf(one: {
  name: string;
  idKey: string | null;
  birthDate: string | null;
  gender: string | null;
  division: Division;
  entrySchoolYear: number;
  fieldGroup: string;
  programme: string;
}) {
  return {
    name: one.name,
    nationalId: one.idKey ?? '',
    birthDate: one.birthDate ?? '',
    gender: one.gender ?? '',
    entrySchoolYear: String(one.entrySchoolYear),
    fieldGroup: one.fieldGroup,
    programme: one.programme,
  };
}
