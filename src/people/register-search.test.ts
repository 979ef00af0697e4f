import { expect, test } from 'vitest';
import { foldedName } from './name.ts';
import { looksLikeId, wordsOf } from './register-search.ts';

test('五(一)1 · numbers are told from names; full width and small letters do not matter', () => {
  expect(wordsOf('　𠮷田 １１４０１ n1140201 ')).toEqual([
    { as: 'name', text: '𠮷田' },
    { as: 'number', text: '11401' },
    { as: 'number', text: 'N1140201' },
  ]);
});

test('五(一)1 · a name is searched without its blanks and dots', () => {
  expect(foldedName('谷辣斯‧尤達卡')).toBe('谷辣斯尤達卡');
  expect(wordsOf('‧ ·')).toEqual([]);
});

test.each(['A123456789', 'ａ１２３４５６７８９', 'AC12345679', ' A123456789'])(
  '五(一)1 · %j has the shape of an ID number and never goes into an address',
  (text) => expect(looksLikeId(text)).toBe(true),
);

test.each(['A12345678', 'A1234567890', '1140101', '林育安', 'N1140201'])(
  '五(一)1 · %j has not the shape of an ID number',
  (text) => expect(looksLikeId(text)).toBe(false),
);
