import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrolments, offerings, people } from '../../tests/cast.ts';
import { handIn } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import {
  certificationItem,
  certificationQueue,
  certify,
  returnOutcome,
  withdrawCertification,
} from './contract.ts';

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
});
afterAll(() => town.close());

async function outcomeOf(enrolmentId: string, by: 'lin' | 'chen' | 'ji' | 'huang') {
  return handIn(town.as(by), { enrolmentId });
}

describe('五(三)2 certification over HTTP', () => {
  test('五(三)2 · the teacher finds it in the queue and certifies it, once', async () => {
    const { outcomeId, versionId } = await outcomeOf(enrolments.linChinese.id, 'lin');
    const queue = await town.as('wang').call(certificationQueue);
    const items = queue.answer?.courses.flatMap((course) => course.items) ?? [];
    expect(items.find((item) => item.outcomeId === outcomeId)).toMatchObject({
      state: 'waiting',
      student: { name: '林育安' },
    });

    const params = { outcomeId };
    const certified = await town.as('wang').call(certify, { params, body: { versionId } });
    expect(certified.status).toBe(200);
    const again = await town.as('wang').call(certify, { params, body: { versionId } });
    expect(again.refusal).toMatchObject({ refused: 'already-decided', clause: '五(三)2' });
  });

  test('五(三)1 · a teacher of another course finds nothing there', async () => {
    const { outcomeId, versionId } = await outcomeOf(enrolments.chenChinese.id, 'chen');
    const params = { outcomeId };
    const tried = await town.as('su').call(certify, { params, body: { versionId } });
    expect(tried.status).toBe(404);
    expect((await town.as('su').call(certificationItem, { params })).status).toBe(404);
    expect((await town.as('chen').call(certify, { params, body: { versionId } })).status).toBe(404);
    const { rows } = await town.owner.query('select from certification where outcome_id = $1', [outcomeId]);
    expect(rows).toHaveLength(0);
  });

  test('國4 · a returned work comes back as a new version and is decided anew', async () => {
    const first = await outcomeOf(enrolments.jiChinese.id, 'ji');
    const params = { outcomeId: first.outcomeId };
    const without = await town
      .as('wang')
      .call(returnOutcome, { params, body: { versionId: first.versionId, reason: ' ' } });
    expect(without.refusal).toMatchObject({ refused: 'return-reason-length', clause: '國4' });
    const returned = await town.as('wang').call(returnOutcome, {
      params,
      body: { versionId: first.versionId, reason: '請附上封面。' },
    });
    expect(returned.status).toBe(200);
    const second = await handIn(town.as('ji'), {
      enrolmentId: enrolments.jiChinese.id,
      outcomeId: first.outcomeId,
    });
    expect(second.versionId).not.toBe(first.versionId);
    const stale = await town.as('wang').call(certify, { params, body: { versionId: first.versionId } });
    expect(stale.refusal).toMatchObject({ refused: 'newer-version' });
    const item = await town.as('wang').call(certificationItem, { params });
    expect(item.answer).toMatchObject({ state: 'waiting', may: ['certify', 'return'] });
    expect(item.answer?.versions.map((version) => version.number)).toEqual([2, 1]);
    expect(
      (await town.as('wang').call(certify, { params, body: { versionId: second.versionId } })).status,
    ).toBe(200);
  });

  test('國3 · a deputy certifies from the first day to the last, and not after it', async () => {
    const { outcomeId, versionId } = await outcomeOf(enrolments.linChineseRetake.id, 'lin');
    const params = { outcomeId };
    expect((await town.as('he').call(certify, { params, body: { versionId } })).status).toBe(404);
    await town.owner.query(
      `insert into appointment (person_id, office, deputy_for, starts_on, ends_on) values ($1, 'deputy', $2, '2025-12-01', '2025-12-10')`,
      [people.he.id, people.wang.id],
    );
    town.clock.moveTo(new Date('2025-12-11T00:00:01+08:00'));
    expect((await town.as('he').call(certify, { params, body: { versionId } })).status).toBe(404);
    town.clock.moveTo(new Date('2025-12-10T23:59:00+08:00'));
    expect((await town.as('he').call(certify, { params, body: { versionId } })).status).toBe(200);
    const { rows } = await town.owner.query(
      'select appointment_id from certification where version_id = $1',
      [versionId],
    );
    expect(rows[0].appointment_id).not.toBeNull();
  });

  test('國3 · a deputy for the day division finds nothing of the continuing one, in queue and act', async () => {
    town.clock.moveTo(new Date('2025-12-10T12:00:00+08:00'));
    const { outcomeId, versionId } = await outcomeOf(enrolments.huangChinese.id, 'huang');
    const appointed = await town.owner.query(
      `insert into appointment (person_id, office, division, deputy_for, starts_on, ends_on)
       values ($1, 'deputy', 'day', $2, '2025-12-01', '2025-12-20') returning id`,
      [people.he.id, people.lai.id],
    );
    const params = { outcomeId };
    const offeringIds = async () =>
      (await town.as('he').call(certificationQueue)).answer?.courses.map((course) => course.offeringId) ?? [];
    expect(await offeringIds()).not.toContain(offerings.nightChinese.id);
    expect((await town.as('he').call(certify, { params, body: { versionId } })).status).toBe(404);
    await town.owner.query(`update appointment set division = 'continuing' where id = $1`, [
      appointed.rows[0].id,
    ]);
    expect(await offeringIds()).toContain(offerings.nightChinese.id);
    expect((await town.as('he').call(certificationItem, { params })).status).toBe(200);
    await town.owner.query('delete from appointment where id = $1', [appointed.rows[0].id]);
  });

  test('附錄 · one second after three weeks past the closing ceremony certifying and taking back are refused', async () => {
    const { outcomeId, versionId } = await outcomeOf(enrolments.huangChinese.id, 'huang');
    const params = { outcomeId };
    town.clock.moveTo(new Date('2026-02-11T00:00:01+08:00'));
    const late = await town.as('lai').call(certify, { params, body: { versionId } });
    expect(late.refusal).toMatchObject({ refused: 'window-closed', clause: '附錄' });
    town.clock.moveTo(new Date('2026-02-10T23:59:00+08:00'));
    expect((await town.as('lai').call(certify, { params, body: { versionId } })).status).toBe(200);
    expect(
      (await town.as('lai').call(withdrawCertification, { params, query: { reason: '看錯了' } })).status,
    ).toBe(200);
    expect((await town.as('lai').call(certify, { params, body: { versionId } })).status).toBe(200);
    const { rows } = await town.owner.query('select withdrawn_at from certification where version_id = $1', [
      versionId,
    ]);
    expect(rows).toHaveLength(2);
  });

  test('五(三)2 · twenty certify at once: one decision stands', async () => {
    town.clock.moveTo(new Date('2025-12-10T12:00:00+08:00'));
    const { outcomeId, versionId } = await outcomeOf(enrolments.chenMaths.id, 'chen');
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, turn) =>
        town.as(turn % 2 === 0 ? 'su' : 'fang').call(certify, { params: { outcomeId }, body: { versionId } }),
      ),
    );
    expect(tries.filter((tried) => tried.status === 200)).toHaveLength(1);
    expect(tries.filter((tried) => tried.refusal?.refused === 'already-decided')).toHaveLength(19);
  });
});
