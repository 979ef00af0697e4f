import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrolments, people, schoolYear } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { chooseOutcomes, mySelections } from './contract.ts';

let town: TestSchool;
let roundId: string;
let certified: string[];
let uncertified: string;

beforeAll(async () => {
  town = await openTestSchool(new Date('2026-08-10T09:00:00+08:00'));
  const round = await town.owner.query(
    `insert into round (school_year, grade_band, batch, opened_at) values ($1, 'one-two', 1, now()) returning id`,
    [schoolYear],
  );
  roundId = round.rows[0].id;
  certified = await Promise.all(Array.from({ length: 9 }, () => outcomeInRows('certified')));
  uncertified = await outcomeInRows(undefined);
});
afterAll(() => town.close());

/** More outcomes than the upload cap would allow one student: written as rows, since only choosing is looked at. */
async function outcomeInRows(decision: 'certified' | undefined): Promise<string> {
  const { rows } = await town.owner.query(
    `with o as (insert into outcome (enrolment_id, registration_id, created_at) values ($1, $2, now()) returning id),
     u as (insert into outcome_upload (outcome_id, description, begun_at) select id, '作品', now() from o returning id, outcome_id),
     v as (insert into outcome_version (outcome_id, number, upload_id, description, begun_at, finished_at)
           select outcome_id, 1, id, '作品', now(), now() from u returning id, outcome_id),
     c as (insert into certification (version_id, outcome_id, decision, decided_by, decided_at)
           select id, outcome_id, 'certified', $3, now() from v where $4)
     select id from o`,
    [enrolments.linChinese.id, people.lin.registration, people.wang.id, decision === 'certified'],
  );
  return rows[0].id;
}

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
    const wishes = Array.from({ length: 50 }, (_, turn) =>
      choose(certified.filter((_one, at) => (at + turn) % 9 < (turn % 9) + 1)),
    );
    const answers = await Promise.all(wishes);
    expect(answers.every((answer) => answer.status === 200 || answer.refusal?.refused === 'quota-full')).toBe(
      true,
    );
    expect(await standing()).toBeLessThanOrEqual(6);
  });

  test('附錄 · one second before three weeks to the national deadline it may change, one after it is frozen', async () => {
    town.clock.moveTo(new Date('2026-09-24T23:59:58+08:00'));
    expect((await choose(certified.slice(0, 2))).status).toBe(200);
    town.clock.moveTo(new Date('2026-09-25T00:00:01+08:00'));
    expect((await choose([])).refusal).toMatchObject({ refused: 'window-closed', clause: '附錄' });
    expect(await standing()).toBe(2);
  });
});
