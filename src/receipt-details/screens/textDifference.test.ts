import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textDifference } from './textDifference.ts';

test('六(三) · only what differs is marked, by whole characters', () => {
  expect(textDifference('古典詩的現代改寫', '古典詩的現代改')).toEqual(['古典詩的現代改', '寫', '']);
  expect(textDifference('古典詩的現代改', '古典詩的現代改寫')).toEqual(['古典詩的現代改', '', '']);
  expect(textDifference('寫給𠮷的信', '寫給𠮶的信')).toEqual(['寫給', '𠮷', '的信']);
  expect(textDifference('aaa', 'aa')).toEqual(['aa', 'a', '']);
});

test('六(三) · the three parts are always the whole text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (own, other) => {
      expect(textDifference(own, other).join('')).toBe(own);
    }),
  );
});
