import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { offerings, people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import {
  appointDeputy,
  appointOffice,
  endAppointment,
  listDeputies,
  listOffices,
  listStaffChoices,
} from './appointment-contract.ts';
import { whoAmI } from './contract.ts';

let home: TestSchool;
beforeAll(async () => {
  home = await openTestSchool();
});
afterAll(() => home.close());

const forWang = {
  deputyId: people.he.id,
  absentId: people.wang.id,
  offeringId: null as string | null,
  startsOn: '2025-12-10',
  endsOn: '2025-12-20',
  reason: '公假',
};
const appoint = (who: Parameters<TestSchool['as']>[0], change: Partial<typeof forWang> = {}) =>
  home.as(who).call(appointDeputy, { body: { ...forWang, ...change } });
const held = async (who: Parameters<TestSchool['as']>[0]) =>
  (await home.as(who).call(whoAmI)).answer?.appointments ?? [];
const end = (who: Parameters<TestSchool['as']>[0], appointmentId: string, endsOn: string | null = null) =>
  home.as(who).call(endAppointment, { params: { appointmentId }, body: { endsOn, reason: '提前返校' } });

describe('國3 · deputies over HTTP', () => {
  test('國3 · 註冊組長 appoints a deputy, who holds it at the next request and loses it when it is ended', async () => {
    expect(await held('he')).toEqual([]);
    const { answer } = await appoint('registrar');
    expect(await held('he')).toMatchObject([
      {
        office: 'deputy',
        division: 'day',
        deputyFor: { id: people.wang.id, name: people.wang.name },
        offeringId: null,
        until: '2025-12-20',
      },
    ]);
    expect((await end('registrar', answer?.appointmentId ?? '')).status).toBe(204);
    expect(await held('he')).toEqual([]);
    const lines = await home.owner.query(
      `select l.act, c.actor, c.data from ledger_line l join ledger_content c on c.line_id = l.id
       where c.about @> jsonb_build_object('appointment', $1::text) order by l.id`,
      [answer?.appointmentId],
    );
    expect(lines.rows.map(({ act }) => act)).toEqual(['deputy.appointed', 'appointment.revoked']);
    const used = await home.owner.query(`select office from appointment where id = $1`, [
      lines.rows[0].actor.appointment,
    ]);
    expect(used.rows[0]).toEqual({ office: 'registrar' });
    expect(lines.rows[1].data).toMatchObject({ reason: '提前返校' });
  });

  test('國3 · a deputy of one offering has the whole last day and nothing after it', async () => {
    const { answer } = await appoint('director', { offeringId: offerings.chinese.id, endsOn: '2025-12-12' });
    home.clock.moveTo(new Date('2025-12-12T23:59:50+08:00'));
    expect(await held('he')).toMatchObject([{ offeringId: offerings.chinese.id }]);
    home.clock.moveTo(new Date('2025-12-13T00:00:00+08:00'));
    expect(await held('he')).toEqual([]);
    home.clock.moveTo(new Date('2025-12-10T10:00:00+08:00'));
    await end('director', answer?.appointmentId ?? '');
  });

  test('國3 · a later start holds from its day on', async () => {
    const { answer } = await appoint('director', { startsOn: '2025-12-11' });
    expect(await held('he')).toEqual([]);
    home.clock.moveTo(new Date('2025-12-11T00:00:00+08:00'));
    expect(await held('he')).toHaveLength(1);
    home.clock.moveTo(new Date('2025-12-10T10:00:00+08:00'));
    await end('director', answer?.appointmentId ?? '');
  });

  test('五(一)1 · the other division is refused, for appointing and for ending; nothing is stored', async () => {
    const before = await home.owner.query('select count(*) from appointment');
    const lai = { absentId: people.lai.id };
    expect((await appoint('registrar', lai)).refusal).toMatchObject({
      refused: 'other-division',
      clause: '五(一)1',
    });
    expect((await appoint('night')).refusal?.refused).toBe('other-division');
    expect((await home.owner.query('select count(*) from appointment')).rows).toEqual(before.rows);
    const { answer } = await appoint('night', lai);
    expect((await end('registrar', answer?.appointmentId ?? '')).status).toBe(403);
    expect((await end('night', answer?.appointmentId ?? '')).status).toBe(204);
  });

  test('國3 · oneself, a student, an end before the start, somebody else’s offering: refused', async () => {
    const refusedOf = async (change: Partial<typeof forWang>) =>
      (await appoint('director', change)).refusal?.refused;
    expect(await refusedOf({ deputyId: people.wang.id })).toBe('deputy-oneself');
    expect(await refusedOf({ deputyId: people.lin.id })).toBe('deputy-not-staff');
    expect(await refusedOf({ endsOn: '2025-12-09' })).toBe('ends-before-start');
    expect(await refusedOf({ offeringId: offerings.maths.id })).toBe('absent-teaches-nothing');
    expect(await refusedOf({ reason: ' ' })).toBe('bad-input');
    for (const who of ['wang', 'lin', 'keeper'] as const) expect((await appoint(who)).status).toBe(403);
  });

  test('國3 · the office sees every deputy and what it may do; teachers see their own; students none', async () => {
    const { answer } = await appoint('registrar');
    const seenBy = async (who: Parameters<TestSchool['as']>[0]) =>
      (await home.as(who).call(listDeputies)).answer?.deputies.find(
        (one) => one.id === answer?.appointmentId,
      );
    expect(await seenBy('registrar')).toMatchObject({ state: 'current', may: ['end'], reason: '公假' });
    expect(await seenBy('night')).toMatchObject({ may: [] });
    expect(await seenBy('wang')).toMatchObject({ may: [] });
    expect(await seenBy('he')).toBeDefined();
    expect(await seenBy('su')).toBeUndefined();
    expect(await seenBy('lin')).toBeUndefined();
    expect((await home.as('registrar').call(listDeputies)).answer?.may).toEqual(['appointDeputy']);
    expect((await home.as('wang').call(listDeputies)).answer?.may).toEqual([]);
    await end('registrar', answer?.appointmentId ?? '');
  });
});

describe('五 · offices over HTTP', () => {
  const office = (who: Parameters<TestSchool['as']>[0], change: object = {}) =>
    home.as(who).call(appointOffice, {
      body: {
        personId: people.he.id,
        office: 'student-activities',
        startsOn: '2025-12-10',
        endsOn: null,
        ...change,
      },
    });

  test('五 · 教務主任 appoints and ends an office; holding it twice is refused', async () => {
    const { answer } = await office('director');
    expect(await held('he')).toMatchObject([{ office: 'student-activities', division: 'day', until: null }]);
    expect((await office('director')).refusal?.refused).toBe('office-held');
    expect((await office('registrar')).status).toBe(403);
    expect((await end('director', answer?.appointmentId ?? '', '2025-12-10')).status).toBe(204);
    expect(await held('he')).toMatchObject([{ until: '2025-12-10' }]);
    expect((await end('director', answer?.appointmentId ?? '')).status).toBe(204);
    expect((await end('director', answer?.appointmentId ?? '')).refusal?.refused).toBe('appointment-over');
  });

  test('五 · the last system keeper stays, one of two may go', async () => {
    const { answer } = await home.as('keeper').call(listOffices);
    const own = answer?.appointments.find((one) => one.office === 'system-keeper')?.id ?? '';
    expect((await end('keeper', own)).refusal?.refused).toBe('last-keeper');
    const second = await office('keeper', { office: 'system-keeper' });
    expect((await end('keeper', second.answer?.appointmentId ?? '')).status).toBe(204);
    expect((await end('keeper', own)).refusal?.refused).toBe('last-keeper');
  });

  test('五 · who leaves the staff holds nothing any more', async () => {
    expect(await held('registrar')).toHaveLength(1);
    await home.owner.query(`update staff set left_on = '2025-12-10' where person_id = $1`, [
      people.registrar.id,
    ]);
    expect(await held('registrar')).toEqual([]);
    expect((await appoint('registrar')).status).toBe(403);
    await home.owner.query(`update staff set left_on = '2025-12-11' where person_id = $1`, [
      people.registrar.id,
    ]);
    expect(await held('registrar')).toHaveLength(1);
    await home.owner.query(`update staff set left_on = null where person_id = $1`, [people.registrar.id]);
  });

  test('國3 · the choices show who teaches what, for those who appoint only', async () => {
    const { answer } = await home.as('registrar').call(listStaffChoices);
    const wang = answer?.staff.find((one) => one.id === people.wang.id);
    expect(wang?.offerings.map((one) => one.groupName).sort()).toEqual(['商一甲', '重修班'].sort());
    expect(answer?.classes.map((one) => one.name)).toContain('商一甲');
    expect((await home.as('wang').call(listStaffChoices)).status).toBe(403);
  });
});
