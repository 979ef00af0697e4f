import { describe, expect, test } from 'vitest';
import type { Matter } from '../today/matter.ts';
import { digestWeek, inDigest } from './digest.ts';

const at = (instant: string) => new Date(instant);

describe('產78 the week’s hour', () => {
  test.each([
    ['one second before Monday seven, nothing goes', '2025-12-08T06:59:59+08:00', 7, undefined],
    ['from Monday seven the week has begun', '2025-12-08T07:00:00+08:00', 7, '2025-12-08'],
    [
      'a school that was not running makes up for it within a day',
      '2025-12-09T06:59:59+08:00',
      7,
      '2025-12-08',
    ],
    ['and not after it', '2025-12-09T07:00:00+08:00', 7, undefined],
    ['Sunday evening belongs to the Monday before', '2025-12-14T19:00:00+08:00', 163, '2025-12-08'],
    ['and reaches into the next one', '2025-12-15T18:59:59+08:00', 163, '2025-12-08'],
    ['it is Taipei’s Monday, when it is Sunday in Greenwich', '2025-12-07T23:00:00Z', 7, '2025-12-08'],
  ])('產78 · %s', (_, now, hour, week) => {
    expect(digestWeek(at(now), hour)).toBe(week);
  });
});

describe('產78 what is worth a letter', () => {
  const now = at('2025-12-08T07:00:00+08:00');
  const matter = (kind: string, urgency: Matter['urgency'], closes: string | null = null): Matter => ({
    key: kind,
    kind,
    urgency,
    facts: {},
    opens: null,
    closes,
    to: '/',
  });
  const kinds = (...matters: Matter[]) => inDigest(matters, now, 14).map(({ kind }) => kind);

  test('產78 · what is due, the earliest end first; nothing that is done or to come', () => {
    const told = kinds(
      matter('questions', 'due'),
      matter('returned', 'due', '2025-12-20T00:00:00+08:00'),
      matter('certify', 'due', '2025-12-12T00:00:00+08:00'),
      matter('certified-all', 'done'),
      matter('draft', 'coming', '2025-12-30T00:00:00+08:00'),
      matter('confirmation-running', 'due', '2025-12-11T00:00:00+08:00'),
    );
    expect(told).toEqual(['certify', 'returned', 'questions']);
  });

  test('產78 · what is overdue only where it can still be done', () => {
    const over = '2025-12-01T00:00:00+08:00';
    const told = kinds(
      matter('draft', 'overdue', over),
      matter('certify', 'overdue', over),
      matter('sign-off', 'overdue', over),
    );
    expect(told).toEqual(['sign-off']);
  });

  test.each([
    ['fourteen days before the end', '2025-12-22T07:00:00+08:00', ['selection']],
    ['not a second earlier', '2025-12-22T07:00:01+08:00', []],
  ])('產79 · places that are left are told of %s', (_, closes, told) => {
    expect(kinds(matter('selection', 'due', closes))).toEqual(told);
  });
});
