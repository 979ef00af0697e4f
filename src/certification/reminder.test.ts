import { describe, expect, test } from 'vitest';
import { packagedRegulation, parseRegulation, readDefaults } from '../regulation/parse.ts';
import { type OpenWork, paceOf, remindersOf, waitedLonger } from './reminder.ts';

const now = new Date('2025-12-20T10:00:00+08:00');
const pace = { remindAfter: 7, escalateAfter: 14, littleTime: 3 };
const heads = new Map([['day' as const, ['registrar']]]);

function work(change: Partial<OpenWork> = {}): OpenWork {
  return {
    outcomeId: 'outcome',
    offeringId: 'chinese',
    subject: '國語文',
    group: '商一甲',
    division: 'day',
    teachers: ['王若蘭'],
    deciderIds: ['wang', 'deputy'],
    studentId: 'lin',
    handedInAt: new Date('2025-12-12T23:59:00+08:00'),
    ...change,
  };
}
const told = (works: OpenWork[]) =>
  remindersOf(works, heads, pace, now).map(({ to, kind }) => `${to} ${kind}`);

describe('五(三)2 what has waited long', () => {
  test('產45 · told after seven days have passed, not on the seventh, whatever the hour', () => {
    expect(told([work({ handedInAt: new Date('2025-12-13T00:00:00+08:00') })])).toEqual([]);
    expect(told([work()])).toEqual(['wang waiting-long', 'deputy waiting-long']);
  });

  test('產46 · after fourteen days the head of that division’s section too, and of no other', () => {
    const old = { handedInAt: new Date('2025-12-05T12:00:00+08:00') };
    expect(told([work(old)])).toContain('registrar escalated');
    expect(told([work({ handedInAt: new Date('2025-12-06T00:00:00+08:00') })])).not.toContain(
      'registrar escalated',
    );
    expect(told([work({ ...old, division: 'continuing' })])).not.toContain('registrar escalated');
  });

  test('五(三)2 · one word for an offering: how many, and how long the longest', () => {
    const works = [
      work(),
      work({ handedInAt: new Date('2025-12-08T08:00:00+08:00') }),
      work({ handedInAt: now }),
    ];
    expect(waitedLonger(works, 7, now)).toMatchObject([{ offeringId: 'chinese', count: 2, longest: 12 }]);
  });
});

describe('國4 what was returned with little time left', () => {
  const until = (hours: number) => work({ returnedUntil: new Date(now.getTime() + hours * 3_600_000) });
  test('產47 · three days before the upload closes student and teachers are told, a minute earlier nobody', () => {
    expect(told([until(72)])).toEqual([
      'lin returned-soon',
      'wang returned-soon-teacher',
      'deputy returned-soon-teacher',
    ]);
    expect(told([until(72.02)])).toEqual([]);
  });

  test('附錄 · once the upload has closed there is nothing left to be told', () => {
    expect(told([until(0)])).toEqual([]);
  });
});

test('產45 · a school’s own days come before our defaults', () => {
  const read = parseRegulation(packagedRegulation());
  if ('wrong' in read) throw new Error(read.wrong.join('\n'));
  const rules = { regulation: read.regulation, defaults: readDefaults() };
  expect(paceOf(rules)).toEqual(pace);
  const own = { remindAfterDays: 5, escalateAfterDays: 9, littleTimeDays: 2, clause: '五(三)2' };
  const changed = { ...rules, regulation: { ...read.regulation, reminders: own } };
  expect(paceOf(changed)).toEqual({ remindAfter: 5, escalateAfter: 9, littleTime: 2 });
});
