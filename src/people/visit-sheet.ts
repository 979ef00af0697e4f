/**
 * 學生借讀資料 as the national roster has it: a student is named by ID number and birth date. What is compared are the
 * visits of the students named; nobody else's vanish.
 */
import { semesterOf } from '../calendar/day.ts';
import type { Change } from '../history/change.ts';
import { remember } from '../history/store.ts';
import { compare, type Entry, firstOfEach, type Place } from '../imports/difference.ts';
import type { BadLine } from '../imports/import.ts';
import type { Brought, Ground, SheetKind, SheetPlan } from '../imports/sheet-kind.ts';
import { column, date, readTables } from '../platform/sheets.ts';
import { fieldGroup, listed, nationalId, programme, schoolCode } from './cells.ts';
import { type CodeLists, codeText } from './code-list.ts';
import { codeLists, testSchools } from './codes.ts';
import { idHeaders } from './student-columns.ts';
import { isVisitIn } from './visit.ts';
import { dropVisits, holdersOf, saveVisits, type VisitRow, visitsOf } from './visit-store.ts';

export const visitColumns = (lists: CodeLists) => ({
  nationalId: column('身分證號', nationalId(), ...idHeaders),
  birthDate: column('出生日期', date(), '生日', '出生年月日'),
  homeSchool: column('所屬學校代碼', schoolCode()),
  hostSchool: column('借讀學校代碼', schoolCode()),
  fieldGroup: column('群別', fieldGroup(), '群別代碼'),
  programme: column('借讀科班學程別', programme(), '借讀科班學程別代碼'),
  kind: column('借讀代碼', listed(lists.visit)),
  startsOn: column('申請開始日期', date()),
  endsOn: column('申請結束日期', date()),
});

export const visitSheet: SheetKind = {
  sheet: 'visits',
  names: ['學生借讀資料', '借讀'],
  columns: visitColumns(codeLists(0)),
  example: { homeSchool: '123456', hostSchool: '210304', fieldGroup: '21', programme: '301', kind: '1' },
  plan,
};

type Row = VisitRow & { place: Place };

async function plan(ground: Ground, brought: readonly Brought[]): Promise<SheetPlan> {
  const lists = codeLists(semesterOf(ground.today).schoolYear);
  const tables = await readTables(brought, visitColumns(lists));
  const lines = tables.rows.map(({ place, values }) => ({
    ...values,
    place,
    idKey: ground.school.seal.keyOf(values.nationalId).toString('hex'),
  }));
  const holders = new Map(
    (
      await holdersOf(
        ground.db,
        lines.map(({ idKey }) => idKey),
      )
    ).map((one) => [one.idKey, one]),
  );
  const bad: BadLine[] = [];
  const rows = lines.flatMap(({ idKey, birthDate, nationalId: _, ...line }): Row[] => {
    const holder = holders.get(idKey);
    const number = holder?.number ?? ground.known.idNumbers.get(idKey);
    const why = problemOf(line, { number, holder, birthDate }, ground);
    if (why) bad.push({ place: line.place, facts: {}, ...why });
    return why || number === undefined ? [] : [{ ...line, number }];
  });
  const { firsts, repeated } = firstOfEach(rows, keyOf);
  for (const { row, first } of repeated)
    bad.push({
      place: row.place,
      column: '申請開始日期',
      problem: 'duplicate-row',
      facts: { first: first.row },
    });
  const standing = await visitsOf(
    ground.db,
    firsts.map(({ number }) => number),
  );
  // Visits before the first the sheet speaks of are none of its matter, nor those outside a roster's semester.
  const begins = firsts.map(({ startsOn }) => startsOn).sort()[0] ?? '';
  const terms = brought.map(({ workbook }) => ground.covers.get(workbook));
  const ofTerms = (row: VisitRow) => terms.some((term) => !term || isVisitIn(row, term));
  const difference = compare(
    standing.filter((row) => row.startsOn >= begins && ofTerms(row)).map((row) => entryOf(row, lists)),
    firsts.map((row) => ({ ...entryOf(row, lists), place: row.place })),
  );
  const wanted = new Map(firsts.map((row) => [keyOf(row), row]));
  return {
    sheet: 'visits',
    rows: tables.count,
    bad: [...tables.bad, ...bad],
    badSheets: tables.badSheets,
    difference,
    async apply(tx, by) {
      const { added, changed } = difference;
      const rows = [...added, ...changed].flatMap(({ key }) => wanted.get(key) ?? []);
      const ids = await saveVisits(tx, rows);
      const changes = new Map(changed.map((one) => [one.key, one.changes]));
      await remember(
        tx,
        rows.map((row) => changeOf(row, ids, lists, changes.get(keyOf(row)))),
        by,
      );
    },
    async remove(tx, by) {
      const gone = new Set(difference.vanishing.map(({ key }) => key));
      const rows = standing.filter((row) => gone.has(keyOf(row)));
      const ids = await dropVisits(tx, rows);
      await remember(
        tx,
        rows.map((row) => ({ ...changeOf(row, ids, lists, []), kind: 'removed' as const })),
        by,
      );
      return undefined;
    },
  };
}

function problemOf(
  { homeSchool, hostSchool, startsOn, endsOn }: Omit<VisitRow, 'number'>,
  who: {
    number: string | undefined;
    holder: { division: string; birthDate: string | null } | undefined;
    birthDate: string;
  },
  ground: Ground,
): { column: string; problem: string; facts?: BadLine['facts'] } | undefined {
  const division = who.holder?.division ?? (who.number && ground.known.students.get(who.number));
  if (who.number === undefined) return { column: '身分證號', problem: 'unknown-id' };
  if (!ground.divisions.some((own) => own === division))
    return { column: '身分證號', problem: 'other-division' };
  if (who.holder && who.holder.birthDate !== who.birthDate)
    return { column: '出生日期', problem: 'birth-differs' };
  for (const [header, found] of [
    ['所屬學校代碼', homeSchool],
    ['借讀學校代碼', hostSchool],
  ] as const)
    if (testSchools().includes(found)) return { column: header, problem: 'test-school', facts: { found } };
  if (endsOn < startsOn)
    return { column: '申請結束日期', problem: 'ends-before-start', facts: { found: endsOn } };
  return undefined;
}

function keyOf({ number, hostSchool, startsOn }: VisitRow): string {
  return `${number}/${hostSchool}/${startsOn}`;
}

function entryOf(row: VisitRow & { name?: string }, lists: CodeLists): Entry {
  const { homeSchool, fieldGroup: group, programme: own, kind, endsOn } = row;
  return {
    key: keyOf(row),
    label: `${row.number} ${row.hostSchool} ${row.startsOn}`,
    fields: { homeSchool, fieldGroup: group, programme: own, visitKind: kind, endsOn },
    shown: { visitKind: codeText(lists.visit, kind) },
  };
}

/** @param before what changed of a visit there was; undefined for a new one */
function changeOf(
  row: VisitRow,
  ids: ReadonlyMap<string, string>,
  lists: CodeLists,
  before: Change['fields'] | undefined,
): Change {
  const { fields, shown } = entryOf(row, lists);
  const after = Object.entries({ ...fields, ...shown, hostSchool: row.hostSchool, startsOn: row.startsOn });
  return {
    registrationId: ids.get(row.number) ?? '',
    topic: 'register',
    kind: before ? 'changed' : 'added',
    label: '借讀',
    fields: before ?? after.map(([field, value]) => ({ field, before: '', after: value })),
  };
}
