import { expect, test } from 'vitest';
import { type CodeGround, type CodePart, codeParts, explainCode } from './code-parts.ts';
import { goesIntoRosters, isRequired, readCourseCode } from './course-code.ts';

const ground: CodeGround = { schoolYear: 114, schoolCodes: ['123456', '12345B'], programmes: ['21-301'] };
const code = '114123456V21301A1011011';
const stateIn = (typed: string, part: CodePart) =>
  explainCode(typed, ground).find((one) => one.part === part)?.state;
const at = (place: number, signs: string) =>
  code.slice(0, place - 1) + signs + code.slice(place - 1 + signs.length);

test('五(二)1 · the parts of a code cover its 23 places without gap or overlap', () => {
  const places = codeParts.flatMap(({ from, to }) =>
    Array.from({ length: to - from + 1 }, (_, n) => from + n),
  );
  expect(places).toEqual(Array.from({ length: 23 }, (_, n) => n + 1));
});

test('五(二)1 · each part of a code of this school is explained, by name where a list names it', () => {
  const parts = explainCode(code, ground);
  expect(parts.map(({ value }) => value).join('')).toBe(code);
  expect(parts.find(({ part }) => part === 'category')).toMatchObject({
    value: '1',
    state: 'right',
    label: ['部定必修', 'Ministry-set required'],
  });
  expect(parts.filter(({ state }) => state !== 'right').map(({ part, state }) => [part, state])).toEqual([
    ['mode', 'unlisted'],
    ['domain', 'unlisted'],
  ]);
});

test('五(二)1 · a code of another school or programme is said to be from elsewhere, a test code is wrong', () => {
  expect(stateIn(at(4, '654321'), 'schoolCode')).toBe('elsewhere');
  expect(stateIn(at(4, '00000A'), 'schoolCode')).toBe('wrong');
  expect(readCourseCode(at(4, '00000A'))).toMatchObject({ refused: 'course-code-test-school' });
  expect(stateIn(at(13, '302'), 'programme')).toBe('elsewhere');
  expect(stateIn(at(11, '08'), 'fieldGroup')).toBe('elsewhere');
});

test.each([
  ['107', 'wrong'],
  ['108', 'right'],
  ['115', 'right'],
  ['116', 'wrong'],
])('五(二)1 · the entry year %s is %s in school year 114', (year, state) => {
  expect(stateIn(at(1, year), 'entrySchoolYear')).toBe(state);
});

test('五(二)1 · a code that stops halfway is explained as far as it goes', () => {
  const parts = explainCode(code.slice(0, 17), ground);
  expect(parts.filter(({ state }) => state === 'missing').map(({ part }) => part)).toEqual([
    'mode',
    'attribute',
    'domain',
    'serial',
  ]);
  expect(stateIn(at(17, 'G'), 'category')).toBe('wrong');
});

test('國8 · categories 8 and 9 go into no grade roster unless their attribute is D', () => {
  expect(goesIntoRosters({ category: '7', attribute: 'A' })).toBe(true);
  expect(goesIntoRosters({ category: '8', attribute: '0' })).toBe(false);
  expect(goesIntoRosters({ category: '9', attribute: 'A' })).toBe(false);
  expect(goesIntoRosters({ category: '9', attribute: 'D' })).toBe(true);
  expect(isRequired({ category: '2' })).toBe(true);
  expect(isRequired({ category: '3' })).toBe(false);
});
