/** 教職員: who works here. Offices stand in the same sheet and are read by their own topic. */

import { compare, firstOfEach, type Place, type Wanted } from '../imports/difference.ts';
import type { BadLine } from '../imports/import.ts';
import type { Brought, Ground, SheetKind, SheetPlan } from '../imports/sheet-kind.ts';
import type { Tx } from '../platform/db.ts';
import { code, column, maybeColumn, readTables, text } from '../platform/sheets.ts';
import { staffCode } from './cells.ts';
import { leaveStaff, saveStaff, staffOn } from './staff-store.ts';

const columns = {
  code: column('員工代碼', code({ pattern: staffCode }), '教師代碼', '職員代碼', '人員代碼'),
  name: column('姓名', text({ max: 50 }), '教師姓名'),
  jobTitle: maybeColumn('職稱', text({ max: 50 })),
  email: maybeColumn('電子郵件', text({ max: 200 }), 'EMAIL', 'E-MAIL', '電子信箱'),
};

interface StaffRow {
  place: Place;
  code: string;
  name: string;
  jobTitle: string;
  email: string | null;
}

export const staffSheet: SheetKind = {
  sheet: 'staff',
  example: { code: 'T001', jobTitle: '教師', email: 'wang@school.example' },
  names: ['教職員', '教師', '教職員名冊'],
  columns,
  plan,
};

async function plan(ground: Ground, brought: readonly Brought[]): Promise<SheetPlan> {
  const tables = await readTables(brought, columns);
  const rows = tables.rows.map(
    ({ place, values }): StaffRow => ({ place, ...values, jobTitle: values.jobTitle ?? '' }),
  );
  const { firsts, repeated } = firstOfEach(rows, (row) => row.code);
  const standing = await staffOn(ground.db, ground.today);
  const held = new Set(tables.badValues.flatMap(({ values }) => values.code ?? []));
  const difference = compare(
    standing.map((member) => ({
      key: member.code,
      label: `${member.code} ${member.name}`,
      fields: fieldsOf(member),
    })),
    firsts.map(wantedOf),
    held,
  );
  for (const row of firsts) ground.known.staff.add(row.code);
  const byKey = new Map(firsts.map((row) => [row.code, row]));
  return {
    sheet: 'staff',
    rows: tables.count,
    bad: [...tables.bad, ...repeated.map(repetition)],
    badSheets: tables.badSheets,
    difference,
    async apply(tx: Tx) {
      const changed = [...difference.added, ...difference.changed].flatMap(({ key }) => byKey.get(key) ?? []);
      await saveStaff(tx, changed);
    },
    async remove(tx: Tx) {
      await leaveStaff(
        tx,
        difference.vanishing.map(({ key }) => key),
        ground.today,
      );
      return undefined;
    },
  };
}

function wantedOf(row: StaffRow): Wanted {
  return { key: row.code, label: `${row.code} ${row.name}`, fields: fieldsOf(row), place: row.place };
}

function fieldsOf(member: { name: string; jobTitle: string; email: string | null }) {
  return { name: member.name, jobTitle: member.jobTitle, email: member.email ?? '' };
}

function repetition({ row, first }: { row: StaffRow; first: Place }): BadLine {
  return { place: row.place, column: '員工代碼', problem: 'duplicate-row', facts: { first: first.row } };
}
