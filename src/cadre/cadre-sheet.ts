/** 幹部: posts of a semester out of a workbook, checked as the grid checks them. */
import type { Division } from '../accounts/actor.ts';
import { compare, type Entry, firstOfEach, type Place } from '../imports/difference.ts';
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
import { type ImportedPost, importedIn, removeImported, saveImported, unitKeysIn } from './import-store.ts';
import {
  type CadreLevel,
  cadreLengths,
  daysOf,
  findingsOf,
  type HeldPost,
  type PostProblem,
} from './post.ts';
import { type PlacedStudent, studentsIn, usualPosts } from './unit-store.ts';

const columns = {
  schoolYear: column('學年度', wholeNumber({ min: 90, max: 200 }), '學年'),
  semester: column('學期', wholeNumber({ min: 1, max: 2 })),
  division: column(
    '部別',
    choice({ 日間部: 'day', 日校: 'day', 日: 'day', 進修部: 'continuing', 進: 'continuing' }),
  ),
  number: column('學號', code({ pattern: /^[0-9A-Z]{4,15}$/ })),
  level: column(
    '幹部等級',
    choice({ 校級: 'school', 班級: 'class', 社團: 'club', 1: 'school', 2: 'class', 3: 'club' }),
    '等級',
    '幹部等級代碼',
  ),
  unit: column('單位名稱', text({ max: cadreLengths.unit }), '單位', '社團名稱'),
  post: column('擔任職務', text({ max: cadreLengths.post }), '職務', '職務名稱', '幹部名稱'),
  startsOn: maybeColumn('開始日期', date(), '起始日期'),
  endsOn: maybeColumn('結束日期', date(), '迄止日期'),
};

export const cadreSheet: SheetKind = {
  sheet: 'cadre',
  names: ['幹部', '幹部經歷', '幹部經歷紀錄', '幹部名冊'],
  columns,
  example: { number: '1140101', unit: '商一甲', post: '班長', startsOn: '114/09/01', endsOn: '115/01/31' },
  plan,
};

type Row = ImportedPost & { place: Place };

async function plan(ground: Ground, brought: readonly Brought[]): Promise<SheetPlan> {
  const tables = await readTables(brought, columns);
  const rows = tables.rows.map(({ place, values }): Row => {
    const semester = values.semester === 1 ? 1 : 2;
    const days = daysOf({ schoolYear: values.schoolYear, semester });
    const { startsOn, endsOn, ...rest } = values;
    return {
      place,
      ...rest,
      semester,
      startsOn: startsOn ?? days.startsOn,
      endsOn: endsOn ?? days.endsOn,
      name: '',
    };
  });
  const { good, bad } = await check(ground, rows);
  const standing = await importedIn(
    ground.db,
    rows.filter((row) => ground.divisions.includes(row.division)),
  );
  const held = tables.badValues.length > 0 ? standing.map(keyOf) : rows.map(keyOf);
  const difference = compare(
    standing.map(entryOf),
    [...good.values()].map((row) => ({ ...entryOf(row), place: row.place })),
    new Set(held),
  );
  return {
    sheet: 'cadre',
    rows: tables.count,
    bad: [...tables.bad, ...bad],
    badSheets: tables.badSheets,
    difference,
    async apply(tx, by) {
      const find = (keys: readonly { key: string }[]) => keys.flatMap(({ key }) => good.get(key) ?? []);
      const { added, changed } = difference;
      await saveImported(tx, { added: find(added), changed: find(changed) }, by);
    },
    async remove(tx, by) {
      const gone = new Set(difference.vanishing.map(({ key }) => key));
      await removeImported(
        tx,
        standing.filter((row) => gone.has(keyOf(row))),
        by,
      );
      return undefined;
    },
  };
}

async function check(
  ground: Ground,
  rows: readonly Row[],
): Promise<{ good: Map<string, Row>; bad: BadLine[] }> {
  const bad: BadLine[] = [];
  const say = (row: Row, header: string, problem: string, facts: BadLine['facts'] = {}) => {
    bad.push({ place: row.place, column: header, problem, facts });
    return false;
  };
  const units = await unitKeysIn(ground.db);
  const own = rows.filter((row) => {
    if (!ground.divisions.includes(row.division)) return say(row, '部別', 'other-division');
    const of = ground.known.students.get(row.number);
    if (of === undefined) return say(row, '學號', 'unknown-student', { found: row.number });
    if (of !== row.division) return say(row, '學號', 'student-of-other-division', { found: row.number });
    if (row.level === 'class')
      return (
        ground.known.classes.has(`${row.schoolYear}/${row.division}/${row.unit}`) ||
        say(row, '單位名稱', 'unknown-class', { found: row.unit })
      );
    return (
      units.has(`${row.division}/${row.level}/${row.unit}`) ||
      say(row, '單位名稱', 'unknown-unit', { found: row.unit })
    );
  });
  const { firsts, repeated } = firstOfEach(own, keyOf);
  for (const { row, first } of repeated) say(row, '學號', 'duplicate-row', { first: first.row });
  const good = new Map(firsts.map((row) => [keyOf(row), row]));
  for (const units of Map.groupBy(firsts, unitOf).values())
    for (const { row, problem, other } of await wrongIn(ground, units)) {
      say(row, columnOf[problem], problem, { post: row.post, name: row.number, ...(other ? { other } : {}) });
      good.delete(keyOf(row));
    }
  return { good, bad };
}

/** The same findings as the grid's; `other` is the line of the sheet a post collides with. */
async function wrongIn(ground: Ground, rows: readonly Row[]) {
  const [first] = rows;
  if (!first) return [];
  const term = { schoolYear: first.schoolYear, semester: first.semester };
  const placed = await placedIn(ground, term, first.division);
  const usual = (await usualPosts(ground.db, first.division))[first.level];
  const posts = rows.map(({ number, post, startsOn, endsOn }): HeldPost => {
    return { registrationId: number, post, startsOn, endsOn };
  });
  // Where this very import brings the semester's classes nobody is placed yet: the sheet of students answers for that.
  const mayHold = (number: string) => {
    const student = placed.get(number);
    return (
      placed.size === 0 ||
      (student !== undefined && (first.level !== 'class' || student.className === first.unit))
    );
  };
  return findingsOf(posts, { term, usual, mayHold }).flatMap(({ at, problem, other }) => {
    const row = rows[at];
    return row ? [{ row, problem, other: other === undefined ? undefined : rows[other]?.place.row }] : [];
  });
}

const placements = new WeakMap<Ground, Map<string, Promise<Map<string, PlacedStudent>>>>();

/** Students of a division and semester by number, read once for a plan. */
function placedIn(ground: Ground, term: { schoolYear: number; semester: 1 | 2 }, division: Division) {
  const known = placements.get(ground) ?? new Map<string, Promise<Map<string, PlacedStudent>>>();
  placements.set(ground, known);
  const key = `${division}/${term.schoolYear}/${term.semester}`;
  const found =
    known.get(key) ??
    studentsIn(ground.db, term, { division }).then(
      (students) => new Map(students.map((student) => [student.number, student])),
    );
  known.set(key, found);
  return found;
}

const columnOf: Record<PostProblem, string> = {
  'cadre-post-length': '擔任職務',
  'cadre-days-reversed': '結束日期',
  'cadre-outside-semester': '開始日期',
  'cadre-not-of-unit': '單位名稱',
  'cadre-same-post': '擔任職務',
  'cadre-post-taken': '擔任職務',
};

interface UnitKey {
  schoolYear: number;
  semester: number;
  division: Division;
  level: CadreLevel;
  unit: string;
}

function unitOf({ schoolYear, semester, division, level, unit }: UnitKey): string {
  return `${schoolYear}/${semester}/${division}/${level}/${unit}`;
}

function keyOf(row: ImportedPost): string {
  return `${unitOf(row)}/${row.number}/${row.post}`;
}

function entryOf(row: ImportedPost): Entry {
  return {
    key: keyOf(row),
    label: `${row.number} ${row.name} ${row.unit} ${row.post}`.replace(/ +/g, ' '),
    fields: { startsOn: row.startsOn, endsOn: row.endsOn },
  };
}
