import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { fiftyAtOnce } from '../../tests/shelf-space.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.close());

test('產83 · fifty files at once where ten have room: ten are kept, forty refused, the space full to the byte', async () => {
  const { answers, over } = await fiftyAtOnce(school);
  expect(answers.filter(({ answer }) => answer)).toHaveLength(10);
  const refused = answers.filter(({ refusal }) => refusal);
  expect(refused).toHaveLength(40);
  for (const one of refused)
    expect(one).toMatchObject({ status: 409, refusal: { refused: 'shelf-full', clause: '產83' } });
  expect(over).toBe(0);
});
