import { expect, test } from 'vitest';
import { writable } from './writable.ts';

test.each([
  ['a text as people write it', '第一行\r\n\t第二行 é 👩‍👩‍👧 𠮷', '第一行\r\n\t第二行 é 👩‍👩‍👧 𠮷'],
  ['what a word processor leaves behind', '一\u0000二\u000b三\u007f\u0085四', '一二三四'],
  ['what no sheet can hold', '一\ufffe二\uffff三\u{1fffe}四', '一二三四'],
  ['half a character', '一\ud800二\udc00', '一二'],
  ['what turns the direction of reading', '報告\u202egpj.exe\u2066', '報告gpj.exe'],
])('產7 · %s', (_, sent, kept) => {
  expect(writable(sent)).toBe(kept);
});

test('產7 · at any depth, in names of fields too; numbers, nothing and the empty stay', () => {
  const sent = { 'a\u0000': ['\u0001b', { c: 'd\u0002', n: 1, none: null, no: false }], empty: [] };
  expect(writable(sent)).toEqual({ a: ['b', { c: 'd', n: 1, none: null, no: false }], empty: [] });
});
