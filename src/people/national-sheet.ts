/**
 * 學生資料名冊 as the central database has it: no number, no name. Its cover says the semester, a row finds its student
 * by ID number and birth date and says anew what the roster knows of them. It registers nobody, and nobody vanishes.
 */
import { semesterOf } from '../calendar/day.ts';
import { remember } from '../history/store.ts';
import { compare, type Entry } from '../imports/difference.ts';
import type { BadLine } from '../imports/import.ts';
import type { Brought, Ground, SheetKind, SheetPlan } from '../imports/sheet-kind.ts';
import { columnsIn, readTables } from '../platform/sheets.ts';
import type { CodeLists } from './code-list.ts';
import { codeLists } from './codes.ts';
import { checkRows, keyOf, type Line, type Row } from './national-check.ts';
import { nationalColumns } from './national-columns.ts';
import { holderIn } from './national-row.ts';
import { nationalHolders } from './national-store.ts';
import { type FieldKey, fieldKeys, shownValue, type Values } from './register.ts';
import { keptOf, type Semester, savePlacementValues, saveValues } from './register-store.ts';
import { partsOf, textOf } from './student-columns.ts';

export const nationalSheet: SheetKind = {
  sheet: 'nationalStudents',
  names: ['學生資料名冊', '學生資料'],
  columns: nationalColumns(codeLists(0)),
  example: { fieldGroup: '21', programme: '301', class: '商一甲', experimentalClass: '商業實驗班' },
  covered: true,
  plan,
};

async function plan(ground: Ground, brought: readonly Brought[]): Promise<SheetPlan> {
  const lists = codeLists(semesterOf(ground.today).schoolYear);
  const covered = brought.filter(({ workbook }) => semesterOn(ground, workbook));
  const tables = await readLines(ground, covered, lists);
  const { rows, bad } = await findRows(ground, tables.lines);
  const checked = await checkRows(ground, rows);
  const good = new Map(checked.good.map((row) => [keyOf(row), row]));
  const difference = compare(
    [...good.values()].map((row) => entryOf(row, row.kept.values, lists)),
    [...good.values()].map((row) => ({ ...entryOf(row, row.values, lists), place: row.place })),
  );
  return {
    sheet: 'nationalStudents',
    rows: tables.count,
    bad: [...tables.bad, ...bad, ...checked.bad],
    badSheets: [
      ...tables.badSheets,
      ...brought
        .filter((one) => !covered.includes(one))
        .map(({ workbook, raw }) => ({
          workbook,
          sheet: raw.name,
          problem: 'cover-without-semester',
          facts: {},
        })),
    ],
    difference,
    async apply(tx, by) {
      const changed = difference.changed.flatMap(({ key }) => good.get(key) ?? []);
      const toSave = (row: Row, values: Partial<Values>) => ({
        registrationId: row.holder.registrationId,
        values,
      });
      await saveValues(
        tx,
        changed.map((row) => toSave(row, partsOf(row.values).own)),
      );
      for (const inTerm of Map.groupBy(changed, ({ at }) => `${at.schoolYear}/${at.semester}`).values()) {
        const placed = inTerm.map((row) => toSave(row, partsOf(row.values).placed));
        const [first] = inTerm;
        if (first)
          await savePlacementValues(
            tx,
            first.at,
            placed.filter(({ values }) => Object.keys(values).length > 0),
          );
      }
      await remember(
        tx,
        difference.changed.map(({ key, changes }) => ({
          registrationId: good.get(key)?.holder.registrationId ?? '',
          topic: 'register',
          kind: 'changed',
          label: '學籍資料',
          fields: changes,
        })),
        by,
      );
    },
    remove: async () => undefined,
  };
}

/** A roster of students is of a semester; one of a whole year, or without a cover, is of none. */
function semesterOn({ covers }: Ground, workbook: string): Semester | undefined {
  const { schoolYear, semester } = covers.get(workbook) ?? { schoolYear: 0, semester: 0 };
  return semester === 1 || semester === 2 ? { schoolYear, semester } : undefined;
}

async function readLines(ground: Ground, covered: readonly Brought[], lists: CodeLists) {
  const columns = nationalColumns(lists);
  const tables = await readTables(covered, columns);
  const said = new Map(
    covered.map(({ workbook, raw }) => [`${workbook}/${raw.name}`, columnsIn(raw, columns) as Set<string>]),
  );
  const lines = tables.rows.flatMap(({ place, values }): Line[] => {
    const at = semesterOn(ground, place.workbook);
    const own = said.get(`${place.workbook}/${place.sheet}`);
    const keys = fieldKeys.filter((key) => key !== 'nationalId' && key !== 'birthDate' && own?.has(key));
    const { nationalId, birthDate, grade } = values;
    const idKey = ground.school.seal.keyOf(nationalId).toString('hex');
    return at ? [{ place, at, idKey, birthDate, grade, values: textOf(values, keys) }] : [];
  });
  return { ...tables, lines };
}

/** Every line to the student it names, as they stand in its semester. */
async function findRows(ground: Ground, lines: readonly Line[]): Promise<{ rows: Row[]; bad: BadLine[] }> {
  const bad: BadLine[] = [];
  const holders = Map.groupBy(
    await nationalHolders(ground.db, [...new Set(lines.map(({ idKey }) => idKey))]),
    ({ idKey }) => idKey,
  );
  const found = lines.flatMap((line) => {
    const holder = holderIn(holders.get(line.idKey) ?? [], line, {
      divisions: ground.divisions,
      covered: ground.covers.get(line.place.workbook)?.division ?? null,
    });
    if ('registrationId' in holder) return [{ ...line, holder }];
    bad.push({ place: line.place, facts: {}, ...holder });
    return [];
  });
  const rows: Row[] = [];
  for (const inTerm of Map.groupBy(found, ({ at }) => `${at.schoolYear}/${at.semester}`).values()) {
    const [first] = inTerm;
    if (!first) continue;
    const ids = inTerm.map(({ holder }) => holder.registrationId);
    const kept = await keptOf(ground.db, ids, first.at);
    rows.push(
      ...inTerm.flatMap((line, index) => {
        const stands = kept[index];
        return stands ? [{ ...line, kept: stands }] : [];
      }),
    );
  }
  return { rows, bad };
}

function entryOf(row: Row, values: Partial<Values>, lists: CodeLists): Entry {
  const { number, name } = row.holder;
  const said = Object.keys(row.values) as FieldKey[];
  return {
    key: keyOf(row),
    label: `${number} ${name}`,
    fields: Object.fromEntries(said.map((key) => [key, values[key] ?? ''])),
    shown: Object.fromEntries(said.map((key) => [key, shownValue(key, values[key] ?? '', lists)])),
  };
}
