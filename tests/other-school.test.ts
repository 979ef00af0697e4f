/** The same path at another school, under its own text: what differs is data. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appointDeputy, endAppointment, listDeputies } from '../src/accounts/appointment-contract.ts';
import { enterDate, schedule } from '../src/calendar/contract.ts';
import {
  certificationItem,
  certificationQueue,
  certify,
  returnOutcome,
  withdrawCertification,
} from '../src/certification/contract.ts';
import { myCourses, outcomeDetail } from '../src/outcomes/contract.ts';
import { inTransaction } from '../src/platform/db.ts';
import { isRefusal } from '../src/regulation/refusal.ts';
import { adopt } from '../src/regulation/store.ts';
import { chooseOutcomes } from '../src/selection/contract.ts';
import { openRound } from '../src/submission/contract.ts';
import { appoint } from './appoint.ts';
import { enrolments, offerings, people, schoolYear } from './cast.ts';
import { begin, draftFor, handIn, pdfFile, putBytes } from './hand-in.ts';
import { openTestSchool, type TestSchool } from './harness.ts';
import { certifiedInRows, roundInRows } from './races.ts';
import { must, roundKey } from './submitting.ts';

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
  const text = readFileSync(join(import.meta.dirname, 'other-school.yaml'), 'utf8');
  const source = text.replace(
    '{ schoolYear: 112, semester: 1 }',
    `{ schoolYear: ${schoolYear}, semester: 1 }`,
  );
  const adopted = await inTransaction(town.school.db, (tx) =>
    adopt(tx, { source, by: null, at: new Date() }),
  );
  if (isRefusal(adopted)) throw new Error(JSON.stringify(adopted));
});
afterAll(() => town.close());

const day = (text: string) => new Date(`${text}T10:00:00+08:00`);

test('its own number of uploads, under its own clause, with every cap that holds at once', async () => {
  const lin = town.as('lin');
  for (const enrolment of [enrolments.linChinese, enrolments.linChineseRetake]) {
    await handIn(lin, { enrolmentId: enrolment.id });
  }
  const third = await draftFor(lin, enrolments.linChinese.id);
  await expect(begin(lin, third, [pdfFile()])).rejects.toThrow('三(一)1');
  const { subjects } = must(await lin.call(myCourses));
  expect(subjects.find(({ name }) => name === '國語文')?.quotas).toEqual([
    { max: 2, used: 2, remaining: 0, clause: '三(一)1' },
    { max: 8, used: 2, remaining: 6, clause: '三(一)1' },
    { max: 12, used: 2, remaining: 10, clause: '三(一)1' },
    { max: 30, used: 2, remaining: 28, clause: '三(一)1' },
  ]);
});

test('a certification is due ten working days after its upload, each on its own day, and is final', async () => {
  const first = await handIn(town.as('chen'), { enrolmentId: enrolments.chenChinese.id });
  town.clock.moveTo(day('2025-12-15'));
  const second = await handIn(town.as('ji'), { enrolmentId: enrolments.jiChinese.id });
  // Handed in on Wednesday 10 and Monday 15 December: the 24th and the 29th, whole.
  const closes = async () => {
    const { courses } = must(await town.as('wang').call(certificationQueue));
    return courses.find(({ group }) => group === '商一甲')?.closes;
  };
  expect(await closes()).toBe('2025-12-24T16:00:00.000Z');
  const decide = (work: { outcomeId: string; versionId: string }) =>
    town
      .as('wang')
      .call(certify, { params: { outcomeId: work.outcomeId }, body: { versionId: work.versionId } });
  town.clock.moveTo(new Date('2025-12-25T00:00:01+08:00'));
  expect((await decide(first)).refusal).toMatchObject({ refused: 'window-closed', clause: '三(二)' });
  expect(await closes()).toBe('2025-12-29T16:00:00.000Z');
  expect((await decide(second)).status).toBe(200);
  const params = { outcomeId: second.outcomeId };
  expect(
    (await town.as('wang').call(withdrawCertification, { params, query: { reason: '看錯了' } })).refusal,
  ).toMatchObject({ refused: 'certification-final', clause: '三(二)' });
  const item = must(await town.as('wang').call(certificationItem, { params }));
  expect(item.may).not.toContain('withdraw');
});

test('returned late, the dialog names the extra week, and the student can act until its end', async () => {
  town.clock.moveTo(day('2026-02-09'));
  const tsai = town.as('tsai');
  const work = await handIn(tsai, { enrolmentId: enrolments.tsaiChinese.id });
  const next = { enrolmentId: enrolments.tsaiChinese.id, outcomeId: work.outcomeId };
  const params = { outcomeId: work.outcomeId };
  const item = must(await town.as('wang').call(certificationItem, { params }));
  expect(item.canReactUntil).toBe('2026-02-16T16:00:00.000Z');
  const body = { versionId: work.versionId, reason: '請附上封面。' };
  must(await town.as('wang').call(returnOutcome, { params, body }));
  expect(must(await tsai.call(outcomeDetail, { params })).uploadUntil).toBe(item.canReactUntil);
  town.clock.moveTo(new Date('2026-02-16T23:59:00+08:00'));
  expect(must(await tsai.call(outcomeDetail, { params })).may).toContain('upload');
  const file = pdfFile();
  const uploadId = await begin(tsai, work.outcomeId, [file]);
  town.clock.moveTo(new Date('2026-02-17T00:00:01+08:00'));
  await expect(handIn(tsai, next)).rejects.toThrow('window-closed');
  // Begun in time, it may still arrive within the grace.
  expect((await putBytes(tsai, uploadId, file)).answer?.state).toBe('received');
});

test('its own caps on choosing: two of one subject, beside the national six', async () => {
  const roundId = await roundInRows(town);
  const outcomeIds = await certifiedInRows(town, 3);
  town.clock.moveTo(day('2026-08-10'));
  const choose = (ids: string[]) =>
    town.as('lin').call(chooseOutcomes, { params: { roundId }, body: { outcomeIds: ids } });
  expect((await choose(outcomeIds)).refusal).toMatchObject({
    refused: 'quota-full',
    clause: '四(一)',
    facts: { max: 2, used: 3 },
  });
  expect((await choose(outcomeIds.slice(0, 2))).answer).toEqual({ selected: 2, remaining: 4 });
});

test('its first grade chooses until four weeks before the deadline, and the schedule has a line for it', async () => {
  const { windows } = must(await town.anonymous.call(schedule, { query: { schoolYear } }));
  const choosing = windows
    .filter(({ of }) => of === 'selection')
    .map(({ key, closes }) => [key.grade, closes]);
  expect(choosing).toContainEqual([undefined, '2026-10-01T16:00:00.000Z']);
  expect(choosing).toContainEqual([1, '2026-09-17T16:00:00.000Z']);
});

test('its own people: the registrar plans the dates and opens no round of submission', async () => {
  const body = { name: 'finalExam', key: { schoolYear, semester: 1 as const }, on: '2026-01-15' };
  expect((await town.as('registrar').call(enterDate, { body })).status).toBe(200);
  expect((await town.as('night').call(enterDate, { body })).refusal).toMatchObject({
    refused: 'not-allowed',
  });
  expect((await town.as('night').call(openRound, { body: roundKey })).refusal).toMatchObject({
    refused: 'not-allowed',
  });
});

test('its own office appoints deputies: the one the text names, not the one another school’s text names', async () => {
  await appoint(town, 'fang', 'research');
  const [startsOn, endsOn] = ['2026-08-10', '2026-12-20'];
  const body = {
    deputyId: people.he.id,
    absentId: people.wang.id,
    offeringId: offerings.chinese.id,
    startsOn,
    endsOn,
    reason: '公假',
  };
  for (const who of ['registrar', 'director'] as const)
    expect((await town.as(who).call(appointDeputy, { body })).refusal?.refused).toBe('not-allowed');
  const { appointmentId } = must(await town.as('fang').call(appointDeputy, { body }));
  expect(must(await town.as('fang').call(listDeputies)).may).toEqual(['appointDeputy']);
  const end = { params: { appointmentId }, body: { endsOn: null, reason: '提前返校' } };
  expect((await town.as('registrar').call(endAppointment, end)).refusal?.refused).toBe('not-found');
  expect((await town.as('fang').call(endAppointment, end)).status).toBe(204);
});
