import { expect, test } from 'vitest';
import { codeIn, codesIn, codeText } from './code-list.ts';
import { codeLists, readLists, testSchools } from './codes.ts';

const lists = codeLists(114);

test('五(一)1 · a code is taken as the code, as its name, or as both', () => {
  for (const written of ['1', '原住民生', '1 原住民生', ' 1 '])
    expect(codeIn(lists.identity, written)).toBe('1');
  expect(codeIn(lists.classKind, '01')).toBe('01');
  expect(codeText(lists.classKind, '01')).toBe('01 進修部核定班');
});

test('五(一)1 · where only numbers are known they are shown as numbers, and nothing is invented', () => {
  expect(codeText(lists.identity, '27')).toBe('27');
  expect(lists.division.origin).toBe('numbers');
  expect(lists.indigenousPeople.codes.size).toBe(0);
  expect(codeIn(lists.indigenousPeople, '07')).toBe('07');
});

test('五(一)1 · a code of another shape, or missing from a closed list, is refused', () => {
  expect(codeIn(lists.division, '12')).toMatchObject({ problem: 'unknown-code' });
  expect(codeIn(lists.indigenousStatus, '3')).toMatchObject({
    problem: 'unknown-code',
    facts: { found: '3', list: '原住民身分別' },
  });
  expect(codeIn(lists.indigenousStatus, '2')).toBe('2');
});

test.each([
  [',1', 'empty-code'],
  ['1,', 'empty-code'],
  ['4,,1', 'empty-code'],
  ['1,1', 'repeated-code'],
  ['0,1', 'code-stands-alone'],
  ['1,abc', 'unknown-code'],
])('五(一)1 · special identities written %j are refused, not mended: %s', (written, problem) => {
  expect(codesIn(lists.identity, written)).toMatchObject({ problem });
});

test('五(一)1 · several special identities are kept in the order of their codes', () => {
  expect(codesIn(lists.identity, '10、4,1')).toEqual(['1', '4', '10']);
  expect(codesIn(lists.identity, '')).toEqual([]);
  expect(codesIn(lists.identity, '0')).toEqual(['0']);
});

test('五(一)1 · a list holds from its school year on, the one before it until then', () => {
  expect(codeLists(100).gender.codes.get('1')).toBe('男');
  expect(testSchools()).toContain('000B00');
});

test.each([
  ['lists: {}\ntestSchools: []', 'gender'],
  [`lists: { gender: { name: 性別, origin: none, versions: [{ fromSchoolYear: 108, codes: {} }] } }`, 'open'],
])('五(一)1 · lists that cannot be right stop the start: %s', (text, why) => {
  expect(() => readLists(text)).toThrow(why);
});
