import { expect, test } from 'vitest';
import { dispositionOf, rangeOf } from './file-links.ts';

const etag = '"abc"';
const range = (header: string | undefined, ifRange?: string) => rangeOf(header, 100, ifRange, etag);

test('RFC 9110 · a range has both its ends', () => {
  expect(range('bytes=0-0')).toEqual({ start: 0, end: 0 });
  expect(range('bytes=10-')).toEqual({ start: 10, end: 99 });
  expect(range('bytes=-30')).toEqual({ start: 70, end: 99 });
  expect(range('bytes=-300')).toEqual({ start: 0, end: 99 });
  expect(range('bytes=90-1000')).toEqual({ start: 90, end: 99 });
});

test('RFC 9110 · what lies beyond the end cannot be given', () => {
  expect(range('bytes=99-')).toEqual({ start: 99, end: 99 });
  expect(range('bytes=100-')).toBe('unsatisfiable');
  expect(range('bytes=-0')).toBe('unsatisfiable');
});

test('RFC 9110 · several ranges, other units and nonsense get the whole', () => {
  for (const header of [undefined, 'bytes=0-1,5-6', 'lines=1-2', 'bytes=-', 'bytes=5-2', 'bytes=a-b']) {
    expect(range(header)).toBeUndefined();
  }
  expect(range('bytes=0-1', etag)).toEqual({ start: 0, end: 1 });
  expect(range('bytes=0-1', '"other"')).toBeUndefined();
});

test('RFC 6266 · a name keeps its characters and breaks out of no header', () => {
  expect(dispositionOf({ disposition: 'inline', name: '𠮷報告.pdf' })).toBe(
    'inline; filename="___.pdf"; filename*=UTF-8\'\'%F0%A0%AE%B7%E5%A0%B1%E5%91%8A.pdf',
  );
  const nasty = dispositionOf({ disposition: 'attachment', name: 'a"; x=\'(1)\r\nb.pdf' });
  expect(nasty).toBe(
    "attachment; filename=\"a_; x='(1)__b.pdf\"; filename*=UTF-8''a%22%3B%20x%3D%27%281%29%0D%0Ab.pdf",
  );
});
