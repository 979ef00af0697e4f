import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CastName, classes, enrolments, people } from '../../tests/cast.ts';
import { handIn, pdfFile } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { certifiedOutcome, must } from '../../tests/submitting.ts';
import { recordHistory } from '../history/contract.ts';
import { createOutcome, myCourses } from '../outcomes/contract.ts';
import { noDetails, type StatusWish } from './status.ts';
import {
  correctStatus,
  enterStatus,
  keepStatusDocument,
  previewStatus,
  studentStatus,
} from './status-contract.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.close());

const lin = { registrationId: people.lin.registration };
const suspension: StatusWish = {
  kind: 'suspend',
  on: '2025-12-10',
  reason: '因病休養',
  details: { ...noDetails, until: '2026-07-31' },
};
const enter = (who: CastName, body: StatusWish, params = lin) =>
  school.as(who).call(enterStatus, { params, body });
const standing = async (who: CastName, params = lin) =>
  must(await school.as(who).call(studentStatus, { params }));

describe('八 over HTTP', () => {
  test('八 · neither the other division nor students enter it; the student and 教務主任 only read', async () => {
    expect((await enter('night', suspension)).status).toBe(404);
    expect((await enter('chen', suspension)).status).toBe(404);
    expect((await enter('lin', suspension)).refusal).toMatchObject({ refused: 'not-allowed', clause: '八' });
    expect((await enter('director', suspension)).refusal).toMatchObject({ refused: 'not-allowed' });
    expect((await standing('lin')).kinds).toEqual([]);
    expect((await standing('director')).events).toEqual([]);
  });

  test('八 · what it would do is shown first and changes nothing', async () => {
    const preview = must(await school.as('registrar').call(previewStatus, { params: lin, body: suspension }));
    expect(preview.refusal).toBeNull();
    expect(preview.effects.find(({ touches }) => touches === 'enrolments')).toMatchObject({ count: 3 });
    expect((await standing('registrar')).standing).toBe('enrolled');
  });

  test('八 · a suspension ends the courses of the semester; certified work stays, nothing new comes', async () => {
    await certifiedOutcome(school, { enrolment: 'linMaths' });
    const { eventId } = must(await enter('registrar', suspension));
    const now = await standing('registrar');
    expect(now).toMatchObject({ standing: 'suspended', kinds: ['transfer-out', 'return'] });
    expect(now.events[0]).toMatchObject({ eventId, endedEnrolments: 3, may: ['correct', 'keepDocument'] });
    const refused = await school
      .as('lin')
      .call(createOutcome, { body: { enrolmentId: enrolments.linChinese.id } });
    expect(refused.refusal).toMatchObject({ refused: 'enrolment-ended' });
    const { subjects } = must(await school.as('lin').call(myCourses));
    expect(subjects.flatMap(({ outcomes }) => outcomes)).toHaveLength(1);
  });

  test('八 · a correction lets exactly what it set aside stand again; both stay in the history', async () => {
    const [event] = (await standing('registrar')).events;
    const params = { eventId: event?.eventId ?? '' };
    expect((await school.as('night').call(correctStatus, { params, body: { reason: '誤植' } })).status).toBe(
      404,
    );
    must(await school.as('registrar').call(correctStatus, { params, body: { reason: '姓名看錯' } }));
    const now = await standing('registrar');
    expect(now).toMatchObject({ standing: 'enrolled' });
    expect(now.events[0]?.revoked).toMatchObject({ reason: '姓名看錯' });
    await handIn(school.as('lin'), { enrolmentId: enrolments.linChinese.id });
    const again = await school.as('registrar').call(correctStatus, { params, body: { reason: '再一次' } });
    expect(again.refusal).toMatchObject({ refused: 'status-corrected-already' });
    const { changes } = must(
      await school.as('registrar').call(recordHistory, { params: { ...lin, topic: 'status' } }),
    );
    expect(changes.map(({ label, reason }) => [label, reason])).toEqual([
      ['更正：休學', '姓名看錯'],
      ['休學', '因病休養'],
    ]);
  });

  test('八 · who has transferred out signs in as nobody’s student from the next day on; the work is still there', async () => {
    const chen = { registrationId: people.chen.registration };
    await certifiedOutcome(school, { enrolment: 'chenMaths', description: '轉出前' });
    must(
      await enter(
        'registrar',
        {
          kind: 'transfer-out',
          on: '2025-12-10',
          reason: '全家搬遷',
          details: { ...noDetails, otherSchool: '654321' },
        },
        chen,
      ),
    );
    expect(must(await school.as('chen').call(myCourses)).subjects).not.toEqual([]);
    school.clock.moveTo(new Date('2025-12-11T00:00:01+08:00'));
    expect(must(await school.as('chen').call(myCourses)).subjects).toEqual([]);
    expect((await standing('registrar', chen)).standing).toBe('transferred');
    const { rows } = await school.owner.query(
      `select count(*)::int as count from certification c join outcome_version v on v.id = c.version_id
       join outcome o on o.id = v.outcome_id join enrolment e on e.id = o.enrolment_id
       where e.registration_id = $1`,
      [chen.registrationId],
    );
    expect(rows[0].count).toBe(1);
  });

  test('八 · returning and repeating place the student in the class named; the seat must be free', async () => {
    const ji = { registrationId: people.ji.registration };
    must(await enter('registrar', { ...suspension, on: '2025-12-11' }, ji));
    const back = (seat: number): StatusWish => ({
      kind: 'return',
      on: '2025-12-11',
      reason: '康復',
      details: { ...noDetails, classId: classes.dayOne.id, seat },
    });
    expect((await enter('registrar', back(4), ji)).refusal).toMatchObject({ refused: 'status-seat-taken' });
    must(await enter('registrar', back(9), ji));
    const { rows } = await school.owner.query(
      'select seat from placement where registration_id = $1 and school_year = 114 and semester = 1',
      [ji.registrationId],
    );
    expect(rows).toEqual([{ seat: 9 }]);
  });

  test('八 · a visit stands in the register of visiting students as long as its event stands', async () => {
    const tsai = { registrationId: people.tsai.registration };
    const details = {
      ...noDetails,
      otherSchool: '654321',
      until: '2026-01-31',
      fieldGroup: '23',
      programme: '305',
      visitCode: '2',
    };
    const visits = async () =>
      (
        await school.owner.query(
          'select home_school, host_school, programme, kind from visit where registration_id = $1',
          [tsai.registrationId],
        )
      ).rows;
    const visit: StatusWish = { kind: 'visit', on: '2025-12-10', reason: '借讀', details };
    const { eventId } = must(await enter('registrar', visit, tsai));
    expect(await visits()).toEqual([
      { home_school: '123456', host_school: '654321', programme: '305', kind: '2' },
    ]);
    const { rows } = await school.owner.query('select programme from registration where id = $1', [
      tsai.registrationId,
    ]);
    expect(rows).toEqual([{ programme: '301' }]);
    must(
      await school.as('registrar').call(correctStatus, { params: { eventId }, body: { reason: '取消借讀' } }),
    );
    expect(await visits()).toEqual([]);
  });

  test('八 · a document is kept once however often it is sent, and opened by whoever sees the event', async () => {
    const ji = { registrationId: people.ji.registration };
    const eventId = (await standing('registrar', ji)).events[0]?.eventId ?? '';
    const file = pdfFile(3000, '復學申請書.pdf');
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    const put = async (who: CastName, name = file.name) => {
      const query = new URLSearchParams({ name, size: String(file.bytes.length), sha256 });
      const path = keepStatusDocument.path.replace(':eventId', eventId);
      return school.as(who).fetch(`${path}?${query}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        body: new Uint8Array(file.bytes),
      });
    };
    expect((await put('night')).status).toBe(404);
    expect((await put('registrar', '申請書.exe')).status).toBe(415);
    const kept = (await (await put('registrar')).json()) as { documentId: string };
    expect(await (await put('registrar')).json()).toMatchObject({ documentId: kept.documentId });
    const opened = await school.as('ji').fetch(`/api/status-documents/${kept.documentId}`);
    expect(Buffer.from(await opened.arrayBuffer()).equals(file.bytes)).toBe(true);
    expect(opened.headers.get('content-disposition')).toContain('attachment');
    expect((await school.as('chen').fetch(`/api/status-documents/${kept.documentId}`)).status).toBe(404);
  });
});
