import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packagedRegulation, parseRegulation, readNational } from '../regulation/parse.ts';
import { isRefusal } from '../regulation/refusal.ts';
import { addDays, dayOf, minguo, semesterOf, shift, startOf } from './day.ts';
import {
  type CalendarEvent,
  type DatedWindow,
  decideOpen,
  decideOverride,
  type Override,
  windowFor,
} from './window.ts';

const read = parseRegulation(packagedRegulation());
if ('wrong' in read) throw new Error(read.wrong.join('\n'));
const rules = { regulation: read.regulation, national: readNational() };
const year = { schoolYear: 114 } as const;
const first = { ...year, semester: 1 } as const;
const round = { ...year, gradeBand: 'one-two', batch: 1 } as const;
const events: CalendarEvent[] = [
  { name: 'secondMidterm', ...first, on: '2025-12-03' },
  { name: 'closingCeremony', ...first, on: '2026-01-20' },
  { name: 'selection.opens', ...round, on: '2026-08-01' },
  { name: 'nationalDeadline', ...round, on: '2026-10-15' },
];

function dated(
  of: DatedWindow['of'],
  key: Parameters<typeof windowFor>[4],
  given = events,
  overrides: Override[] = [],
) {
  const found = windowFor(rules, given, overrides, of, key);
  if (isRefusal(found)) throw new Error(found.refused);
  return found;
}
const second = 1000;
const at = (instant: Date, ms: number) => new Date(instant.getTime() + ms);

describe('附錄 windows', () => {
  test('附錄 · upload opens the day after the second mid-term ends and closes two weeks after the closing ceremony, that day whole', () => {
    const { window } = dated('outcome.upload', first);
    expect(window.opens).toEqual(new Date('2025-12-04T00:00:00+08:00'));
    expect(window.closes).toEqual(new Date('2026-02-04T00:00:00+08:00'));
  });

  test('附錄 · one second before it opens is refused, the first second is not', () => {
    const upload = dated('outcome.upload', first);
    const opens = upload.window.opens ?? new Date(0);
    expect(decideOpen(upload, at(opens, -second))).toMatchObject({
      refused: 'window-not-open',
      clause: '附錄',
    });
    expect(decideOpen(upload, opens)).toBeUndefined();
  });

  test('附錄 · the last second is open, the next is refused', () => {
    const upload = dated('outcome.upload', first);
    expect(decideOpen(upload, at(upload.window.closes, -second))).toBeUndefined();
    expect(decideOpen(upload, upload.window.closes)).toMatchObject({
      refused: 'window-closed',
      clause: '附錄',
    });
  });

  test('附錄 · certification has no opening of its own and closes three weeks after the closing ceremony', () => {
    expect(dated('certification', first).window).toEqual({
      opens: null,
      closes: new Date('2026-02-11T00:00:00+08:00'),
    });
  });

  test('附錄 · selection ends three weeks before the national deadline, receipt details one week before', () => {
    expect(dated('selection', round).window.closes).toEqual(new Date('2026-09-25T00:00:00+08:00'));
    const received = { name: 'receiptDetails.received', ...round, at: new Date('2026-10-01T15:20:00+08:00') };
    const confirmation = dated('receiptDetails.confirmation', round, [...events, received]);
    expect(confirmation.window).toEqual({
      opens: received.at,
      closes: new Date('2026-10-09T00:00:00+08:00'),
    });
  });

  test('附錄 · a deadline with a time of day keeps it through the offset', () => {
    const timed = events.map((event) =>
      event.name === 'nationalDeadline'
        ? { ...event, on: undefined, at: new Date('2026-10-15T17:00:00+08:00') }
        : event,
    );
    expect(dated('selection', round, timed).window.closes).toEqual(new Date('2026-09-24T17:00:00+08:00'));
  });

  test('附錄 · a window whose event has no date is refused by name', () => {
    expect(windowFor(rules, [], [], 'outcome.upload', first)).toMatchObject({
      refused: 'window-undated',
      facts: { event: 'closingCeremony' },
    });
  });

  test('四 · the event that says most about the key wins', () => {
    const night = { name: 'closingCeremony', ...first, division: 'continuing', on: '2026-01-25' } as const;
    expect(
      dated('outcome.upload', { ...first, division: 'continuing' }, [...events, night]).window.closes,
    ).toEqual(new Date('2026-02-09T00:00:00+08:00'));
    expect(dated('outcome.upload', { ...first, division: 'day' }, [...events, night]).window.closes).toEqual(
      new Date('2026-02-04T00:00:00+08:00'),
    );
  });

  test('四 · a date of the third grade’s own holds for that grade, by its number or its band', () => {
    const early = { name: 'closingCeremony', ...first, gradeBand: 'three', on: '2026-01-06' } as const;
    const closing = (key: object) =>
      dated('certification', { ...first, ...key }, [...events, early]).window.closes;
    expect(closing({ grade: 3 })).toEqual(startOf('2026-01-28'));
    expect(closing({ gradeBand: 'three' })).toEqual(startOf('2026-01-28'));
    expect(closing({ grade: 2 })).toEqual(startOf('2026-02-11'));
  });

  test('四 · an override moves the window and the rule stays visible beside it', () => {
    const override: Override = {
      of: 'outcome.upload',
      ...first,
      opens: null,
      closes: startOf('2026-02-15'),
      reason: '颱風停課',
    };
    const moved = dated('outcome.upload', first, events, [override]);
    expect(moved.window.closes).toEqual(override.closes);
    expect(moved.ruled.closes).toEqual(startOf('2026-02-04'));
    expect(moved.override).toEqual({ reason: '颱風停課' });
  });

  test('國1 · an override may close at the closing ceremony + 2 weeks, not a second earlier; grade 3 semester 2 may', () => {
    const least = startOf('2026-02-04');
    const ask = (closes: Date, key: Parameters<typeof decideOverride>[3] = first) =>
      decideOverride(rules.national, events, 'outcome.upload', key, { opens: null, closes }, '行事曆調整');
    expect(ask(least)).toBeUndefined();
    expect(ask(at(least, -second))).toMatchObject({ refused: 'national-minimum', clause: '國1' });
    const last = { ...year, semester: 2, grade: 3 } as const;
    const spring: CalendarEvent[] = [{ name: 'closingCeremony', ...year, semester: 2, on: '2026-06-30' }];
    const early = { opens: null, closes: startOf('2026-05-01') };
    expect(decideOverride(rules.national, spring, 'outcome.upload', last, early, '畢業')).toBeUndefined();
    expect(
      decideOverride(rules.national, spring, 'outcome.upload', { ...last, grade: 2 }, early, '畢業'),
    ).toMatchObject({
      clause: '國1',
    });
  });

  test('國2 · receipt details are open for three days at least, whatever the rule or an override says', () => {
    const late = { name: 'receiptDetails.received', ...round, at: new Date('2026-10-08T09:00:00+08:00') };
    const confirmation = dated('receiptDetails.confirmation', round, [...events, late]);
    expect(confirmation.window.closes).toEqual(new Date('2026-10-11T09:00:00+08:00'));
    const wish = { opens: late.at, closes: new Date('2026-10-11T08:59:59+08:00') };
    const given = [...events, late];
    expect(
      decideOverride(rules.national, given, 'receiptDetails.confirmation', round, wish, '趕'),
    ).toMatchObject({ clause: '國2' });
  });

  test('產15 · an override without a reason is refused', () => {
    const wish = { opens: null, closes: startOf('2026-03-01') };
    expect(decideOverride(rules.national, events, 'outcome.upload', first, wish, ' ')).toMatchObject({
      clause: '產15',
    });
  });
});

describe('附錄 windows, whatever the dates', () => {
  const days = fc.integer({ min: 0, max: 120 }).map((count) => addDays('2025-10-01', count));

  test('附錄 · nothing is open before it opens or after it closes', () => {
    fc.assert(
      fc.property(
        days,
        days,
        fc.date({ min: new Date('2025-09-01'), max: new Date('2026-06-01'), noInvalidDate: true }),
        (midterm, ceremony, now) => {
          const upload = dated('outcome.upload', first, [
            { name: 'secondMidterm', ...first, on: midterm },
            { name: 'closingCeremony', ...first, on: ceremony },
          ]);
          const { opens, closes } = upload.window;
          const open = (opens === null || now >= opens) && now < closes;
          expect(decideOpen(upload, now) === undefined).toBe(open);
        },
      ),
    );
  });

  test('四 · moving an event by n days moves what derives from it by n days', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -60, max: 60 }), (ceremony, count) => {
        const closing = (on: string) =>
          dated('certification', first, [{ name: 'closingCeremony', ...first, on }]).window.closes;
        expect(dayOf(closing(addDays(ceremony, count)))).toBe(addDays(dayOf(closing(ceremony)), count));
      }),
    );
  });

  test('國1 · no rule and no accepted override closes upload before the national minimum', () => {
    fc.assert(
      fc.property(days, days, (ceremony, wished) => {
        const given: CalendarEvent[] = [
          { name: 'secondMidterm', ...first, on: '2025-10-01' },
          { name: 'closingCeremony', ...first, on: ceremony },
        ];
        const least = startOf(addDays(ceremony, 15));
        expect(dated('outcome.upload', first, given).window.closes >= least).toBe(true);
        const wish = { opens: null, closes: startOf(wished) };
        const refused = decideOverride(rules.national, given, 'outcome.upload', first, wish, '調整');
        expect(refused === undefined).toBe(wish.closes >= least);
      }),
    );
  });
});

describe('國1 國2 國8 national bounds, whatever the text, the dates and the overrides', () => {
  const day = fc.integer({ min: 0, max: 330 }).map((count) => addDays('2025-08-01', count));
  const edge = fc.constantFrom(
    ...['closingCeremony', 'secondMidterm', 'semester', '2025-12-01', '03-31', 'semester.week9'],
  );
  const offset = fc.tuple(fc.integer({ min: -30, max: 30 }), fc.constantFrom('d', 'w', 'wd', 'm'));
  const rule = fc
    .tuple(edge, offset)
    .map(([anchor, [count, unit]]) => `${anchor} ${count < 0 ? '-' : '+'} ${Math.abs(count)}${unit}`);
  const written = (of: DatedWindow['of'], opens: string | undefined, closes: string) => ({
    ...rules,
    regulation: { ...rules.regulation, windows: [{ of, opens, closes, clause: '附錄' }] },
  });
  const overridden = fc.option(fc.tuple(day, day), { nil: undefined });
  const moved = (of: DatedWindow['of'], days: [string, string] | undefined, key: object): Override[] =>
    days ? [{ of, ...year, ...key, opens: startOf(days[0]), closes: startOf(days[1]), reason: '調整' }] : [];
  const given = (midterm: string, ceremony: string): CalendarEvent[] => [
    { name: 'secondMidterm', ...first, on: midterm },
    { name: 'closingCeremony', ...first, on: ceremony },
  ];
  const found = (answer: ReturnType<typeof windowFor>) => {
    if (isRefusal(answer)) throw new Error(answer.refused);
    return answer;
  };

  test('國1 · upload never closes before the closing ceremony + 2 weeks, except for grade 3 in semester 2', () => {
    fc.assert(
      fc.property(
        day,
        day,
        rule,
        rule,
        overridden,
        fc.integer({ min: 1, max: 3 }),
        (midterm, ceremony, opens, closes, override, grade) => {
          const text = written('outcome.upload', opens, closes);
          const overrides = moved('outcome.upload', override, { semester: 1 });
          const dates = given(midterm, ceremony);
          const upload = found(windowFor(text, dates, overrides, 'outcome.upload', { ...first, grade }));
          expect(upload.window.closes >= startOf(addDays(ceremony, 15))).toBe(true);
        },
      ),
    );
  });

  test('國2 · a confirmation lasts three days at least, whenever its file comes', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 86_399 }),
        rule,
        overridden,
        (on, inDay, closes, override) => {
          const received = {
            name: 'receiptDetails.received',
            ...round,
            at: new Date(startOf(on).getTime() + inDay * second),
          };
          const text = written('receiptDetails.confirmation', 'receiptDetails.received', closes);
          const dates = [...given('2025-12-03', '2026-01-20'), received];
          const both = [
            ...dates,
            { ...dates[1], semester: 2 } as CalendarEvent,
            { ...dates[0], semester: 2 } as CalendarEvent,
          ];
          const overrides = moved('receiptDetails.confirmation', override, round);
          const { window } = found(windowFor(text, both, overrides, 'receiptDetails.confirmation', round));
          expect(window.closes.getTime() - (window.opens?.getTime() ?? 0)).toBeGreaterThanOrEqual(
            3 * 86_400_000,
          );
        },
      ),
    );
  });

  test('國8 · neither choosing nor submitting goes on past the national deadline', () => {
    fc.assert(
      fc.property(
        day,
        fc.constantFrom('selection' as const, 'submission' as const),
        fc.integer({ min: -60, max: 60 }),
        overridden,
        (deadline, of, count, override) => {
          const text = written(
            of,
            undefined,
            `nationalDeadline ${count < 0 ? '-' : '+'} ${Math.abs(count)}d`,
          );
          const dates: CalendarEvent[] = [{ name: 'nationalDeadline', ...round, on: deadline }];
          const overrides = moved(of, override, round);
          const { window } = found(windowFor(text, dates, overrides, of, round));
          expect(window.closes <= startOf(addDays(deadline, 1))).toBe(true);
        },
      ),
    );
  });

  test('國8 · an override past the national deadline is refused, up to it granted', () => {
    const ask = (closes: Date) =>
      decideOverride(rules.national, events, 'selection', round, { opens: null, closes }, '延長');
    expect(ask(startOf('2026-10-16'))).toBeUndefined();
    expect(ask(at(startOf('2026-10-16'), second))).toMatchObject({
      refused: 'national-latest',
      clause: '國8',
    });
  });

  test('四 · moving any event moves every rule that hangs on it by as much, and no other', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: -40, max: 40 }),
        fc.integer({ min: -8, max: 8 }),
        fc.constantFrom('closingCeremony', 'secondMidterm'),
        (on, by, weeks, anchor) => {
          const closes = `${anchor} ${weeks < 0 ? '-' : '+'} ${Math.abs(weeks)}w`;
          const text = written('certification', undefined, closes);
          const closing = (midterm: string, ceremony: string) =>
            found(windowFor(text, given(midterm, ceremony), [], 'certification', first)).window.closes;
          const fixed = '2025-12-01';
          const [before, after, other] =
            anchor === 'closingCeremony'
              ? [closing(fixed, on), closing(fixed, addDays(on, by)), closing(addDays(fixed, by), on)]
              : [closing(on, fixed), closing(addDays(on, by), fixed), closing(on, addDays(fixed, by))];
          expect(dayOf(after)).toBe(addDays(dayOf(before), by));
          expect(other).toEqual(before);
        },
      ),
    );
  });

  test('附錄 · whatever the text says, nothing is open before it opens or from when it closes', () => {
    fc.assert(
      fc.property(day, day, rule, rule, day, (midterm, ceremony, opens, closes, today) => {
        const text = written('certification', opens, closes);
        const dated = found(windowFor(text, given(midterm, ceremony), [], 'certification', first));
        const now = startOf(today);
        const { window } = dated;
        expect(decideOpen(dated, now) === undefined).toBe(
          now >= (window.opens ?? now) && now < window.closes,
        );
      }),
    );
  });
});

describe('days', () => {
  test('附錄 · weeks keep the weekday, working days skip the weekend', () => {
    expect(shift('2026-01-20', 2, 'w')).toBe('2026-02-03');
    expect(shift('2026-01-23', 1, 'wd')).toBe('2026-01-26');
    expect(shift('2026-01-26', -1, 'wd')).toBe('2026-01-23');
  });

  test('四 · 民國 years and semesters', () => {
    expect(minguo('2026-01-19')).toBe('115 年 1 月 19 日');
    expect(semesterOf('2026-01-31')).toEqual({ schoolYear: 114, semester: 1 });
    expect(semesterOf('2026-02-01')).toEqual({ schoolYear: 114, semester: 2 });
    expect(semesterOf('2026-08-01')).toEqual({ schoolYear: 115, semester: 1 });
  });
});
