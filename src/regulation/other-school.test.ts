/** Another school's text, invented: everything the format must be able to say, and what it must refuse to. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CalendarEvent, type WindowKey, windowFor } from '../calendar/window.ts';
import { parseRegulation, readNational } from './parse.ts';
import { isRefusal } from './refusal.ts';
import { officeFor, quotasFor, versionForYear, type WindowOf, withYearlyQuotas } from './regulation.ts';

const source = readFileSync(join(import.meta.dirname, '../../tests/other-school.yaml'), 'utf8');
const read = parseRegulation(source);
if ('wrong' in read) throw new Error(read.wrong.join('\n'));
const { regulation } = read;
const rules = { regulation, national: readNational() };

const autumn = { schoolYear: 114, semester: 1, division: 'day', grade: 1 } as const;
const spring = { ...autumn, semester: 2 } as const;
const round = { schoolYear: 114, gradeBand: 'one-two', batch: 1, division: 'day' } as const;
const events: CalendarEvent[] = [
  { name: 'semester.start', schoolYear: 114, semester: 1, on: '2025-09-03' },
  { name: 'semester.start', schoolYear: 114, semester: 2, on: '2026-02-23' },
  { name: 'firstMidterm', schoolYear: 114, semester: 1, on: '2025-10-15' },
  { name: 'finalExam', schoolYear: 114, semester: 2, on: '2026-06-26' },
  // The third grade sits its examination earlier.
  { name: 'finalExam', schoolYear: 114, semester: 2, gradeBand: 'three', on: '2026-05-11' },
  { name: 'closingCeremony', schoolYear: 114, semester: 1, on: '2026-01-20' },
  { name: 'closingCeremony', schoolYear: 114, semester: 2, on: '2026-06-30' },
  { name: 'firstSubmission', schoolYear: 114, gradeBand: 'one-two', batch: 1, on: '2026-09-25' },
  { name: 'nationalDeadline', schoolYear: 114, gradeBand: 'one-two', batch: 1, on: '2026-10-15' },
  { name: 'nationalDeadline', schoolYear: 114, gradeBand: 'one-two', batch: 2, on: '2026-10-30' },
];
const taipei = (opens: string | null, closes: string) => ({
  opens: opens === null ? null : new Date(`${opens}T00:00:00+08:00`),
  closes: new Date(`${closes}T00:00:00+08:00`),
});
function windowOf(of: WindowOf, key: WindowKey, ...more: CalendarEvent[]) {
  const dated = windowFor(rules, [...events, ...more], [], of, key);
  if (isRefusal(dated)) throw new Error(JSON.stringify(dated));
  return dated.window;
}

describe('another school: dates', () => {
  test('a window opens with the Monday of the third week and closes 20 days after the closing ceremony', () => {
    expect(windowOf('outcome.upload', autumn)).toEqual(taipei('2025-09-15', '2026-02-10'));
  });

  test('the weeks of a semester run from Monday to Sunday, both whole', () => {
    expect(windowOf('counselling', autumn)).toEqual(taipei('2025-09-01', '2026-01-05'));
  });

  test('an exception holds for its grade and semester: from the first day, to three working days before the final exam', () => {
    expect(windowOf('outcome.upload', { ...spring, grade: 3 })).toEqual(taipei('2026-02-23', '2026-05-07'));
    expect(windowOf('outcome.upload', { ...autumn, grade: 3 })).toEqual(windowOf('outcome.upload', autumn));
  });

  test('an exception for a division says only its beginning; the end stays', () => {
    expect(windowOf('outcome.upload', { ...autumn, division: 'continuing' })).toEqual(
      taipei('2025-10-23', '2026-02-10'),
    );
  });

  test('of two exceptions the one that says more holds', () => {
    const key = { ...spring, division: 'continuing', grade: 3 } as const;
    expect(windowOf('outcome.upload', key)).toEqual(taipei('2026-02-23', '2026-05-07'));
  });

  test('certification is due ten working days after each upload', () => {
    const uploaded = (on: string) => ({ name: 'uploaded', schoolYear: 114, on });
    expect(windowOf('certification', autumn, uploaded('2025-11-05'))).toEqual(taipei(null, '2025-11-20'));
    expect(windowOf('certification', autumn, uploaded('2026-02-09'))).toEqual(taipei(null, '2026-02-24'));
    expect(windowFor(rules, events, [], 'certification', autumn)).toMatchObject({
      refused: 'window-undated',
      facts: { event: 'uploaded', rule: 'uploaded + 10wd' },
    });
  });

  test('a day of every school year lies in that year, months keep their day', () => {
    expect(windowOf('performance.upload', { schoolYear: 114 })).toEqual(taipei('2025-09-01', '2026-07-16'));
    expect(windowOf('performance.upload', { schoolYear: 115 })).toEqual(taipei('2026-09-01', '2027-07-16'));
  });

  test('a round hangs on the second semester, on its own events, on fixed dates, and differs by grade and batch', () => {
    expect(windowOf('selection', { ...round, grade: 2 })).toEqual(taipei('2026-07-01', '2026-10-02'));
    expect(windowOf('selection', { ...round, grade: 1 })).toEqual(taipei('2026-07-01', '2026-09-18'));
    expect(windowOf('selection', { ...round, grade: 2, batch: 2 })).toEqual(
      taipei('2026-09-01', '2026-09-21'),
    );
    expect(windowOf('submission', round)).toEqual(taipei('2026-09-25', '2026-10-15'));
  });

  test('confirmation is relative to the file that came', () => {
    const received = { name: 'receiptDetails.received', ...round, at: new Date('2026-10-02T15:00:00+08:00') };
    expect(windowOf('receiptDetails.confirmation', round, received)).toEqual({
      opens: received.at,
      closes: new Date('2026-10-07T15:00:00+08:00'),
    });
  });
});

describe('another school: numbers', () => {
  const caps = (of: Parameters<typeof quotasFor>[1], scope: Parameters<typeof quotasFor>[2]) =>
    quotasFor(rules, of, scope).map(({ per, max }) => [per.slice(1).join('+') || 'ever', max]);

  test('several caps hold at once, one by course category and year, one by grade, one for ever', () => {
    expect(caps('outcome.upload', { grade: 1, semester: 1, division: 'day' })).toEqual([
      ['subject+semester', 2],
      ['courseCategory+schoolYear', 8],
      ['grade', 12],
      ['ever', 30],
    ]);
  });

  test('a cap of nought is a cap; one division and semester has one more', () => {
    expect(caps('outcome.upload', { grade: 4, semester: 1, division: 'day' })).toContainEqual(['ever', 0]);
    expect(caps('outcome.upload', { grade: 1, semester: 2, division: 'continuing' })).toContainEqual([
      'semester',
      5,
    ]);
  });

  test('no cap is no limit', () => {
    expect(caps('performance.upload', { grade: 1 })).toEqual([]);
  });

  test('國6 · a cap by subject does not stand in for the national one of the year', () => {
    expect(caps('outcome.selection', { grade: 1, batch: 1 })).toEqual([
      ['subject', 2],
      ['schoolYear', 6],
    ]);
    expect(caps('outcome.selection', { grade: 1, batch: 2 })).toEqual([
      ['subject', 2],
      ['schoolYear', 4],
    ]);
    expect(caps('performance.selection', { grade: 1 })).toEqual([['schoolYear', 10]]);
  });

  test('a committee of five, a seal of eighteen months, and several offices for one duty', () => {
    expect(regulation.committee.size).toBe(5);
    expect(regulation.retention.sealFor).toBe('18m');
    expect(officeFor(regulation, 'receiptDetails.confirm', 'day')?.offices).toEqual([
      'registrar',
      'research',
    ]);
    expect(officeFor(regulation, 'calendar.plan')?.offices).toEqual(['registrar', 'academic-director']);
  });
});

describe('what no school may write', () => {
  const refused = (from: string, to: string): string[] => {
    const text = source.replace(from, to);
    expect(text).not.toBe(source);
    const answer = parseRegulation(text);
    return 'wrong' in answer ? answer.wrong : [];
  };
  const upload = 'closes: closingCeremony + 20d';

  test.each([
    ['國1 · closing too early, in whatever unit', upload, 'closes: closingCeremony + 13d', '國1'],
    ['國1 · closing too early in working days', upload, 'closes: closingCeremony + 9wd', '國1'],
    [
      '國1 · closing too early by an exception',
      'when: { division: continuing }, opens',
      'when: { division: continuing }, closes: closingCeremony + 1w, opens',
      '國1',
    ],
    [
      '國2 · a confirmation of two days',
      'closes: receiptDetails.received + 5d',
      'closes: receiptDetails.received + 1d',
      '國2',
    ],
    ['國6 · seven a year', 'max: 4, clause: 四(一)', 'max: 7, clause: 四(一)', '國6'],
    [
      '國8 · submitting after the national deadline',
      'closes: nationalDeadline - 1d',
      'closes: nationalDeadline + 1d',
      '國8',
    ],
    [
      '國5 · a number of uploads demanded',
      'what: workingGroup.meeting, atLeast: 2',
      'what: outcome.upload, atLeast: 2',
      '國5',
    ],
    ['國3 · nobody to appoint deputies', 'act: deputy.appoint', 'act: training.hold', 'deputy.appoint'],
    ['an office that does not exist', 'any: research }', 'any: reserch }', 'reserch'],
    [
      'a duty of one division only',
      'day: [registrar, research], continuing: continuing-academic',
      'day: registrar',
      'one of the divisions',
    ],
    ['a date that is none', '2026-09-20', '2026-09-31', 'is no date rule'],
    ['a yearly day that most years lack', '07-15', '02-29', 'is no date rule'],
    ['a window twice', 'of: counselling', 'of: certification', 'said twice'],
    ['a window left out', 'of: counselling', 'of: certification', 'nothing of when counselling'],
    [
      'a semester’s window that hangs on a round',
      'closes: semester.week18',
      'closes: nationalDeadline',
      'nothing to do with',
    ],
    ['a round that hangs on an upload', 'opens: firstSubmission', 'opens: uploaded', 'nothing to do with'],
    ['an upload that differs by batch', 'when: { division: continuing }', 'when: { batch: 2 }', 'batch 2'],
    ['a cap that counts nobody’s', 'per: [student, grade]', 'per: [grade]', 'per student'],
    ['seats that do not add up', 'size: 5', 'size: 6', 'add up to 5'],
    ['a citation of nothing', 'within: 1w, clause: 三(二)', 'within: 1w, clause: 九', '九 is cited'],
    ['what is no YAML', 'school: ', 'school: [', 'YAML|Flow|flow'],
  ])('%s is refused with the reason', (_, from, to, reason) => {
    expect(refused(from, to).join('\n')).toMatch(new RegExp(reason));
  });

  test('國1 · the nation’s own exception is no breach, and exactly two weeks are enough', () => {
    expect(refused('closes: finalExam - 3wd', 'closes: closingCeremony - 6w')).toEqual([]);
    expect(refused(upload, 'closes: closingCeremony + 14d')).toEqual([]);
    expect(refused(upload, 'closes: closingCeremony + 10wd')).toEqual([]);
  });

  test('國2 · three days are enough', () => {
    expect(refused('closes: receiptDetails.received + 5d', 'closes: receiptDetails.received + 3d')).toEqual(
      [],
    );
  });
});

describe('a text that changes in the middle of a school year', () => {
  const later = {
    ...regulation,
    quotas: [
      { of: 'outcome.upload', per: ['student', 'subject', 'semester'], max: 9, clause: '三(一)1' },
      { of: 'outcome.selection', per: ['student', 'schoolYear'], max: 1, clause: '四(一)' },
    ],
  } as const;

  test('一 · what is counted by semester changes at once, what is counted by year with semester 1', () => {
    const joined = withYearlyQuotas(later, regulation);
    expect(joined.quotas.filter(({ of }) => of === 'outcome.selection')).toEqual(
      regulation.quotas.filter(({ of }) => of === 'outcome.selection'),
    );
    expect(joined.quotas.filter(({ max }) => max === 9)).toHaveLength(1);
    expect(joined.quotas.some(({ max }) => max === 1)).toBe(false);
  });

  test('一 · a year is governed by its first semester; a first text from semester 2 on governs that year too', () => {
    const old = { effectiveFrom: { schoolYear: 112, semester: 2 } };
    const young = { effectiveFrom: { schoolYear: 114, semester: 2 } };
    expect(versionForYear([old, young], 114)).toBe(old);
    expect(versionForYear([old, young], 115)).toBe(young);
    expect(versionForYear([old], 112)).toBe(old);
    expect(versionForYear([old], 111)).toBeUndefined();
  });
});
