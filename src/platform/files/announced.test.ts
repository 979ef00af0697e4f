import { expect, test } from 'vitest';
import { arrivedIn, missingIn, wholeSet } from './announced.ts';

const announced = (slot: string) => ({ slot, name: `${slot}.pdf`, size: 1, sha256: slot, mediaType: null });
const pdf = { mediaType: 'application/pdf' };

test('an announced set is whole when the bytes of its last slot are here, whichever that is', () => {
  const none = [announced('document'), announced('media')];
  expect([missingIn(none), wholeSet(none)]).toEqual([['document', 'media'], undefined]);
  const one = arrivedIn(none, 'media', pdf);
  expect([missingIn(one), wholeSet(one)]).toEqual([['document'], undefined]);
  const both = arrivedIn(one, 'document', pdf);
  expect([missingIn(both), wholeSet(both)]).toEqual([[], both]);
});

test('the bytes of a slot that are here already change nothing, and a set of none is whole', () => {
  const here = arrivedIn([announced('document')], 'document', pdf);
  expect(arrivedIn(here, 'document', pdf)).toEqual(here);
  expect(wholeSet([])).toEqual([]);
});
