import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CastName, enrolments, people } from '../../tests/cast.ts';
import { draftFor, handIn } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { calledCorrect } from '../../tests/receiving.ts';
import { days, must } from '../../tests/submitting.ts';
import { daysIn } from '../app/worker.ts';
import { schedule } from '../calendar/contract.ts';
import { certificationQueue, returnOutcome } from '../certification/contract.ts';
import { certificationReminders } from '../certification/reminder-contract.ts';
import { courseHealth } from '../courses/contract.ts';
import { inDigest } from '../notices/digest.ts';
import { nextRecipients } from '../notices/digest-store.ts';
import { myCourses } from '../outcomes/contract.ts';
import { waitingStatus } from '../people/status-contract.ts';
import { myPerformances } from '../performances/contract.ts';
import { questions } from '../questions/contract.ts';
import { myReceiptDetails, receiptTasks } from '../receipt-details/contract.ts';
import { mySelections } from '../selection/contract.ts';
import { submissionRounds } from '../submission/contract.ts';
import type { Matter } from './matter.ts';
import { officeMatters } from './office-matters.ts';
import { studentMatters } from './student-matters.ts';
import { certificationMatters, certificationReminderMatters } from './teacher-matters.ts';

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
  const signedIn = ['lin', 'chen', 'ji', 'wang', 'su', 'registrar', 'director', 'keeper'] as const;
  for (const who of signedIn) await town.cookieOf(who);
  for (const { id } of Object.values(people))
    await town.owner.query(
      `insert into mail_address (person_id, address_sealed, verified_at) values ($1, '', now())`,
      [id],
    );
}, 60_000);
afterAll(() => town.close());

/** What a letter would say, person by person, of everybody at once. */
async function letters(voluntaryDays: number): Promise<Map<string, Matter[]>> {
  const now = await town.school.clock.now(town.school.db);
  const everybody = { week: '2099-01-05', today: now.toISOString().slice(0, 10), limit: 100 };
  const recipients = await nextRecipients(town.school.db, everybody);
  expect(recipients.length).toBeGreaterThan(5);
  const told = await (await daysIn(town.school))(recipients);
  return new Map([...told].map(([id, matters]) => [id, inDigest(matters, now, voluntaryDays)]));
}

async function pageOfStudent(who: CastName, now: Date): Promise<Matter[]> {
  const own = town.as(who);
  return studentMatters(
    {
      courses: must(await own.call(myCourses)),
      returned: must(await own.call(certificationReminders)),
      performances: must(await own.call(myPerformances)),
      selections: must(await own.call(mySelections)),
      receipts: must(await own.call(myReceiptDetails)),
    },
    now,
  );
}

async function pageOfTeacher(who: CastName, now: Date): Promise<Matter[]> {
  const own = town.as(who);
  return [
    ...certificationReminderMatters(must(await own.call(certificationReminders))),
    ...certificationMatters(must(await own.call(certificationQueue)), now),
  ];
}

async function pageOfRegistrar(now: Date): Promise<Matter[]> {
  const own = town.as('registrar');
  return officeMatters(
    {
      rounds: must(await own.call(submissionRounds)),
      tasks: must(await own.call(receiptTasks)),
      asked: must(await own.call(questions)),
      waiting: must(await own.call(waitingStatus)),
      health: must(await own.call(courseHealth)),
      waited: must(await own.call(certificationReminders)),
    },
    'day',
    now,
  );
}

const saidOf = (matters: readonly Matter[] = []) =>
  matters.map(({ key, kind, facts, closes }) => ({ key, kind, facts: { ...facts, reason: '' }, closes }));

async function expectSame(): Promise<string[]> {
  const now = await town.school.clock.now(town.school.db);
  const said = await letters(400);
  const compare = (who: CastName, page: Matter[]) =>
    expect(saidOf(said.get(people[who].id)), who).toEqual(saidOf(inDigest(page, now, 400)));
  for (const who of ['lin', 'chen', 'ji'] as const) compare(who, await pageOfStudent(who, now));
  for (const who of ['wang', 'su'] as const) compare(who, await pageOfTeacher(who, now));
  compare('registrar', await pageOfRegistrar(now));
  return [...said.values()].flat().map(({ kind }) => kind);
}

test('產78 · what everybody is told together is what each one’s page says, in every kind of matter', async () => {
  const { outcomeId, versionId } = await handIn(town.as('lin'), { enrolmentId: enrolments.linChinese.id });
  must(
    await town.as('wang').call(returnOutcome, { params: { outcomeId }, body: { versionId, reason: '補' } }),
  );
  await handIn(town.as('chen'), { enrolmentId: enrolments.chenChinese.id });
  await draftFor(town.as('lin'), enrolments.linMaths.id);
  expect(await expectSame()).toEqual(
    expect.arrayContaining(['returned', 'draft', 'performances', 'certify']),
  );
  town.clock.moveTo(new Date('2026-02-02T09:00:00+08:00'));
  expect(await expectSame()).toEqual(
    expect.arrayContaining(['returned-soon', 'returned-soon-teacher', 'certify-long', 'certification-long']),
  );
}, 60_000);

test('產78 · of a round, too: choosing, packing, confirming', async () => {
  await town.owner.query('update outcome set withdrawn_at = now() where withdrawn_at is null');
  await calledCorrect(town);
  await town.owner.query('delete from receipt_answer where registration_id = $1', [people.lin.registration]);
  expect(await expectSame()).toEqual(expect.arrayContaining(['receipt-no-answer']));
  await town.owner.query('update selection set ended_at = now() where registration_id = $1', [
    people.chen.registration,
  ]);
  town.clock.moveTo(days.selecting);
  expect(await expectSame()).toEqual(expect.arrayContaining(['selection']));
}, 90_000);

test('產78 · dates that are missing are told to whom the page tells them', async () => {
  const { windows } = must(await town.as('director').call(schedule));
  const missing = officeMatters({ dates: { windows } }, null, new Date()).length;
  const said = await letters(14);
  expect(said.get(people.director.id)?.filter(({ kind }) => kind === 'dates-missing')).toHaveLength(missing);
});
