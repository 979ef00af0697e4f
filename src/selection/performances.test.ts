import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { fiftyPerformanceWishes, performancesInRows, roundInRows } from '../../tests/races.ts';
import { must } from '../../tests/submitting.ts';
import { handInAll, samplePerformances } from '../app/demo/performances.ts';
import { sequence } from '../ledger/later.ts';
import { verifyLedger } from '../ledger/verify-ledger.ts';
import { performanceDetail, withdrawPerformance } from '../performances/contract.ts';
import { choosePerformances, mySelections } from './contract.ts';

let town: TestSchool;
let roundId: string;
let ids: string[];

beforeAll(async () => {
  town = await openTestSchool(new Date('2026-08-10T09:00:00+08:00'));
  roundId = await roundInRows(town);
  ids = await performancesInRows(town, 12);
});
afterAll(() => town.close());

const choose = (performanceIds: string[], by: 'lin' | 'chen' = 'lin') =>
  town.as(by).call(choosePerformances, { params: { roundId }, body: { performanceIds } });

describe('六(一) selecting performances over HTTP', () => {
  test('六(一) · ten are accepted in their order, an eleventh refused without changing anything', async () => {
    expect((await choose(ids.slice(0, 10))).answer).toEqual({ selected: 10, remaining: 0 });
    expect((await choose(ids.slice(0, 11))).refusal).toMatchObject({
      refused: 'quota-full',
      clause: '六(一)',
      facts: { max: 10, used: 11 },
    });
    const wish = [ids[3], ids[1], ids[11]].map(String);
    expect((await choose(wish)).answer).toEqual({ selected: 3, remaining: 7 });
    const [round] = must(await town.as('lin').call(mySelections)).rounds;
    expect(round?.order.performances).toEqual(wish);
    expect(round?.performances).toMatchObject({ max: 10, used: 3 });
    expect(round?.performances.listed.find(({ performanceId }) => performanceId === ids[1])).toMatchObject({
      name: '短片',
      description: '作品',
      selected: true,
      frozen: false,
    });
  });

  test("六(一) · another student's performance is not found", async () => {
    expect((await choose(ids.slice(0, 1), 'chen')).status).toBe(404);
  });

  test('六(一) · selected it can be neither edited nor withdrawn; unselected it can', async () => {
    const [performanceId = ''] = ids;
    const lin = town.as('lin');
    await choose([performanceId]);
    const kept = { refused: 'performance-selected', clause: '六(一)' };
    const params = { performanceId };
    expect((await lin.call(withdrawPerformance, { params })).refusal).toMatchObject(kept);
    const work = samplePerformances(114)['work'] ?? { fields: {} };
    expect((await handInAll(lin, performanceId, work)).refusal).toMatchObject(kept);
    expect(must(await lin.call(performanceDetail, { params }))).toMatchObject({ selected: true, may: [] });
    await choose([]);
    expect((await lin.call(withdrawPerformance, { params })).status).toBe(200);
    expect((await choose([performanceId])).status).toBe(404);
  });

  test('六(一) · fifty different wishes at once never leave more than ten chosen', async () => {
    const { answers, standing } = await fiftyPerformanceWishes(
      town,
      roundId,
      await performancesInRows(town, 50),
    );
    expect(answers.every(({ status, refusal }) => status === 200 || refusal?.refused === 'quota-full')).toBe(
      true,
    );
    expect(answers.some(({ refusal }) => refusal)).toBe(true);
    expect(standing).toBeLessThanOrEqual(10);
  });

  test('附錄 · when the window has ended it is frozen, and every row stands in the ledger', async () => {
    await choose([]);
    await choose(ids.slice(1, 3));
    await choose(ids.slice(1, 3).reverse());
    town.clock.moveTo(new Date('2026-09-24T23:59:58+08:00'));
    expect((await choose(ids.slice(1, 4))).status).toBe(200);
    town.clock.moveTo(new Date('2026-09-25T00:00:01+08:00'));
    expect((await choose([])).refusal).toMatchObject({ refused: 'window-closed', clause: '附錄' });
    const params = { performanceId: ids[1] ?? '' };
    expect((await town.as('lin').call(withdrawPerformance, { params })).refusal?.clause).toBe('六(一)');
    await sequence(town.school);
    expect((await verifyLedger(town.school.db)).findings).toEqual([]);
  });
});
