import { describe, expect, test } from 'vitest';
import { contentLimits } from '../performances/content.ts';
import { readNational } from '../regulation/parse.ts';
import { inGroup, type Matter, urgencyOf } from './matter.ts';
import { courseMatters, datesMatters, statusMatters } from './office-matters.ts';
import { littleTime, outcomeMatters, performanceMatters, selectionMatters } from './student-matters.ts';
import { certificationReminderMatters, longWaitingMatters } from './teacher-matters.ts';

const opens = '2025-12-04T00:00:00+08:00';
const closes = '2026-02-04T00:00:00+08:00';
const at = (instant: string) => new Date(instant);

describe('a matter in its window is', () => {
  test.each([
    ['coming one second before it opens', '2025-12-03T23:59:59+08:00', 'coming'],
    ['due from the moment it opens', opens, 'due'],
    ['due to the last second', '2026-02-03T23:59:59+08:00', 'due'],
    ['overdue from the moment it closes', closes, 'overdue'],
  ])('%s', (_, now, urgency) => {
    expect(urgencyOf({ opens, closes }, at(now))).toBe(urgency);
  });

  test('due for ever where nothing closes it', () => {
    expect(urgencyOf({ opens: null, closes: null }, at(closes))).toBe('due');
  });
});

test('what closes first stands first, what never closes last', () => {
  const matter = (key: string, ends: string | null): Matter => ({
    key,
    kind: 'draft',
    urgency: 'due',
    facts: {},
    opens: null,
    closes: ends,
    to: '/',
  });
  const all = [matter('never', null), matter('late', closes), matter('soon', opens)];
  expect(inGroup(all, 'due').map(({ key }) => key)).toEqual(['soon', 'late', 'never']);
  expect(inGroup(all, 'done')).toEqual([]);
});

describe('五(三)2 · what has waited long and what has little time left', () => {
  const course = { offeringId: 'f', subject: '國語文', group: '商一甲', teachers: ['王若蘭'] };
  const waited = (kind: 'waiting-long' | 'escalated', division: 'day' | 'continuing', count: number) => ({
    kind,
    ...course,
    division,
    count,
    longest: count + 10,
  });
  const returned = { ...course, division: 'day' as const, outcomeId: 'o', until: closes };
  const told = {
    pace: { remindAfter: 7, escalateAfter: 14, littleTime: 3 },
    waiting: [waited('waiting-long', 'day', 2), waited('escalated', 'day', 2), waited('escalated', 'day', 3)],
    returned: [
      { kind: 'returned-soon' as const, ...returned },
      { kind: 'returned-soon-teacher' as const, ...returned },
    ],
  };

  test('stands on the day of whom it concerns: the teacher’s by course, the head’s by division', () => {
    expect(certificationReminderMatters(told).map(({ kind, facts }) => [kind, facts['count']])).toEqual([
      ['certify-long', 2],
      ['returned-soon-teacher', undefined],
    ]);
    expect(longWaitingMatters(told).map(({ facts }) => facts)).toEqual([
      { division: 'day', courses: 2, count: 5, longest: 13, days: 14 },
    ]);
  });

  test('is the student’s own work only', () => {
    expect([...littleTime(told)]).toEqual(['o']);
    expect([...littleTime({ ...told, returned: told.returned.slice(1) })]).toEqual([]);
  });
});

test('附錄 · 教務主任 is asked for dates that staff enter, not for what comes by itself', () => {
  const waitingFor = (missing: string) => ({
    of: 'selection' as const,
    key: { schoolYear: 114 },
    opens: null,
    closes: null,
    clause: '附錄',
    from: null,
    missing,
    ruled: null,
    override: null,
  });
  const found = (...missing: string[]) => datesMatters({ windows: missing.map(waitingFor) });
  expect(found('receiptDetails.received')).toEqual([]);
  expect(found('receiptDetails.received', 'nationalDeadline')[0]?.facts).toEqual({ count: 1 });
});

describe("a student's day", () => {
  const window = { opens, closes, clause: '附錄', open: true, late: null };
  const outcome = (outcomeId: string, state: 'draft' | 'received' | 'certified' | 'returned') => ({
    outcomeId,
    enrolmentId: 'e',
    state,
    description: '讀書心得',
    versions: 1,
    handedInAt: null,
    files: [],
    late: false,
    lost: false,
    reason: state === 'returned' ? '請附上封面' : null,
  });
  const courses = (...outcomes: ReturnType<typeof outcome>[]) => ({
    schoolYear: 114,
    semester: 1 as const,
    now: opens,
    semesters: [],
    reopened: [],
    subjects: [{ courseCode: 'c', name: '國語文', enrolments: [], window, quotas: [], outcomes }],
  });

  test('五(三)1 · holds returned work and drafts, not what waits or is certified', () => {
    const found = outcomeMatters(
      courses(
        outcome('a', 'draft'),
        outcome('b', 'received'),
        outcome('c', 'certified'),
        outcome('d', 'returned'),
      ),
      at(opens),
    );
    expect(found.map(({ key, kind, urgency }) => [key, kind, urgency])).toEqual([
      ['a', 'draft', 'due'],
      ['d', 'returned', 'due'],
    ]);
  });

  test('六(一) · asks for a selection only while something certified could be chosen', () => {
    const round = (used: number, selected: boolean, performances = 0) => ({
      rounds: [
        {
          roundId: 'r',
          schoolYear: 114,
          batch: 1,
          opens,
          closes,
          clause: '附錄',
          open: true,
          max: 6,
          used,
          outcomes: [
            {
              outcomeId: 'o',
              subject: '國語文',
              semester: 1,
              description: '',
              files: [],
              handedInAt: opens,
              certified: true,
              waitingFor: [],
              returned: false,
              selected,
              frozen: false,
            },
          ],
          performances: {
            max: 10,
            used: 0,
            listed: Array.from({ length: performances }, (_, at) => ({
              performanceId: `p${at}`,
              category: 'work',
              name: '短片',
              description: '',
              link: '',
              files: [],
              handedInAt: opens,
              selected: false,
              frozen: false,
            })),
          },
          order: { outcomes: [], performances: [] },
          may: [],
        },
      ],
    });
    expect(selectionMatters(round(5, false), at(opens))[0]?.urgency).toBe('due');
    expect(selectionMatters(round(6, false), at(opens))[0]?.urgency).toBe('done');
    expect(selectionMatters(round(1, true), at(opens))[0]?.urgency).toBe('done');
    expect(selectionMatters(round(1, true), at(closes))[0]?.kind).toBe('selected');
    expect(selectionMatters(round(0, false), at(closes))).toEqual([]);
    const [withPerformances] = selectionMatters(round(6, true, 12), at(opens));
    expect(withPerformances).toMatchObject({ urgency: 'due', facts: { free: 0, performancesFree: 10 } });
  });
});

describe('a school year’s diverse performance', () => {
  const mine = (used: number, change: object = {}) => ({
    now: opens,
    schoolYear: 114,
    window: { opens: null, closes, clause: '附錄', open: true },
    quotas: [{ max: 10, used, remaining: 10 - used, clause: '五(四)' }],
    limits: contentLimits(readNational()),
    performances: [],
    offered: [],
    ...change,
  });
  const told = (answer: ReturnType<typeof mine>, now = opens) =>
    performanceMatters(answer, at(now)).map(({ kind, urgency, facts }) => [
      kind,
      urgency,
      facts['remaining'],
    ]);

  test('五(四) · says how many are left while the window is open, and nothing after', () => {
    expect(told(mine(3))).toEqual([['performances', 'due', 7]]);
    expect(told(mine(10))).toEqual([['performances-full', 'done', 0]]);
    expect(told(mine(3), closes)).toEqual([]);
    const undated = { opens: null, closes: null, clause: '附錄', open: false };
    expect(told(mine(3, { window: undated }))).toEqual([]);
  });
});

describe("an office's day", () => {
  const finding = {
    key: 'no-code',
    weight: 'blocks',
    division: 'day',
    offeringId: null,
    code: 'SELF-01',
    name: '自主學習',
    group: '商一甲',
    grade: 1,
    students: 19,
    facts: {},
  } as const;
  const check = (findings: (typeof finding)[], offerings = 3) => ({
    schoolYear: 114,
    semester: 1 as const,
    today: '2025-11-20',
    semesters: [],
    checks: [{ division: 'day' as const, offerings, opens, closes, clause: '附錄', findings }],
  });

  test.each([
    ['due one second before the upload opens', '2025-12-03T23:59:59+08:00', 'courses-check', 'due', opens],
    ['overdue from the moment it opens', opens, 'courses-late', 'overdue', null],
  ])('國8 · holds what the pre-check would refuse: %s', (_, now, kind, urgency, until) => {
    expect(courseMatters(check([finding]), at(now))).toMatchObject([
      { kind, urgency, closes: until, facts: { count: 1, students: 19 } },
    ]);
  });

  test('國8 · is quiet about a clean check, and says nothing once the upload is over or nothing is given', () => {
    expect(courseMatters(check([]), at(opens))).toMatchObject([{ kind: 'courses-clean', urgency: 'done' }]);
    expect(courseMatters(check([finding]), at(closes))).toEqual([]);
    expect(courseMatters(check([finding], 0), at(opens))).toEqual([]);
  });
});

test('八 · a change that waits for its day is to come; one that could not be done is due, with the reason', () => {
  const change = {
    eventId: 'a',
    registrationId: 'b',
    number: '1140102',
    name: '陳思妤',
    division: 'day' as const,
    kind: 'suspend' as const,
    on: '2025-12-15',
  };
  const refusal = { refused: 'status-seat-taken', clause: '八', facts: { seat: 9 } };
  const changes = [
    { ...change, refusal: null },
    { ...change, refusal },
  ];
  expect(statusMatters({ changes })).toMatchObject([
    { kind: 'status-announced', urgency: 'coming' },
    { kind: 'status-refused', urgency: 'due', refusal },
  ]);
});
