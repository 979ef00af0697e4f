import { expect, test } from 'vitest';
import { gradeSeen, gradeText, noGrade } from './grade.ts';
import { decideGrades, type Standing, type WishedRow } from './grade-entry.ts';

const nothing = gradeSeen(noGrade);
const graded = { ...noGrade, score: '70' };
const seventy = gradeSeen(graded);
const standing = new Map<string, Standing>([
  ['new', { enrolmentId: 'new', registrationId: 'r1', kind: 'ordinary', ended: false, text: null }],
  [
    'old',
    { enrolmentId: 'old', registrationId: 'r2', kind: 'ordinary', ended: false, text: gradeText(graded) },
  ],
  ['gone', { enrolmentId: 'gone', registrationId: 'r3', kind: 'ordinary', ended: true, text: null }],
]);
const decide = (rows: WishedRow[], reason = '') => decideGrades(standing, 'day', rows, reason);

test('五(二)1 · what was written and differs is entered, the rest is left alone', () => {
  expect(
    decide([
      { enrolmentId: 'new', seen: nothing, cells: { score: '８５' } },
      { enrolmentId: 'old', seen: seventy, cells: { score: '70.0' } },
    ]),
  ).toMatchObject([{ enrolmentId: 'new', isNew: true, after: { score: '85' } }]);
});

test('五(二)1 · one wrong cell keeps everything out', () => {
  expect(
    decide([
      { enrolmentId: 'new', seen: nothing, cells: { score: '85' } },
      { enrolmentId: 'old', seen: seventy, cells: { makeUpScore: '缺考' } },
    ]),
  ).toEqual({ refused: 'grades-unreadable', clause: '五(二)1', facts: { count: 1 } });
});

test('五(二)1 · a cell that this kind of enrolment does not have is wrong', () => {
  expect(decide([{ enrolmentId: 'new', seen: nothing, cells: { yearScore: '80' } }])).toMatchObject({
    refused: 'grades-unreadable',
  });
});

test('五(二)1 · nobody writes over what somebody else wrote meanwhile, or into an enrolment that ended', () => {
  expect(decide([{ enrolmentId: 'old', seen: nothing, cells: { score: '80' } }])).toMatchObject({
    refused: 'grades-changed-meanwhile',
  });
  expect(decide([{ enrolmentId: 'gone', seen: nothing, cells: { score: '80' } }])).toMatchObject({
    refused: 'enrolment-ended',
  });
  expect(decide([{ enrolmentId: 'other', seen: nothing, cells: {} }])).toMatchObject({
    refused: 'not-found',
  });
});

test('五(二)1 · changing a score that stood there needs a reason; adding beside it does not', () => {
  const change = [{ enrolmentId: 'old', seen: seventy, cells: { score: '80' } }];
  expect(decide(change, ' ')).toMatchObject({ refused: 'change-without-reason' });
  expect(decide(change, '試卷複閱')).toHaveLength(1);
  expect(decide([{ enrolmentId: 'old', seen: seventy, cells: { makeUpScore: '60' } }])).toHaveLength(1);
});
