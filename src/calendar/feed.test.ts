import { expect, test } from 'vitest';
import { entriesOf, wantedBy } from './feed.ts';
import { icalOf } from './ical.ts';

const nobody = { schoolYear: 114, placed: [], teaches: [], submits: [], counsels: [] };
const rounds = [
  { name: 'nationalDeadline', schoolYear: 114, gradeBand: 'one-two', batch: 1, on: '2026-10-15' },
  {
    name: 'nationalDeadline',
    schoolYear: 114,
    gradeBand: 'three',
    batch: 1,
    division: 'day',
    on: '2026-05-01',
  },
] as const;
const at = (text: string) => new Date(text);
const upload = { of: 'outcome.upload', key: { schoolYear: 114, semester: 1 } } as const;
const school = { id: 'school', name: '海濱高商', publicUrl: 'https://portfolio.example' };

test('四 · a student is shown the rounds of their own grades, a teacher what they certify, nobody nothing', () => {
  const student = { ...nobody, placed: [{ division: 'continuing', grade: 3 }] } as const;
  expect(wantedBy(student, rounds).map(({ of }) => of)).toEqual(['outcome.upload', 'outcome.upload']);
  const junior = { ...nobody, placed: [{ division: 'continuing', grade: 2 }] } as const;
  expect(
    wantedBy(junior, rounds)
      .map(({ of }) => of)
      .slice(2),
  ).toEqual(['selection', 'receiptDetails.confirmation']);
  const teacher = { ...nobody, teaches: [{ division: 'day', grade: 1, semester: 2 }] } as const;
  expect(wantedBy(teacher, rounds)).toEqual([
    { of: 'certification', key: { schoolYear: 114, division: 'day', grade: 1, semester: 2 } },
  ]);
  expect(wantedBy(nobody, rounds)).toEqual([]);
});

test('四 · midnight closes on the day before it; a minute later has a time of day', () => {
  const closing = (closes: string) =>
    entriesOf([{ ...upload, window: { opens: null, closes: at(closes) } }]).map(({ on }) => on);
  expect(closing('2026-02-04T00:00:00+08:00')).toEqual([{ day: '2026-02-03' }]);
  expect(closing('2026-02-04T00:01:00+08:00')).toEqual([{ at: at('2026-02-04T00:01:00+08:00') }]);
});

test('四 · one entry for grades that share a date, one each where they part; a moved date keeps its entry', () => {
  const window = (closes: string) => ({ opens: null, closes: at(closes) });
  const first = { ...upload, window: window('2026-02-04T00:00:00+08:00') };
  const same = entriesOf([first, { ...first, key: { ...first.key, grade: 2 } }]);
  expect(same.map(({ uid }) => uid)).toEqual(['outcome.upload-114-1-closes']);
  const parted = entriesOf([first, { ...first, window: window('2026-02-05T00:00:00+08:00') }]);
  expect(parted.map(({ uid }) => uid)).toEqual([
    'outcome.upload-114-1-closes',
    'outcome.upload-114-1-closes-2',
  ]);
  const moved = entriesOf([{ ...first, window: window('2026-03-01T00:00:00+08:00') }]);
  expect(moved[0]?.uid).toBe(same[0]?.uid);
});

test('產74 · whole days are Taipei’s and instants are UTC, wherever the server stands', () => {
  const text = icalOf(
    entriesOf([
      {
        ...upload,
        window: { opens: at('2025-12-04T00:00:00+08:00'), closes: at('2026-02-03T17:00:00+08:00') },
      },
    ]),
    { school, language: 'zh-TW', stamp: at('2025-12-10T00:00:00+08:00') },
  );
  expect(text).toContain('DTSTART;VALUE=DATE:20251204\r\n');
  expect(text).toContain('DTSTART:20260203T090000Z\r\n');
  expect(text).toContain('DTSTAMP:20251209T160000Z\r\n');
  expect(text).toContain('UID:outcome.upload-114-1-opens@school\r\n');
  expect(text).toContain('X-WR-TIMEZONE:Asia/Taipei\r\n');
});
