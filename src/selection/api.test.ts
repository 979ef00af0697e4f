import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { certifiedInRows, fiftyWishes, outcomeInRows, roundInRows, threeWishes } from '../../tests/races.ts';
import { chooseOutcomes, mySelections } from './contract.ts';

let town: TestSchool;
let roundId: string;
let certified: string[];
let uncertified: string;

beforeAll(async () => {
  town = await openTestSchool(new Date('2026-08-10T09:00:00+08:00'));
  roundId = await roundInRows(town);
  certified = await certifiedInRows(town, 9);
  uncertified = await outcomeInRows(town, false);
});
afterAll(() => town.close());

const choose = (outcomeIds: string[], by: 'lin' | 'chen' = 'lin') =>
  town.as(by).call(chooseOutcomes, { params: { roundId }, body: { outcomeIds } });

async function standing(): Promise<number> {
  const { rows } = await town.owner.query(
    'select count(*)::int as count from selection where ended_at is null',
  );
  return rows[0].count;
}

describe('六(一) selection over HTTP', () => {
  test('六(一) · six are accepted, changed freely, and a seventh is refused without changing anything', async () => {
    expect((await choose(certified.slice(0, 6))).answer).toEqual({ selected: 6, remaining: 0 });
    expect((await choose(certified.slice(1, 7))).status).toBe(200);
    expect((await choose(certified.slice(0, 7))).refusal).toMatchObject({
      refused: 'quota-full',
      clause: '六(一)',
      facts: { max: 6 },
    });
    expect(await standing()).toBe(6);
    const mine = await town.as('lin').call(mySelections);
    expect(mine.answer?.rounds[0]).toMatchObject({ used: 6, max: 6, open: true, may: ['select'] });
  });

  test('國6 · what is not certified cannot be chosen', async () => {
    expect((await choose([uncertified])).refusal).toMatchObject({ refused: 'not-certified', clause: '國6' });
  });

  test("六(一) · another student's outcome is not found", async () => {
    expect((await choose(certified.slice(0, 1), 'chen')).status).toBe(404);
  });

  test('六(一) · fifty different wishes at once never leave more than six chosen', async () => {
    await choose([]);
    const { answers, standing: chosen } = await fiftyWishes(town, roundId, certified);
    expect(answers.every((answer) => answer.status === 200 || answer.refusal?.refused === 'quota-full')).toBe(
      true,
    );
    expect(chosen).toBeLessThanOrEqual(6);
  });

  test('六(一) · of three wishes at once one stands, whole', async () => {
    await choose([]);
    const { answers, standing: chosen } = await threeWishes(town, roundId, certified);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(chosen).toBe(3);
  });

  test('附錄 · one second before three weeks to the national deadline it may change, one after it is frozen', async () => {
    town.clock.moveTo(new Date('2026-09-24T23:59:58+08:00'));
    expect((await choose(certified.slice(0, 2))).status).toBe(200);
    town.clock.moveTo(new Date('2026-09-25T00:00:01+08:00'));
    expect((await choose([])).refusal).toMatchObject({ refused: 'window-closed', clause: '附錄' });
    expect(await standing()).toBe(2);
  });
});
