import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { packedWhileChosen } from '../../tests/races.ts';

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
});
afterAll(() => town.close());

test('六(二)2 · a choice on its way at the last moment is packed too', async () => {
  expect(await packedWhileChosen(town)).toBe(2);
}, 60_000);
