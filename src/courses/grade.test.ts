import { expect, test } from 'vitest';
import {
  fieldsOf,
  type GradeField,
  type GradeTexts,
  gradeOf,
  gradeText,
  noGrade,
  passes,
  readGradeCell,
  resultOf,
} from './grade.ts';

const mark = 60;
const grade = (given: Partial<GradeTexts>): GradeTexts => ({ ...noGrade, ...given });
const read = (written: string, field: GradeField = 'score') => readGradeCell(field, written);

test.each([
  ['85', '85'],
  [' 85.0 ', '85'],
  ['８５．５', '85.5'],
  ['0', '0'],
  ['100', '100'],
  ['59.95', '59.95'],
  ['', ''],
  ['　', ''],
])('五(二)1 · a score written %s is %s', (written, text) => {
  expect(read(written)).toEqual({ text });
});

test.each([
  ['-1', 'score-minus-one'],
  ['－１', 'score-minus-one'],
  ['-2', 'score-not-a-number'],
  ['100.5', 'score-too-big'],
  ['101', 'score-too-big'],
  ['85.123', 'score-too-fine'],
  ['缺考', 'score-not-a-number'],
  ['85分', 'score-not-a-number'],
  ['8 5', 'score-not-a-number'],
])('產7 · a score written %s is refused: %s', (written, problem) => {
  expect(read(written)).toMatchObject({ problem });
});

test('產7 · yes and no are read in the ways offices write them, anything else is refused', () => {
  expect(['是', 'y', '１', '及格'].map((written) => read(written, 'passed'))).toEqual(
    Array.from({ length: 4 }, () => ({ text: '是' })),
  );
  expect(read('0', 'counted')).toEqual({ text: '否' });
  expect(read('2', 'passed')).toMatchObject({ problem: 'not-yes-or-no' });
});

test('產7 · an identity written “,1” is refused; words keep quotes, and line breaks become blanks', () => {
  expect(read(',1', 'identity')).toMatchObject({ problem: 'not-a-kind-code' });
  expect(read('1', 'identity')).toEqual({ text: '1' });
  expect(read('他說："好"\r\n第二行', 'words')).toEqual({ text: '他說："好" 第二行' });
  expect(read('字'.repeat(500), 'words')).toEqual({ text: '字'.repeat(500) });
  expect(read('字'.repeat(501), 'words')).toMatchObject({ problem: 'words-too-long' });
  expect(read('\uE000', 'words')).toMatchObject({ problem: 'private-character' });
});

test('產7 · a year or semester that is none is refused', () => {
  expect(read('113', 'dueSchoolYear')).toEqual({ text: '113' });
  expect(read('2024', 'dueSchoolYear')).toMatchObject({ problem: 'not-a-school-year' });
  expect(read('3', 'dueSemester')).toMatchObject({ problem: 'not-a-semester' });
});

test('五(二)1 · a score passes from the pass mark on; what the school says of it stands above', () => {
  expect(passes('', '59.99', mark)).toBe(false);
  expect(passes('', '60', mark)).toBe(true);
  expect(passes('', '45', 40)).toBe(true);
  expect(passes('是', '45', mark)).toBe(true);
  expect(passes('否', '75', mark)).toBe(false);
  expect(passes('', '', mark)).toBe(null);
});

test('五(二)1 · a course is passed in the semester, over the year or by a make-up exam', () => {
  expect(resultOf(noGrade, mark)).toBe('none');
  expect(resultOf(grade({ score: '50' }), mark)).toBe('failed');
  expect(resultOf(grade({ score: '50', makeUpScore: '60' }), mark)).toBe('passed');
  expect(resultOf(grade({ score: '50', makeUpScore: '55', secondMakeUpScore: '62' }), mark)).toBe('passed');
  expect(resultOf(grade({ score: '50', yearScore: '61' }), mark)).toBe('passed');
  expect(resultOf(grade({ score: '50', makeUpScore: '55' }), mark)).toBe('failed');
});

test('五(二)1 · each kind has its own cells: year grades only in the continuing division', () => {
  expect(fieldsOf('ordinary', 'day')).not.toContain('yearScore');
  expect(fieldsOf('ordinary', 'continuing')).toContain('secondMakeUpScore');
  expect(fieldsOf('retake', 'day')).toContain('dueSchoolYear');
  expect(fieldsOf('repeat', 'day')).toContain('mark');
  expect(fieldsOf('transfer', 'day')).toEqual(['score', 'passed', 'counted', 'words', 'identity']);
});

test('五(二)1 · a grade is one text and comes back from it whole', () => {
  const whole = grade({ score: '85.5', passed: '是', words: '用功', identity: '1' });
  expect(gradeOf(gradeText(whole))).toEqual(whole);
  expect(gradeOf(null)).toEqual(noGrade);
});
