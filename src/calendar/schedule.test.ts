import { expect, test } from 'vitest';
import { packagedRegulation, parseRegulation, readDefaults, readNational } from '../regulation/parse.ts';
import type { Regulation } from '../regulation/regulation.ts';
import { keysOf, movesOf, windowAnswer } from './schedule.ts';
import type { CalendarEvent, Override } from './window.ts';

const read = parseRegulation(packagedRegulation());
if ('wrong' in read) throw new Error(read.wrong.join('\n'));
const rulesOf = (regulation: Regulation) => () => ({
  versionId: 'v',
  regulation,
  national: readNational(),
  defaults: readDefaults(),
});
const own = rulesOf(read.regulation);
const deadline: CalendarEvent = {
  name: 'nationalDeadline',
  schoolYear: 114,
  gradeBand: 'one-two',
  batch: 1,
  on: '2026-10-15',
};
const lines = (of: string, rules: typeof own, events: CalendarEvent[], overrides: Override[] = []) =>
  keysOf(rules, 114, events, overrides)
    .filter((scheduled) => scheduled.of === of)
    .map(({ key: { schoolYear: _, ...key } }) => JSON.parse(JSON.stringify(key)));

test('四 · whatever is treated apart has a line of its own: a division’s date, an override, an exception', () => {
  expect(lines('certification', own, [])).toEqual([{ semester: 1 }, { semester: 2 }]);
  const night: CalendarEvent = {
    name: 'closingCeremony',
    schoolYear: 114,
    semester: 1,
    division: 'continuing',
    on: '2026-01-25',
  };
  expect(lines('certification', own, [night])).toEqual([
    { semester: 1 },
    { semester: 1, division: 'continuing' },
    { semester: 2 },
  ]);
  const override: Override = {
    of: 'selection',
    schoolYear: 114,
    gradeBand: 'one-two',
    batch: 1,
    grade: 1,
    opens: null,
    closes: new Date('2026-10-01T00:00:00+08:00'),
    reason: '調整',
  };
  expect(lines('selection', own, [deadline], [override])).toEqual([
    { gradeBand: 'one-two', batch: 1 },
    { gradeBand: 'one-two', batch: 1, grade: 1 },
  ]);
  const excepting = rulesOf({
    ...read.regulation,
    windows: read.regulation.windows.map((rule) =>
      rule.of === 'outcome.upload'
        ? { ...rule, except: [{ when: { grade: 3, semester: 2 }, closes: 'finalExam', clause: '附錄' }] }
        : rule,
    ),
  });
  expect(lines('outcome.upload', excepting, [])).toEqual([
    { semester: 1 },
    { semester: 2 },
    { semester: 2, grade: 3 },
  ]);
});

test('四 · a semester that no text governs has no lines; the year’s windows stay', () => {
  const fromSpring = (key: { semester?: number }) => (key.semester === 1 ? undefined : own());
  const keys = keysOf(fromSpring, 114, [deadline], []);
  expect(keys.some(({ key }) => key.semester === 1)).toBe(false);
  expect(keys.some(({ of }) => of === 'selection')).toBe(true);
});

test('四 · a new date says what would move before anything does', () => {
  const moves = movesOf(own, [deadline], [], { ...deadline, on: '2026-10-22' });
  expect(moves.map(({ of }) => of)).toEqual(['submission']);
  const [submission] = moves;
  expect(submission).toMatchObject({
    before: { closes: '2026-10-15T16:00:00.000Z' },
    after: { closes: '2026-10-22T16:00:00.000Z' },
  });
});

test('五(三)2 · a certification that is due after each upload has no date for all, and says by which rule', () => {
  const each = {
    ...read.regulation,
    windows: [{ of: 'certification', closes: 'uploaded + 10wd', clause: '附錄' }] as const,
  };
  expect(
    windowAnswer(rulesOf(each)(), [], [], 'certification', { schoolYear: 114, semester: 1 }),
  ).toMatchObject({ missing: 'uploaded', from: { closes: 'uploaded + 10wd' }, closes: null });
});
