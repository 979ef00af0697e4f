/** Whether a grade passes, where the school does not say: by the student's special identity, on every page alike. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { classes, offerings, people, schoolYear } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { must } from '../../tests/submitting.ts';
import { inTransaction } from '../platform/db.ts';
import { isRefusal } from '../regulation/refusal.ts';
import { adopt } from '../regulation/store.ts';
import type { GradeField } from './grade.ts';
import * as grades from './grade-contract.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
  const { registration } = people.lin;
  await school.owner.query(`insert into registration_identity values ($1, '1'), ($1, '27')`, [registration]);
});
afterAll(() => school.close());

const params = { offeringId: offerings.chinese.id };
const office = () => school.as('registrar');

/** The result of one grade, as the student, the grid and the class have it: they agree. */
async function resultOf(who: 'lin' | 'chen', cells: Partial<Record<GradeField, string>>) {
  const { number } = people[who];
  const row = must(await office().call(grades.offeringGrades, { params })).rows.find(
    (one) => one.number === number && one.kind === 'ordinary',
  );
  const rows = [{ enrolmentId: row?.enrolmentId ?? '', seen: row?.seen ?? '', cells }];
  must(await office().call(grades.enterGrades, { params, body: { rows, reason: '更正' } }));
  const { records } = must(await school.as(who).call(grades.myGrades));
  const mine = records[0]?.grades.find(({ enrolmentId }) => enrolmentId === row?.enrolmentId);
  const { students } = must(
    await office().call(grades.classGrades, { params: { classId: classes.dayOne.id } }),
  );
  const failing = students.find((one) => one.number === number)?.failing ?? [];
  expect(failing.includes('國語文')).toBe(mine?.result === 'failed');
  expect(row?.passMark).toEqual(mine?.passMark);
  return mine?.result;
}

async function markOf(who: 'lin' | 'chen') {
  const { passMark, rows } = must(await office().call(grades.offeringGrades, { params }));
  return [passMark.mark, rows.find(({ number }) => number === people[who].number)?.passMark];
}

test('產26 · 原住民生 of the first grade: 40 passes, 39 does not; the identity is named beside it', async () => {
  expect(await markOf('lin')).toEqual([60, { mark: 40, identity: '原住民生', clause: '產26' }]);
  expect(await resultOf('lin', { score: '40' })).toBe('passed');
  expect(await resultOf('lin', { score: '39' })).toBe('failed');
  expect(await resultOf('lin', { makeUpScore: '40' })).toBe('passed');
});

test('產27 · the same course in the second grade: 50 passes, 49 does not; in the third 60 and 59, as everybody', async () => {
  const given = (grade: number) =>
    school.owner.query('update offering set grade = $1 where id = $2', [grade, offerings.chinese.id]);
  const scored = (score: string) => resultOf('lin', { score, makeUpScore: '' });
  await given(2);
  expect(await markOf('lin')).toEqual([60, { mark: 50, identity: '原住民生', clause: '產27' }]);
  expect([await scored('50'), await scored('49')]).toEqual(['passed', 'failed']);
  await given(3);
  expect(await markOf('lin')).toEqual([60, { mark: 60, identity: null, clause: '產25' }]);
  expect([await scored('60'), await scored('59')]).toEqual(['passed', 'failed']);
  await given(1);
});

test('產25 · everybody else: 60 passes, 59 does not', async () => {
  expect(await markOf('chen')).toEqual([60, { mark: 60, identity: null, clause: '產25' }]);
  expect([await resultOf('chen', { score: '60' }), await resultOf('chen', { score: '59' })]).toEqual([
    'passed',
    'failed',
  ]);
});

test('五(二)1 · what the school says of a grade stands above every pass mark', async () => {
  expect(await resultOf('lin', { score: '45', passed: '否' })).toBe('failed');
  expect(await resultOf('lin', { score: '30', passed: '是' })).toBe('passed');
  expect(await resultOf('chen', { score: '40', passed: '是' })).toBe('passed');
});

test('一 · another text brings other marks, from its semester on: earlier grades keep theirs', async () => {
  const text = readFileSync(join(import.meta.dirname, '../../tests/other-school.yaml'), 'utf8');
  const from = (year: number) =>
    text.replace('{ schoolYear: 112, semester: 1 }', `{ schoolYear: ${year}, semester: 1 }`);
  const adoptFrom = async (year: number) => {
    const done = await inTransaction(school.school.db, (tx) =>
      adopt(tx, { source: from(year), by: null, at: new Date() }),
    );
    if (isRefusal(done)) throw new Error(JSON.stringify(done));
  };
  await adoptFrom(schoolYear + 1);
  school.clock.moveTo(new Date('2026-10-01T10:00:00+08:00'));
  expect(await markOf('chen')).toEqual([60, { mark: 60, identity: null, clause: '產25' }]);
  school.clock.moveTo(new Date('2025-12-10T10:00:00+08:00'));
  await adoptFrom(schoolYear);
  expect(await markOf('chen')).toEqual([65, { mark: 65, identity: null, clause: '六' }]);
  expect(await markOf('lin')).toEqual([65, { mark: 45, identity: '27', clause: '六' }]);
  const said = { passed: '' };
  const results = [
    await resultOf('chen', { score: '65', ...said }),
    await resultOf('chen', { score: '64', ...said }),
    await resultOf('lin', { score: '45', ...said }),
    await resultOf('lin', { score: '44', ...said }),
  ];
  expect(results).toEqual(['passed', 'failed', 'passed', 'failed']);
});
