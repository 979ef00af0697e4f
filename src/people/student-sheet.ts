/**
 * 學生: who they are (name, ID number, entry, identities). In which class they sit stands in the same sheet, semester
 * by semester, and is read by `placement-sheet.ts`. A student nobody names any more stays a student: leaving is a
 * change of status (八), never a row that was forgotten. A column the sheet does not have changes nothing.
 */
import { semesterOf } from '../calendar/day.ts';
import type { Change } from '../history/change.ts';
import { remember } from '../history/store.ts';
import { compare, type Difference, firstOfEach, type Wanted } from '../imports/difference.ts';
import type { BadLine } from '../imports/import.ts';
import type { Brought, Ground, SheetKind, SheetPlan } from '../imports/sheet-kind.ts';
import type { CodeLists } from './code-list.ts';
import { codeLists } from './codes.ts';
import { maskNationalId } from './national-id.ts';
import { type LineProblem, lineProblem } from './newcomer.ts';
import { type FieldKey, shownValue, type Values } from './register.ts';
import { type Kept, saveValues } from './register-store.ts';
import { partsOf, readStudents, type StudentLine, studentColumns } from './student-columns.ts';
import { registeredAs, registerStudents } from './student-store.ts';

export const studentSheet: SheetKind = {
  sheet: 'students',
  names: ['學生', '學生資料', '學籍'],
  columns: studentColumns(codeLists(0)),
  example: {
    name: '王小明',
    fieldGroup: '21',
    programme: '301',
    class: '商一甲',
    experimentalClass: '商業實驗班',
  },
  plan,
};

interface Row extends StudentLine {
  idKey: string;
  /** What is compared and written. */
  own: Partial<Values>;
}

async function plan(ground: Ground, brought: readonly Brought[]): Promise<SheetPlan> {
  const { school } = ground;
  const lists = codeLists(semesterOf(ground.today).schoolYear);
  const tables = await readStudents(brought, lists);
  const rows = tables.rows.map((line): Row => {
    const idKey = school.seal.keyOf(line.nationalId).toString('hex');
    return { ...line, idKey, own: { ...partsOf(line.values).own, nationalId: idKey } };
  });
  const registered = await registeredAs(ground.db, {
    numbers: rows.map(({ number }) => number),
    idKeys: rows.map(({ idKey }) => idKey),
  });
  const checked = check(ground, rows, registered);
  const good = new Map(checked.good.map((row) => [row.number, row]));
  for (const { number, division, idKey } of good.values()) {
    ground.known.students.set(number, division);
    ground.known.idNumbers.set(idKey, number);
  }
  const difference = compare(
    registered
      .filter(({ number }) => good.has(number))
      .map((one) => ({
        key: one.number,
        label: `${one.number} ${one.values.name}`,
        fields: one.values,
        shown: shown(one.values, one.idSealed ? maskNationalId(school.seal.open(one.idSealed)) : '', lists),
      })),
    [...good.values()].map((row) => wantedOf(row, lists)),
  );
  return {
    sheet: 'students',
    rows: tables.count,
    bad: [...tables.bad, ...checked.bad],
    badSheets: tables.badSheets,
    difference,
    async apply(tx, by) {
      const added = difference.added.flatMap(({ key }) => good.get(key) ?? []);
      const changed = difference.changed.flatMap(({ key }) => good.get(key) ?? []);
      const before = new Map(registered.map((one) => [one.number, one]));
      const ids = new Map([
        ...registered.map(({ number, registrationId }) => [number, registrationId] as const),
        ...(await registerStudents(tx, school.seal, added)),
      ]);
      await saveValues(
        tx,
        [...added, ...changed].map((row) => ({
          registrationId: ids.get(row.number) ?? '',
          values: row.own,
          ...(before.get(row.number)?.values.nationalId === row.idKey
            ? {}
            : { sealed: school.seal.close(row.nationalId) }),
        })),
      );
      await remember(tx, registerChanges(difference, ids), by);
    },
    remove: async () => undefined,
  };
}

function registerChanges({ added, changed }: Difference, ids: ReadonlyMap<string, string>): Change[] {
  const change = (key: string, kind: Change['kind'], fields: Change['fields']): Change => ({
    registrationId: ids.get(key) ?? '',
    topic: 'register',
    kind,
    label: '學籍資料',
    fields,
  });
  return [
    ...added.map(({ key }) => change(key, 'added', [])),
    ...changed.map(({ key, changes }) => change(key, 'changed', changes)),
  ];
}

/** Every row against the rest of the sheet, and against who is registered already. */
function check(ground: Ground, rows: readonly Row[], registered: readonly Kept[]) {
  const bad: BadLine[] = [];
  const byNumber = new Map(registered.map((one) => [one.number, one]));
  const byId = new Map(
    registered.filter((one) => one.endsOn === null).map((one) => [one.values.nationalId, one]),
  );
  const term = (row: Row) => `${row.schoolYear}/${row.semester}`;
  const own = rows.filter((row) => {
    const why = lineProblem(row, {
      divisions: ground.divisions,
      same: byNumber.get(row.number),
      sameId: byId.get(row.idKey),
    });
    if (why)
      bad.push({ place: row.place, column: headers[why.field], problem: why.problem, facts: why.facts });
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
    if (before && JSON.stringify(before.own) !== JSON.stringify(row.own))
      bad.push({
        place: row.place,
        column: '學號',
        problem: 'student-two-ways',
        facts: { first: first.row },
      });
  }
  return { good: people.firsts, bad };
}

const headers: Record<LineProblem['field'], string> = {
  division: '部別',
  number: '學號',
  name: '姓名',
  nationalId: '身分證號',
  birthDate: '出生日期',
};

function wantedOf(row: Row, lists: CodeLists): Wanted {
  return {
    key: row.number,
    label: `${row.number} ${row.name}`,
    fields: row.own as Record<string, string>,
    shown: shown(row.own, maskNationalId(row.nationalId), lists),
    place: row.place,
  };
}

function shown(values: Partial<Values>, maskedId: string, lists: CodeLists): Record<string, string> {
  return Object.fromEntries(
    (Object.entries(values) as [FieldKey, string][]).map(([key, value]) => [
      key,
      key === 'nationalId' ? maskedId : shownValue(key, value, lists),
    ]),
  );
}
