import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrolments, offerings, people, schoolYear } from '../../tests/cast.ts';
import { announced, draftFor, handIn, pdfFile } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { must } from '../../tests/submitting.ts';
import { certificationItem, certificationQueue, certify } from '../certification/contract.ts';
import { recordHistory } from '../history/contract.ts';
import { myNotices } from '../notices/contract.ts';
import { beginUpload, myCourses, outcomeDetail, portfolioOfStudent } from '../outcomes/contract.ts';
import { endReopening, reopen, reopeningChoices, reopenings } from './contract.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.close());

const term = { schoolYear, semester: 1 as const };
const after = new Date('2026-02-10T09:00:00+08:00');
const wish = {
  ...term,
  registrationIds: [people.lin.registration],
  courseCodes: [offerings.chinese.code],
  reason: '住院，附診斷證明',
  closes: '2026-02-21T00:00:00+08:00',
};

async function tries(who: 'lin' | 'chen', enrolmentId: string) {
  const outcomeId = await draftFor(school.as(who), enrolmentId);
  const body = { description: '補交的作品', files: [announced(pdfFile())] };
  return school.as(who).call(beginUpload, { params: { outcomeId }, body });
}

describe('opened again for one student', () => {
  let reopeningId: string;
  let outcomeId: string;
  let versionId: string;

  test('產80 · the office names student, course, reason and end; the other division’s students are nobody there', async () => {
    school.clock.moveTo(after);
    const office = school.as('registrar');
    const { classes, courses, students } = must(
      await office.call(reopeningChoices, { query: { ...term, words: '林' } }),
    );
    expect(classes.map(({ name }) => name)).toEqual(['商一甲']);
    expect(courses.map(({ name }) => name)).toEqual(['國語文', '數學']);
    expect(students.map(({ name }) => name)).toEqual(['林育安']);
    expect(must(await office.call(reopeningChoices, { query: { ...term, words: '黃' } })).students).toEqual(
      [],
    );
    const strange = { ...wish, registrationIds: [people.huang.registration], courseCodes: [] };
    expect((await office.call(reopen, { body: strange })).refusal).toMatchObject({ refused: 'not-found' });
    expect((await school.as('night').call(reopen, { body: wish })).refusal).toMatchObject({
      refused: 'not-found',
    });
    const beyond = { ...wish, closes: '2026-09-25T00:00:01+08:00' };
    expect((await office.call(reopen, { body: beyond })).refusal).toMatchObject({
      refused: 'reopening-too-long',
    });
    reopeningId = must(await office.call(reopen, { body: wish })).reopeningId;
  });

  test('產80 · she hands in, in the named course alone; everybody else is refused with the clause', async () => {
    expect((await tries('chen', enrolments.chenChinese.id)).refusal).toMatchObject({
      refused: 'window-closed',
      clause: '附錄',
    });
    expect((await tries('lin', enrolments.linMaths.id)).refusal).toMatchObject({ refused: 'window-closed' });
    const lin = school.as('lin');
    const handed = await handIn(lin, { enrolmentId: enrolments.linChinese.id, description: '補交的報告' });
    ({ outcomeId, versionId } = handed);
    const detail = must(await lin.call(outcomeDetail, { params: { outcomeId } }));
    expect(detail.versions[0]?.late).toEqual({ reason: wish.reason });
    expect(detail.window).toMatchObject({ closes: '2026-02-20T16:00:00.000Z', clause: '產80', open: true });
    const said = await lin.fetch(`/api/outcomes/${outcomeId}/versions/${versionId}/receipt`);
    const { statement } = (await said.json()) as { statement: string };
    expect(JSON.parse(statement)).toMatchObject({ late: { reason: wish.reason } });
  });

  test('產80 · she and the course’s teacher are told; the list of her courses says so', async () => {
    for (const who of ['lin', 'wang'] as const) {
      const { notices } = must(await school.as(who).call(myNotices));
      expect(notices).toMatchObject([{ kind: 'reopened', label: wish.reason, schoolYear, semester: 1 }]);
    }
    for (const who of ['su', 'chen'] as const)
      expect(must(await school.as(who).call(myNotices)).notices).toEqual([]);
    const { reopened, subjects } = must(await school.as('lin').call(myCourses, { query: term }));
    expect(reopened).toMatchObject([{ reopeningId, reason: wish.reason, ...term }]);
    expect(subjects.map(({ name, window }) => [name, window.late?.reason ?? null])).toEqual([
      ['國語文', wish.reason],
      ['數學', null],
    ]);
  });

  test('產81 · certified after everybody else’s certification has closed; the mark is on the teacher’s and the office’s screens', async () => {
    school.clock.moveTo(new Date('2026-02-27T23:59:00+08:00'));
    const wang = school.as('wang');
    const { courses } = must(await wang.call(certificationQueue));
    expect(courses.flatMap(({ items }) => items.map(({ late }) => late))).toEqual([true]);
    const item = must(await wang.call(certificationItem, { params: { outcomeId } }));
    expect([item.may, item.versions[0]?.late]).toEqual([['certify', 'return'], { reason: wish.reason }]);
    const params = { registrationId: people.lin.registration };
    const { semesters } = must(await school.as('registrar').call(portfolioOfStudent, { params }));
    expect(semesters[0]?.works[0]).toMatchObject({ late: true });
    school.clock.moveTo(new Date('2026-02-28T00:00:00+08:00'));
    expect((await wang.call(certify, { params: { outcomeId }, body: { versionId } })).refusal).toMatchObject({
      refused: 'window-closed',
      clause: '產81',
    });
    school.clock.moveTo(new Date('2026-02-20T10:00:00+08:00'));
    must(await wang.call(certify, { params: { outcomeId }, body: { versionId } }));
  });

  test('產80 · ended early she is refused; it stays in the list, the history and the ledger', async () => {
    const office = school.as('registrar');
    const params = { reopeningId };
    const body = { reason: '已交齊' };
    expect((await school.as('night').call(endReopening, { params, body })).refusal).toMatchObject({
      refused: 'not-found',
    });
    must(await office.call(endReopening, { params, body }));
    expect((await tries('lin', enrolments.linChinese.id)).refusal).toMatchObject({
      refused: 'window-closed',
      clause: '產80',
    });
    expect((await office.call(endReopening, { params, body })).refusal).toMatchObject({
      refused: 'reopening-over',
    });
    const listed = must(await office.call(reopenings, { query: term })).reopenings;
    expect(listed).toMatchObject([
      {
        reason: wish.reason,
        ended: { reason: '已交齊' },
        students: [{ name: '林育安', handedIn: 1 }],
        may: [],
      },
    ]);
    expect(must(await school.as('night').call(reopenings, { query: term })).reopenings).toEqual([]);
    const history = must(
      await office.call(recordHistory, {
        params: { registrationId: people.lin.registration, topic: 'outcomes' },
      }),
    );
    expect(history.changes.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['changed', '已交齊'],
      ['added', wish.reason],
    ]);
    const { rows } = await school.owner.query(
      "select act from ledger_line where act like 'reopening.%' order by id",
    );
    expect(rows.map(({ act }) => act)).toEqual(['reopening.made', 'reopening.ended']);
    expect(must(await school.as('lin').call(outcomeDetail, { params: { outcomeId } })).state).toBe(
      'certified',
    );
  });
});

test('產1 · what she began before it was ended finishes within the grace, and not after it', async () => {
  school.clock.moveTo(new Date('2026-03-02T09:00:00+08:00'));
  const office = school.as('registrar');
  const body = {
    ...wish,
    courseCodes: [],
    registrationIds: [people.chen.registration],
    closes: '2026-03-10T00:00:00+08:00',
  };
  const { reopeningId } = must(await office.call(reopen, { body }));
  const chen = school.as('chen');
  const begins = async () => {
    const file = pdfFile();
    const outcomeId = await draftFor(chen, enrolments.chenMaths.id);
    const description = '補交';
    const call = { params: { outcomeId }, body: { description, files: [announced(file)] } };
    const { uploadId } = must(await chen.call(beginUpload, call));
    const send = () =>
      chen.fetch(`/api/uploads/${uploadId}/files/document`, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        body: new Uint8Array(file.bytes),
      });
    return send;
  };
  const [first, second] = [await begins(), await begins()];
  must(await office.call(endReopening, { params: { reopeningId }, body: { reason: '誤開' } }));
  school.clock.moveTo(new Date('2026-03-02T09:14:00+08:00'));
  expect((await first()).status).toBe(200);
  school.clock.moveTo(new Date('2026-03-02T09:16:00+08:00'));
  expect(await (await second()).json()).toMatchObject({ refused: 'grace-over', clause: '產1' });
});
