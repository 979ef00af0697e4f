/** 證照代碼: the national table of licences out of a workbook. It belongs to the school, not to a division. */
import { compare, type Entry, firstOfEach } from '../imports/difference.ts';
import type { BadLine } from '../imports/import.ts';
import type { Brought, Ground, SheetKind, SheetPlan } from '../imports/sheet-kind.ts';
import { code, column, readTables, text } from '../platform/sheets.ts';
import { type Licence, licencesNow, retireLicences, saveLicences } from './licence-store.ts';

const columns = {
  code: column('證照代碼', code({ pattern: /^[0-9A-Z][0-9A-Z-]{0,19}$/ }), '代碼'),
  region: column('證照區域', text({ max: 40 }), '區域'),
  class: column('證照類別', text({ max: 60 }), '類別'),
  name: column('證照名稱', text({ max: 120 }), '名稱'),
};

export const licenceSheet: SheetKind = {
  sheet: 'licences',
  names: ['證照代碼', '證照代碼表'],
  columns,
  example: { code: '1150', region: '國內', class: '技術士', name: '會計事務丙級技術士' },
  plan,
};

async function plan(ground: Ground, brought: readonly Brought[]): Promise<SheetPlan> {
  const tables = await readTables(brought, columns);
  const rows = tables.rows.map(({ place, values }) => ({ place, ...values }));
  const { firsts, repeated } = firstOfEach(rows, (row) => row.code);
  const bad = repeated.map(({ row, first }): BadLine => {
    return { place: row.place, column: '證照代碼', problem: 'duplicate-row', facts: { first: first.row } };
  });
  const standing = await licencesNow(ground.db);
  const difference = compare(
    standing.map(entryOf),
    firsts.map((row) => ({ ...entryOf(row), place: row.place })),
    // What a row that cannot be read names is not known: then nothing vanishes.
    new Set(tables.badValues.length > 0 ? standing.map((row) => row.code) : []),
  );
  const good = new Map(firsts.map((row) => [row.code, row]));
  return {
    sheet: 'licences',
    rows: tables.count,
    bad: [...tables.bad, ...bad],
    badSheets: tables.badSheets,
    difference,
    async apply(tx) {
      const wanted = [...difference.added, ...difference.changed].flatMap(({ key }) => good.get(key) ?? []);
      await saveLicences(
        tx,
        wanted.map(({ place: _, ...licence }) => licence),
      );
    },
    async remove(tx, by) {
      await retireLicences(
        tx,
        difference.vanishing.map(({ key }) => key),
        by.at,
      );
      return undefined;
    },
  };
}

function entryOf({ code: key, region, class: kind, name }: Licence): Entry {
  return { key, label: `${key} ${name}`, fields: { region, class: kind, name } };
}
