import { afterAll, beforeAll, expect, test } from 'vitest';
import { whoAmI } from '../src/accounts/contract.ts';
import { outcomeDetail } from '../src/outcomes/contract.ts';
import { enrolments } from './cast.ts';
import { handIn } from './hand-in.ts';
import { openTestSchool, type TestSchool } from './harness.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.close());

test('I4 · a student is told of the second copy when it is there, and never of two places on one disk', async () => {
  const lin = school.as('lin');
  const { outcomeId } = await handIn(lin, { enrolmentId: enrolments.linChinese.id });
  const said = async () => {
    const { answer } = await lin.call(outcomeDetail, { params: { outcomeId } });
    return answer?.versions.flatMap((version) => version.files.map((file) => file.copies));
  };
  await expect.poll(said, { timeout: 10_000 }).toEqual(['second-copy-same-disk']);
});

test('I4 · the system keeper, and nobody else, sees the banner that both homes lie on one disk', async () => {
  const notices = async (who: 'keeper' | 'registrar' | 'lin') =>
    (await school.as(who).call(whoAmI)).answer?.notices;
  expect(await notices('keeper')).toEqual(['second-home-same-disk']);
  expect(await notices('registrar')).toEqual([]);
  expect(await notices('lin')).toEqual([]);
});
