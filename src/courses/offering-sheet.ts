/** 開課: which course is given in a semester to which group, by whom, for how many credits or weekly periods. */
import { compare, type Entry, firstOfEach, type Place } from '../imports/difference.ts';
import type { BadLine } from '../imports/import.ts';
import type { Brought, Ground, SheetKind, SheetPlan } from '../imports/sheet-kind.ts';
import { code, column, decimal, list, readTables, text, wholeNumber } from '../platform/sheets.ts';
import { refuse } from '../regulation/refusal.ts';
import { courseKey, division, groupName, offeringKey, schoolYear, semester } from './cells.ts';
import { dropOfferings, type OfferingRow, offeringsIn, saveOfferings } from './offering-store.ts';

const columns = {
  schoolYear: schoolYear(),
  semester: semester(),
  division: division(),
  courseCode: courseKey(),
  courseName: column('科目名稱', text({ max: 60 }), '課程名稱', '科目'),
  grade: column('開課年級', wholeNumber({ min: 1, max: 4 }), '年級'),
  group: groupName(),
  // 學分 in the day division, weekly 節數 in the continuing division.
  credits: column('學分', decimal({ min: 0, max: 40 }), '節數', '學分數', '修課學分', '修課節數'),
  teachers: column('任課教師代碼', list(code({ pattern: /^[0-9A-Z-]{2,20}$/ })), '任課教師', '教師代碼'),
};

const example = {
  courseCode: '114123456V21301A1011011',
  courseName: '國語文',
  group: '商一甲',
  credits: 3,
  teachers: 'T001、T002',
};

export const offeringSheet: SheetKind = {
  sheet: 'offerings',
  names: ['開課', '開課資料'],
  columns,
  example,
  plan,
};

type Row = OfferingRow & { place: Place };

async function plan(ground: Ground, brought: readonly Brought[]): Promise<SheetPlan> {
  const tables = await readTables(brought, columns);
  const rows = tables.rows.map(({ place, values }): Row => {
    const { courseCode, ...rest } = values;
    return { place, ...rest, code: courseCode.code, coded: courseCode.coded };
  });
  const { good, bad } = check(ground, rows);
  for (const key of good.keys()) ground.known.offerings.add(key);
  const standing = await offeringsIn(
    ground.db,
    rows.filter((row) => ground.divisions.includes(row.division)),
  );
  const held = tables.badValues.length > 0 ? standing.map(offeringKey) : rows.map(offeringKey);
  const difference = compare(
    standing.map(entryOf),
    [...good.values()].map((row) => ({ ...entryOf(row), place: row.place })),
    new Set(held),
  );
  return {
    sheet: 'offerings',
    rows: tables.count,
    bad: [...tables.bad, ...bad],
    badSheets: tables.badSheets,
    difference,
    async apply(tx, by) {
      const changed = [...difference.added, ...difference.changed].flatMap(({ key }) => good.get(key) ?? []);
      await saveOfferings(tx, changed, by);
    },
    async remove(tx) {
      const gone = new Set(difference.vanishing.map(({ key }) => key));
      const kept = await dropOfferings(
        tx,
        standing.filter((row) => gone.has(offeringKey(row))),
      );
      return kept === 0 ? undefined : refuse('offering-has-enrolments', '五(二)1', { count: kept });
    },
  };
}

function check(ground: Ground, rows: readonly Row[]): { good: Map<string, Row>; bad: BadLine[] } {
  const bad: BadLine[] = [];
  const say = (row: Row, header: string, problem: string, facts: BadLine['facts'] = {}) => {
    bad.push({ place: row.place, column: header, problem, facts });
    return false;
  };
  const names = new Map<string, string>();
  const own = rows.filter((row) => {
    if (!ground.divisions.includes(row.division)) return say(row, '部別', 'other-division');
    const stranger = row.teachers.find((teacher) => !ground.known.staff.has(teacher));
    if (stranger) return say(row, '任課教師代碼', 'unknown-teacher', { found: stranger });
    const name = names.get(row.code) ?? row.courseName;
    names.set(row.code, name);
    return (
      name === row.courseName ||
      say(row, '科目名稱', 'course-two-names', { found: row.courseName, other: name })
    );
  });
  const { firsts, repeated } = firstOfEach(own, offeringKey);
  for (const { row, first } of repeated) say(row, '課程代碼', 'duplicate-row', { first: first.row });
  return { good: new Map(firsts.map((row) => [offeringKey(row), row])), bad };
}

function entryOf(row: OfferingRow): Entry {
  return {
    key: offeringKey(row),
    label: `${row.courseName}（${row.group}）`,
    fields: {
      courseName: row.courseName,
      grade: String(row.grade),
      credits: String(row.credits),
      teachers: [...new Set(row.teachers)].sort().join('、'),
    },
  };
}
