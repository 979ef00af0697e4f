/**
 * 職務: the column of the staff sheet that says who holds which office. An office not named any more ends with the
 * import; that of a system keeper never does, so that nobody is locked out by a list.
 */
import { compare, type Entry, firstOfEach, type Place } from '../imports/difference.ts';
import type { Brought, Ground, SheetKind, SheetPlan } from '../imports/sheet-kind.ts';
import { type CellReader, code, column, list, maybeColumn, plain, readTables } from '../platform/sheets.ts';
import { type OfficeKey, offices, officeTitled } from './appointment.ts';
import { endOffices, officesHeld, saveOffices } from './office-store.ts';

const columns = {
  code: column('員工代碼', code({ pattern: /^[0-9A-Z-]{2,20}$/ }), '教師代碼', '職員代碼', '人員代碼'),
  offices: maybeColumn('職務', list(officeCell()), '行政職務', '兼任職務'),
};

export const officeSheet: SheetKind = {
  sheet: 'offices',
  names: ['教職員', '教師', '教職員名冊'],
  columns,
  example: { code: 'T001', offices: '註冊組長' },
  plan,
};

interface Held {
  code: string;
  office: OfficeKey;
}

async function plan(ground: Ground, brought: readonly Brought[]): Promise<SheetPlan> {
  const tables = await readTables(brought, columns);
  // What is wrong with a staff code is said by the sheet of staff.
  const bad = tables.bad.filter((line) => line.column === columns.offices.header);
  const named = tables.rows.filter(({ values }) => values.offices !== null);
  const rows = named.flatMap(({ place, values }) =>
    (values.offices ?? []).map((office) => ({ place, code: values.code, office })),
  );
  const { firsts } = firstOfEach(rows, keyOf);
  const standing = await officesHeld(ground.db, ground.today);
  // Only about people in the sheet with a column that says something: an empty cell ends nothing by itself.
  const about = new Set(named.map(({ values }) => values.code));
  const seen = standing.filter((held) => about.has(held.code));
  const difference = compare(
    seen.map(entryOf),
    firsts.map((row) => ({ ...entryOf(row), place: row.place })),
    new Set(seen.filter((held) => held.office === 'system-keeper').map(keyOf)),
  );
  const wanted = new Map(firsts.map((row) => [keyOf(row), row]));
  return {
    sheet: 'offices',
    rows: rows.length,
    bad,
    badSheets: [],
    difference,
    async apply(tx) {
      const added = difference.added.flatMap(({ key }) => wanted.get(key) ?? []);
      await saveOffices(
        tx,
        added.map(({ code, office }) => ({ code, office, division: offices[office].division })),
        ground,
      );
    },
    async remove(tx) {
      const gone = new Set(difference.vanishing.map(({ key }) => key));
      const ended = seen.filter((held) => gone.has(keyOf(held))).map(({ id }) => id);
      await endOffices(tx, ended, { by: ground.importer, at: await ground.school.clock.now(tx) });
      return undefined;
    },
  };
}

function officeCell(): CellReader<OfficeKey> {
  return (cell) => {
    const title = plain(cell);
    const office = officeTitled(title);
    if (!office) return { problem: 'unknown-office', facts: { found: title } };
    return office === 'homeroom' ? { problem: 'homeroom-by-class', facts: { found: title } } : office;
  };
}

function keyOf(held: Held): string {
  return `${held.code}/${held.office}`;
}

function entryOf(held: Held & { place?: Place }): Entry {
  return { key: keyOf(held), label: `${held.code} ${offices[held.office].title}`, fields: {} };
}
