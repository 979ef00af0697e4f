import { describe, expect, test } from 'vitest';
import { attentionOf, percent, type StudentCounts, total } from './overview.ts';

const fine: StudentCounts = {
  subjects: 8,
  uploaded: 1,
  certified: 1,
  returned: 0,
  waiting: 0,
  counselled: true,
  unanswered: 0,
};

describe('a class at a glance', () => {
  test('國5 · one outcome is enough to say nothing; none is said, not scolded', () => {
    expect(attentionOf(fine)).toEqual([]);
    expect(attentionOf({ ...fine, uploaded: 0, certified: 0 })).toEqual(['nothing']);
  });
  test('who takes no subject is not said to have handed nothing in', () => {
    expect(attentionOf({ ...fine, subjects: 0, uploaded: 0 })).toEqual(['no-subjects']);
  });
  test('what was returned and what was asked waits for the student', () => {
    expect(attentionOf({ ...fine, returned: 1, unanswered: 2 })).toEqual(['returned', 'unanswered']);
  });
  test('五(二)2 · not counselled is only said to whoever may know', () => {
    expect(attentionOf({ ...fine, counselled: false })).toEqual(['not-counselled']);
    expect(attentionOf({ ...fine, counselled: null })).toEqual([]);
  });
});

describe('how far something is', () => {
  test('is 100 only where nothing is missing', () => {
    expect(percent({ done: 999, of: 1000 })).toBe(99);
    expect(percent({ done: 1000, of: 1000 })).toBe(100);
    expect(percent({ done: 0, of: 0 })).toBe(100);
  });
  test('adds up over classes', () => {
    expect(
      total([
        { done: 3, of: 4 },
        { done: 0, of: 2 },
      ]),
    ).toEqual({ done: 3, of: 6 });
  });
});
