import { expect, test } from 'vitest';
import { choice, code, date, decimal, isCellProblem, list, optional, text, wholeNumber } from './cell.ts';

const problemOf = (value: unknown) => (isCellProblem(value) ? value.problem : value);

test('產7 · a day is read from every spelling schools use', () => {
  const spellings = [
    { day: '2010-03-14', time: null },
    40251,
    '40251',
    '2010-03-14',
    '2010/3/14',
    '20100314',
    20100314,
    '99/3/14',
    '099.03.14',
    '0990314',
    990314,
    '民國99年3月14日',
    '民國 99 年 3 月 14 日',
    '２０１０／０３／１４',
  ];
  for (const spelling of spellings) expect(date()(spelling), String(spelling)).toBe('2010-03-14');
});

test.each([
  ['2010/3/14 上午 12:00:00', 'date-has-time'],
  ['2010/3/14 下午 03:15:00', 'date-has-time'],
  ['上午 09:30', 'date-has-time'],
  ['2010-03-14T00:00:00', 'date-has-time'],
  ['3/14/2010 3:15 PM', 'date-has-time'],
  [{ day: '2010-03-14', time: '15:15:00' }, 'date-has-time'],
  ['2010/2/29', 'no-such-day'],
  ['99/13/1', 'no-such-day'],
  ['3/14/2010', 'not-a-date'],
  ['四月一日', 'not-a-date'],
  ['', 'empty'],
  [null, 'empty'],
])('產7 · %j is no day: %s', (cell, problem) => {
  expect(problemOf(date()(cell))).toBe(problem);
});

test('產7 · a number below its least value is refused, the least value itself is not', () => {
  const credits = decimal({ min: 0, max: 20 });
  expect(problemOf(credits(-1))).toBe('too-small');
  expect(problemOf(credits('-1'))).toBe('too-small');
  expect(credits(0)).toBe(0);
  expect(credits('２.５')).toBe(2.5);
  expect(credits(20)).toBe(20);
  expect(problemOf(credits(20.5))).toBe('too-big');
  expect(problemOf(credits('三'))).toBe('not-a-number');
  expect(problemOf(wholeNumber({ min: 1, max: 9 })(1.5))).toBe('not-whole');
});

test('產7 · words keep every character, only blanks and invisible signs go', () => {
  const name = text({ max: 5 });
  expect(name('　𠮷田 堃\u200B ')).toBe('𠮷田 堃');
  expect(name('豈')).toBe('豈');
  expect(name('一二三四五')).toBe('一二三四五');
  expect(problemOf(name('一二三四五六'))).toBe('too-long');
  expect(problemOf(name('陳\uE000明'))).toBe('private-character');
  expect(problemOf(name('#N/A'))).toBe('cell-error');
  expect(problemOf(name(' '))).toBe('empty');
  expect(optional(name)(' ')).toBe(null);
});

test('產7 · a code comes in half width and upper case; a number Excel has already rounded is no code', () => {
  const number = code({ pattern: /^[A-Z]?\d{1,20}$/ });
  expect(number('ｎ１１４０２０１')).toBe('N1140201');
  expect(number(1140101)).toBe('1140101');
  expect(problemOf(number(1.14e21))).toBe('number-as-code');
  expect(problemOf(number('A-1'))).toBe('not-a-code');
});

test('產7 · choices and lists', () => {
  const division = choice({ 日間部: 'day', 進修部: 'continuing' });
  expect(division(' 日間部')).toBe('day');
  expect(problemOf(division('夜間部'))).toBe('unknown-choice');
  expect(problemOf(division('constructor'))).toBe('unknown-choice');
  const codes = list(code({ pattern: /^T\d{3}$/ }));
  expect(codes('T001、 t002,T003\nT004')).toEqual(['T001', 'T002', 'T003', 'T004']);
  expect(codes(null)).toEqual([]);
  expect(problemOf(codes('T001、X'))).toBe('not-a-code');
});

test('產7 · a list with a hole in it, or one thing twice, is refused: ",1" and "1,1" are no identities', () => {
  const identities = list(code({ pattern: /^\d{1,2}$/ }));
  expect(identities('1,4')).toEqual(['1', '4']);
  for (const hole of [',1', '1,', '1,,4', '、1']) expect(problemOf(identities(hole))).toBe('list-gap');
  expect(problemOf(identities('1,1'))).toBe('list-repeats');
  expect(identities(' ')).toEqual([]);
});

test('產7 · what Excel has taken for a date is no name, code or number any more', () => {
  const made = { day: '2025-03-01', time: null };
  expect(problemOf(text({ max: 30 })(made))).toBe('date-instead');
  expect(problemOf(code({ pattern: /^/ })(made))).toBe('date-instead');
  expect(problemOf(decimal({ min: 0, max: 9 })(made))).toBe('date-instead');
  expect(date()(made)).toBe('2025-03-01');
});
