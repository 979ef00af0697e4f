import { describe, expect, test } from 'vitest';
import {
  blankLine,
  cellsPasted,
  dayCell,
  dayIn,
  findStudent,
  type GridStudent,
  readLine,
  studentText,
  withPasted,
} from './grid.ts';

const term = { schoolYear: 114, semester: 1 } as const;
const student = (seat: number, name: string, className = '商一甲'): GridStudent => ({
  registrationId: `${className}${seat}`,
  number: `11401${String(seat).padStart(2, '0')}`,
  name,
  className,
  seat,
});
const lin = student(1, '林育安');
const ji = student(3, '𠮷田堃');
const twins = [student(7, '陳安'), student(8, '陳安')];
const other = { ...student(1, '黃喆', '商二甲'), number: '1130101' };
const everybody = [lin, ji, ...twins, other];

describe('a student is found', () => {
  test.each([
    ['1140101', true],
    ['１１４０１０１', false],
    ['1', true],
    ['01', true],
    ['1號', true],
    ['商一甲1', false],
    ['商一甲 01', false],
    ['林育安', false],
    [' 林 育安', true],
  ])('五(一)2 · by %s (in a class: %s)', (typed, ofClass) => {
    expect(findStudent(typed, ofClass ? [lin, ji, ...twins] : everybody, ofClass)).toBe(lin);
  });

  test('五(一)2 · never by chance: two of one name, a seat outside a class, nobody at all', () => {
    expect(findStudent('陳安', everybody, true)).toBe('ambiguous');
    expect(findStudent('1', everybody, false)).toBe('unknown');
    expect(findStudent('林育', everybody, true)).toBe('unknown');
  });

  test('五(一)2 · again by what then stands in the cell', () => {
    for (const one of everybody) {
      const alone = everybody.filter(({ name }) => name === one.name).length === 1;
      expect(findStudent(studentText(one, false, alone), everybody, false)).toBe(one);
    }
  });
});

describe('a line', () => {
  const read = (change: object) =>
    readLine({ ...blankLine('班長'), ...change }, { students: everybody, ofClass: false, term });

  test('五(一)2 · without a student is nobody’s; without days lasts the semester', () => {
    expect(read({})).toEqual({ kind: 'empty' });
    expect(read({ student: '林育安' })).toMatchObject({
      post: { registrationId: lin.registrationId, startsOn: '2025-08-01', endsOn: '2026-01-31' },
    });
  });

  test('五(一)2 · says which cell is wrong', () => {
    expect(read({ student: '某人' })).toMatchObject({ column: 'student', problem: 'unknown-student' });
    expect(read({ student: '陳安' })).toMatchObject({ column: 'student', problem: 'ambiguous-student' });
    expect(read({ student: '林育安', post: ' ' })).toMatchObject({ column: 'post', problem: 'post-missing' });
    expect(read({ student: '林育安', startsOn: '2/30' })).toMatchObject({ column: 'startsOn' });
    expect(read({ student: '林育安', endsOn: '學期末' })).toMatchObject({ column: 'endsOn' });
  });
});

test('五(一)2 · month and day alone lie in the semester, and a day reads as it is written', () => {
  expect(dayIn('8/1', term)).toBe('2025-08-01');
  expect(dayIn('1/31', term)).toBe('2026-01-31');
  expect(dayIn('2/1', { schoolYear: 114, semester: 2 })).toBe('2026-02-01');
  expect(dayIn('114/9/1', term)).toBe('2025-09-01');
  expect(dayIn('1140901', term)).toBe('2025-09-01');
  expect(dayIn(dayCell('2025-09-01'), term)).toBe('2025-09-01');
  expect(dayIn('13/1', term)).toBeUndefined();
});

describe('what a spreadsheet puts on the clipboard', () => {
  test('五(一)2 · is rows and cells, quoted where a cell holds a line break', () => {
    expect(cellsPasted('班長\t林育安\r\n副班長\t\r\n')).toEqual([
      ['班長', '林育安'],
      ['副班長', ''],
    ]);
    expect(cellsPasted('"小\n老師"\t"他說""好"""')).toEqual([['小\n老師', '他說"好"']]);
    expect(cellsPasted('班長')).toEqual([['班長']]);
  });

  test('五(一)2 · fills the grid from the cell it is put into, and lengthens it', () => {
    const lines = [blankLine('班長'), blankLine('副班長')];
    const filled = withPasted(lines, { line: 1, column: 'student' }, [
      ['林育安', '9/1'],
      ['黃喆', '9/2', '1/20', '多的'],
    ]);
    expect(filled).toMatchObject([
      { post: '班長', student: '' },
      { post: '副班長', student: '林育安', startsOn: '9/1', endsOn: '' },
      { post: '', student: '黃喆', startsOn: '9/2', endsOn: '1/20' },
    ]);
  });
});
