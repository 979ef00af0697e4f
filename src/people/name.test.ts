import { expect, test } from 'vitest';
import { rareCharacters, sameName } from './name.ts';

test('五(一)1 · names that differ in blanks or dots only are the same', () => {
  expect(sameName('林　育安', '林育安')).toBe(true);
  expect(sameName('谷辣斯‧尤達卡', '谷辣斯·尤達卡')).toBe(true);
  expect(sameName('林育安', '林育銨')).toBe(false);
});

test('五(一)1 · rare characters are found, and nothing in a name is changed', () => {
  expect(rareCharacters('𠮷田堃')).toEqual(['𠮷']);
  expect(rareCharacters('陳喆犇')).toEqual([]);
});
