import { expect, test } from 'vitest';
import type { Quota } from '../regulation/regulation.ts';
import { type Place, usedQuotas } from './places.ts';

const chinese = '114123456V21301A1011011';
const place: Place = { courseCode: chinese, schoolYear: 114, semester: 1, grade: 1 };
const quota = (...per: Quota['per']): Quota => ({ of: 'outcome.upload', per, max: 3, clause: '五(三)1' });
const used = (by: Quota, ...taken: Partial<Place>[]) =>
  usedQuotas(
    [by],
    place,
    taken.map((other) => ({ ...place, ...other })),
  )[0]?.used;

test('五(三)1 · a subject is the course in its semester, whichever offering it was handed in for', () => {
  const by = quota('student', 'subject', 'semester');
  expect(used(by, {}, {}, {})).toBe(3);
  expect(used(by, { courseCode: '114123456V21301A1011021' })).toBe(0);
  expect(used(by, { semester: 2 }, { schoolYear: 113 })).toBe(0);
});

test.each([
  [quota('student', 'schoolYear'), { semester: 2, courseCode: 'x', grade: 2 }, { schoolYear: 113 }],
  [quota('student', 'grade'), { semester: 2, schoolYear: 113 }, { grade: 2 }],
  [
    quota('student', 'courseCategory'),
    { semester: 2 },
    { courseCode: `${chinese.slice(0, 16)}9${chinese.slice(17)}` },
  ],
  [quota('student'), { semester: 2, schoolYear: 113, courseCode: 'x' }, undefined],
] as const)('a school may count by anything: %#', (by, counts, not) => {
  expect(used(by, counts)).toBe(1);
  if (not) expect(used(by, not)).toBe(0);
});

test('several caps are counted side by side, and no cap is no limit', () => {
  const quotas = [
    quota('student', 'subject', 'semester'),
    { ...quota('student', 'schoolYear'), max: 8, clause: 'x' },
  ];
  expect(usedQuotas(quotas, place, [{ ...place, semester: 2 }, place])).toEqual([
    { max: 3, used: 1, clause: '五(三)1' },
    { max: 8, used: 2, clause: 'x' },
  ]);
  expect(usedQuotas([], place, [place])).toEqual([]);
});
