import { expect, test } from 'vitest';
import { checkCourseKey, readCourseCode } from './course-code.ts';

const code = '114123456V21301A1011011';

test('五(二)1 · a course code of 23 characters falls into its parts', () => {
  expect(readCourseCode(code)).toEqual({
    entrySchoolYear: 114,
    schoolCode: '123456',
    type: 'V',
    fieldGroup: '21',
    programme: '301',
    stream: 'A',
    category: '1',
    mode: '0',
    attribute: '1',
    domain: '10',
    serial: '11',
  });
});

test('五(二)1 · one character less or more is no course code', () => {
  expect(readCourseCode(code.slice(1))).toMatchObject({
    refused: 'course-code-length',
    facts: { length: 22 },
  });
  expect(readCourseCode(`${code}1`)).toMatchObject({ refused: 'course-code-length', facts: { length: 24 } });
});

test('五(二)1 · a code with a sign that does not belong there is refused by that place', () => {
  const at = (place: number, sign: string) => code.slice(0, place - 1) + sign + code.slice(place);
  expect(readCourseCode(at(1, 'X'))).toMatchObject({ refused: 'course-code-signs' });
  expect(readCourseCode(at(17, 'G'))).toMatchObject({ refused: 'course-code-category' });
  expect(readCourseCode(at(17, 'F'))).toMatchObject({ category: 'F' });
  expect(readCourseCode(at(19, '7'))).toMatchObject({ refused: 'course-code-attribute' });
  expect(readCourseCode(at(19, 'E'))).toMatchObject({ attribute: 'E' });
});

test('五(二)1 · a course without a national code keeps the key of its school; a damaged code is not taken for one', () => {
  expect(checkCourseKey(code)).toEqual({ coded: true });
  expect(checkCourseKey('SELF-01')).toEqual({ coded: false });
  expect(checkCourseKey(code.slice(0, 22))).toMatchObject({ refused: 'course-code-length' });
  expect(checkCourseKey(code.slice(0, 18))).toMatchObject({ refused: 'course-code-length' });
  expect(checkCourseKey(code.slice(0, 17))).toEqual({ coded: false });
  expect(checkCourseKey('A')).toMatchObject({ refused: 'course-key' });
  expect(checkCourseKey('自主學習')).toMatchObject({ refused: 'course-key' });
});
