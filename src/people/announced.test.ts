/** 八 · What is entered ahead of its day waits for it, is decided again on it, and is done once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CastName, classes, people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { must } from '../../tests/submitting.ts';
import { recordHistory } from '../history/contract.ts';
import { applyAnnounced } from './later.ts';
import { noDetails, type StatusWish } from './status.ts';
import {
  enterStatus,
  previewStatus,
  studentStatus,
  waitingStatus,
  withdrawStatus,
} from './status-contract.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.close());

const monday = '2025-12-15';
const suspension: StatusWish = {
  kind: 'suspend',
  on: monday,
  reason: '下週一起休養',
  details: { ...noDetails, until: '2026-07-31' },
};
const of = (name: 'lin' | 'chen' | 'ji' | 'tsai') => ({ registrationId: people[name].registration });
const announce = async (params: { registrationId: string }, body = suspension) =>
  must(await school.as('registrar').call(enterStatus, { params, body })).eventId;
const standing = async (params: { registrationId: string }, who: CastName = 'registrar') =>
  must(await school.as(who).call(studentStatus, { params }));
const withdraw = (eventId: string, who: CastName = 'registrar') =>
  school.as(who).call(withdrawStatus, { params: { eventId }, body: { reason: '家長來電取消' } });
const at = (instant: string) => school.clock.moveTo(new Date(`${instant}+08:00`));
const acts = async (eventId: string) =>
  (
    await school.owner.query(
      `select l.act from ledger_line l join ledger_content c on c.line_id = l.id
       where c.about->>'statusEvent' = $1 order by l.id`,
      [eventId],
    )
  ).rows.map(({ act }) => act);

test('八 · a suspension for next Monday changes nothing until then, is shown, and takes effect by itself', async () => {
  const params = of('lin');
  const preview = must(await school.as('registrar').call(previewStatus, { params, body: suspension }));
  expect(preview).toMatchObject({ refusal: null, takesEffectOn: monday });
  const eventId = await announce(params);
  expect(await standing(params)).toMatchObject({
    standing: 'enrolled',
    events: [{ eventId, state: 'announced', on: monday, may: ['withdraw', 'keepDocument'] }],
  });
  expect((await standing(params, 'lin')).events[0]).toMatchObject({ state: 'announced', may: [] });

  at('2025-12-14T23:59:59');
  await applyAnnounced(school.school);
  expect((await standing(params)).standing).toBe('enrolled');
  at('2025-12-15T00:00:00');
  await applyAnnounced(school.school);
  expect(await standing(params)).toMatchObject({
    standing: 'suspended',
    events: [{ state: 'in-force', endedEnrolments: 3, may: ['correct', 'keepDocument'] }],
  });
  expect(await acts(eventId)).toEqual(['status.announced', 'status.applied']);
  const history = await school
    .as('registrar')
    .call(recordHistory, { params: { ...params, topic: 'status' } });
  expect(must(history).changes.map(({ label, by }) => [label, by])).toEqual([
    ['休學', '李知遠'],
    ['預定：休學', '李知遠'],
  ]);
});

/** Both find the event due and wait for its student before either may go on. */
async function bothAtOnce(work: () => Promise<void>): Promise<void> {
  const holder = await school.owner.connect();
  await holder.query('begin');
  await holder.query('select from registration for update');
  const both = Promise.all([work(), work()]);
  const waiting = async () =>
    (
      await school.owner.query(
        `select count(*)::int as count from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      )
    ).rows[0].count;
  while ((await waiting()) < 2) await sleep(20);
  await holder.query('commit');
  holder.release();
  await both;
}

test('八 · it is applied once, though two workers come at the same moment and again later', async () => {
  at('2025-12-10T10:00:00');
  const params = of('tsai');
  const eventId = await announce(params);
  at('2025-12-15T08:00:00');
  await bothAtOnce(() => applyAnnounced(school.school));
  await applyAnnounced(school.school);
  expect(await acts(eventId)).toEqual(['status.announced', 'status.applied']);
});

test('八 · withdrawn before its day it never takes effect; afterwards it cannot be withdrawn', async () => {
  at('2025-12-10T10:00:00');
  const params = of('chen');
  const eventId = await announce(params);
  const again = await school.as('registrar').call(enterStatus, { params, body: suspension });
  expect(again.refusal).toMatchObject({ refused: 'status-announced-already', clause: '八' });
  expect((await withdraw(eventId, 'night')).status).toBe(404);
  expect((await withdraw(eventId, 'director')).refusal).toMatchObject({ refused: 'not-allowed' });
  expect((await withdraw(eventId)).refusal).toBeUndefined();
  expect((await withdraw(eventId)).refusal).toMatchObject({ refused: 'status-withdrawn-already' });
  at('2025-12-16T00:00:00');
  await applyAnnounced(school.school);
  expect(await standing(params)).toMatchObject({ standing: 'enrolled', events: [{ state: 'withdrawn' }] });
  const [lins] = (await standing(of('lin'))).events;
  expect((await withdraw(lins?.eventId ?? '')).refusal).toMatchObject({ refused: 'status-applied-already' });
});

test('八 · what cannot be done on its day is left to the office with the reason, and no more tried', async () => {
  at('2025-12-16T10:00:00');
  const params = of('ji');
  const repeat: StatusWish = {
    kind: 'repeat',
    on: '2025-12-20',
    reason: '重讀',
    details: { ...noDetails, classId: classes.dayOne.id, seat: 9 },
  };
  const eventId = await announce(params, repeat);
  // Meanwhile another student is given the seat.
  await school.owner.query(
    'update placement set seat = 9 where registration_id = $1 and school_year = 114 and semester = 1',
    [people.chen.registration],
  );
  at('2025-12-20T00:00:00');
  await applyAnnounced(school.school);
  await applyAnnounced(school.school);
  expect(await acts(eventId)).toEqual(['status.announced', 'status.refused']);
  const waiting = must(await school.as('registrar').call(waitingStatus)).changes;
  expect(waiting).toMatchObject([
    {
      eventId,
      number: '1140103',
      refusal: { refused: 'status-seat-taken', clause: '八', facts: { seat: 9 } },
    },
  ]);
  expect(must(await school.as('night').call(waitingStatus)).changes).toEqual([]);
  expect((await school.as('lin').call(waitingStatus)).refusal).toMatchObject({ refused: 'not-allowed' });
  expect((await withdraw(eventId)).refusal).toBeUndefined();
  expect(must(await school.as('registrar').call(waitingStatus)).changes).toEqual([]);
});
