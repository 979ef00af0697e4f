/** 課程諮詢紀錄: one row per student and conversation; rows that share teacher, day and topic are one record. */
import type { Division } from '../accounts/actor.ts';
import { compare, type Entry, firstOfEach, type Place } from '../imports/difference.ts';
import type { BadLine } from '../imports/import.ts';
import type { Brought, Ground, SheetKind, SheetPlan } from '../imports/sheet-kind.ts';
import { choice, code, column, date, maybeColumn, readTables, text } from '../platform/sheets.ts';
import { isRefusal, type Refusal } from '../regulation/refusal.ts';
import { type Category, counsellingLengths, decideRecord, termOf } from './counselling.ts';
import { placedIn } from './coverage-store.ts';
import { shutFor } from './facts.ts';
import { type ImportedTalk, saveTalks, staffCodeOf, talksLike } from './import-store.ts';

const categoryWords = {
  課程說明: 'courses',
  選課: 'selection',
  選課諮詢: 'selection',
  學習歷程檔案: 'portfolio',
  學習歷程: 'portfolio',
  生涯進路: 'career',
  生涯: 'career',
  學習適應: 'learning',
  學習: 'learning',
  其他: 'other',
} as const satisfies Record<string, Category>;

const columns = {
  number: column('學號', code({ pattern: /^[0-9A-Z]{4,15}$/ })),
  heldOn: column('諮詢日期', date(), '日期'),
  category: column('諮詢類別', choice(categoryWords), '類別'),
  topic: column('諮詢主題', text({ max: counsellingLengths.topic }), '主題'),
  place: column('諮詢地點', text({ max: counsellingLengths.place }), '地點'),
  content: column('諮詢內容', text({ max: counsellingLengths.content }), '內容'),
  followUp: maybeColumn('後續追蹤', text({ max: counsellingLengths.followUp })),
  followUpDue: maybeColumn('追蹤期限', date()),
  staffCode: maybeColumn('諮詢教師代碼', code({ pattern: /^[0-9A-Z-]{2,20}$/ }), '教師代碼', '員工代碼'),
};

export const counsellingSheet: SheetKind = {
  sheet: 'counselling',
  names: ['課程諮詢', '課程諮詢紀錄', '諮詢紀錄'],
  columns,
  example: {
    number: '1140101',
    topic: '下學期選修說明',
    place: '視聽教室',
    content: '說明各選修的先備課程與評量方式',
    followUp: '確認選課結果',
    staffCode: 'T001',
  },
  plan,
};

interface Row {
  place: Place;
  talk: ImportedTalk;
}

async function plan(ground: Ground, brought: readonly Brought[]): Promise<SheetPlan> {
  const tables = await readTables(brought, columns);
  const self = ground.importer === null ? undefined : await staffCodeOf(ground.db, ground.importer);
  const rows = tables.rows.map(({ place, values }): Row => {
    const { staffCode, followUp, ...rest } = values;
    return { place, talk: { ...rest, followUp: followUp ?? '', staffCode: staffCode ?? self ?? '' } };
  });
  const { good, bad } = await check(ground, rows, self);
  const standing = await talksLike(
    ground.db,
    [...good.values()].map(({ talk }) => talk),
  );
  const difference = compare(
    standing.map(entryOf),
    [...good.values()].map(({ place, talk }) => ({ ...entryOf(talk), place })),
  );
  return {
    sheet: 'counselling',
    rows: tables.count,
    bad: [...tables.bad, ...bad],
    badSheets: tables.badSheets,
    difference,
    async apply(tx, by) {
      const keys = [...difference.added, ...difference.changed].map(({ key }) => key);
      await saveTalks(
        tx,
        keys.flatMap((key) => good.get(key)?.talk ?? []),
        by,
      );
    },
    // Only what a sheet names is compared: nobody takes a conversation back by leaving it out.
    remove: async () => undefined,
  };
}

async function check(ground: Ground, rows: readonly Row[], self: string | undefined) {
  const bad: BadLine[] = [];
  const say = (row: Row, header: string, problem: string, facts: BadLine['facts'] = {}) => {
    bad.push({ place: row.place, column: header, problem, facts });
    return false;
  };
  const semesters = await semestersOf(ground, rows);
  const own = rows.filter((row) => {
    const { number, staffCode, heldOn } = row.talk;
    const division = ground.known.students.get(number);
    if (division === undefined) return say(row, '學號', 'unknown-student', { found: number });
    if (!ground.divisions.includes(division)) return say(row, '學號', 'other-division');
    if (!ground.known.staff.has(staffCode))
      return say(row, '諮詢教師代碼', 'unknown-teacher', { found: staffCode });
    if (self !== undefined && staffCode !== self) return say(row, '諮詢教師代碼', 'counselling-of-another');
    const { placed, shut } = semesters.get(semesterKey(heldOn, division)) ?? {};
    const text = { ...row.talk, heldFrom: null, heldTo: null, privateNote: '' };
    const facts = { today: ground.today, students: 1, strangers: placed?.has(number) ? 0 : 1 };
    const decided = decideRecord(text, { ...facts, windowRefusal: shut });
    return isRefusal(decided) ? say(row, columnOf(decided), decided.refused, decided.facts) : true;
  });
  const { firsts, repeated } = firstOfEach(own, ({ talk }) => keyOf(talk));
  for (const { row, first } of repeated) say(row, '學號', 'duplicate-row', { first: first.row });
  // Rows of one conversation say the same of it: the first decides.
  const leads = new Map<string, Row>();
  const agreed = firsts.filter((row) => {
    const lead = leads.get(talkKey(row.talk)) ?? row;
    leads.set(talkKey(row.talk), lead);
    const same = JSON.stringify(fieldsOf(row.talk)) === JSON.stringify(fieldsOf(lead.talk));
    return same || say(row, '諮詢內容', 'counselling-two-ways', { first: lead.place.row });
  });
  return { good: new Map(agreed.map((row) => [keyOf(row.talk), row])), bad };
}

/** For each semester and division the rows speak of: who was at school, and why nothing is taken any more. */
async function semestersOf(ground: Ground, rows: readonly Row[]) {
  const now = await ground.school.clock.now(ground.db);
  const found = new Map<string, { placed: Set<string>; shut: Refusal | undefined }>();
  for (const { heldOn } of rows.map(({ talk }) => talk))
    for (const division of ground.divisions) {
      const key = semesterKey(heldOn, division);
      if (found.has(key)) continue;
      const term = termOf(heldOn);
      const placed = await placedIn(ground.db, term, { divisions: [division], classIds: [] });
      const shut = await shutFor(ground.db, [term], [division], now);
      found.set(key, { placed: new Set(placed.map(({ number }) => number)), shut });
    }
  return found;
}

function semesterKey(heldOn: string, division: Division): string {
  const { schoolYear, semester } = termOf(heldOn);
  return `${division}/${schoolYear}/${semester}`;
}

function columnOf({ refused }: Refusal): string {
  if (refused === 'counselling-strangers') return '學號';
  return refused === 'counselling-follow-up-early' ? '追蹤期限' : '諮詢日期';
}

function talkKey({ staffCode, heldOn, topic }: ImportedTalk): string {
  return `${staffCode}/${heldOn}/${topic}`;
}

function keyOf(talk: ImportedTalk): string {
  return `${talkKey(talk)}/${talk.number}`;
}

function fieldsOf({ category, place, content, followUp, followUpDue }: ImportedTalk): Record<string, string> {
  return { category, place, content, followUp, followUpDue: followUpDue ?? '' };
}

function entryOf(talk: ImportedTalk): Entry {
  return { key: keyOf(talk), label: `${talk.number} ${talk.heldOn} ${talk.topic}`, fields: fieldsOf(talk) };
}
