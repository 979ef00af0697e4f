/** Courses and grades over HTTP: who sees which division, what may be corrected, and what history and ledger keep. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appoint } from '../../tests/appoint.ts';
import { classes, enrolments, offerings, people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { recordHistory } from '../history/contract.ts';
import * as courses from './contract.ts';
import type { GradeField } from './grade.ts';
import * as grades from './grade-contract.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.close());

const chinese = { params: { offeringId: offerings.chinese.id } };
const maths = { params: { offeringId: offerings.maths.id } };

test('五(二)1 · each office sees and keeps its own division only; the director sees both and changes nothing', async () => {
  const day = await school.as('registrar').call(courses.listOfferings);
  expect(new Set(day.answer?.offerings.map(({ division }) => division))).toEqual(new Set(['day']));
  expect(day.answer).toMatchObject({ schoolYear: 114, semester: 1 });
  const both = await school.as('director').call(courses.listOfferings);
  expect(both.answer?.offerings).toHaveLength(4);
  const night = await school.as('night').call(courses.oneOffering, chinese);
  expect(night.refusal).toMatchObject({ refused: 'not-found' });
  const director = await school.as('director').call(courses.oneOffering, chinese);
  expect(director.answer?.may).toEqual([]);
  const body = { staffCode: 'T005', reason: '代課' };
  const tried = await school.as('director').call(courses.addTeacher, { ...chinese, body });
  expect(tried.refusal).toMatchObject({ refused: 'not-allowed', clause: '五(二)1' });
  for (const who of ['wang', 'lin'] as const)
    expect((await school.as(who).call(courses.listOfferings)).refusal).toMatchObject({
      refused: 'not-allowed',
    });
});

test('五(二)1 · a teacher is added and removed with a reason; the last one only when nobody takes the course', async () => {
  const registrar = school.as('registrar');
  const add = (staffCode: string, reason: string) =>
    registrar.call(courses.addTeacher, { ...chinese, body: { staffCode, reason } });
  const remove = (personId: string, reason: string) =>
    registrar.call(courses.removeTeacher, {
      params: { offeringId: offerings.chinese.id, personId },
      query: { reason },
    });
  expect((await add('T005', ' ')).refusal).toMatchObject({ refused: 'change-without-reason' });
  expect((await add('T999', '代課')).refusal).toMatchObject({ refused: 'no-such-teacher' });
  expect((await add('t005', '協同教學')).status).toBe(204);
  expect((await add('T005', '協同教學')).refusal).toMatchObject({ refused: 'teaches-already' });
  expect((await remove(people.wang.id, '育嬰留停')).status).toBe(204);
  expect((await remove(people.he.id, '回任')).refusal).toMatchObject({
    refused: 'last-teacher',
    facts: { count: 4 },
  });
  await add('T001', '回任');
  const { answer } = await registrar.call(courses.oneOffering, chinese);
  expect(answer?.teachers.map(({ staffCode }) => staffCode)).toEqual(['T001', 'T005']);
  expect(answer?.changes.map(({ kind, teacher, by }) => [kind, teacher, by])).toEqual([
    ['added', '王若蘭', '李知遠'],
    ['removed', '王若蘭', '李知遠'],
    ['added', '何語彤', '李知遠'],
  ]);
  expect(await linesOf('teacher.added')).toBe(2);
  expect(await linesOf('teacher.removed')).toBe(1);
});

test('五(二)1 · a student of the other division cannot be enrolled, nor one twice in the same kind', async () => {
  const enrol = (number: string, kind: 'ordinary' | 'retake') =>
    school.as('registrar').call(courses.addEnrolment, { ...maths, body: { number, kind, reason: '加選' } });
  expect((await enrol('N1140201', 'ordinary')).refusal).toMatchObject({ refused: 'no-such-student' });
  expect((await enrol('9999999', 'ordinary')).refusal).toMatchObject({ refused: 'no-such-student' });
  expect((await enrol('1140101', 'ordinary')).refusal).toMatchObject({ refused: 'enrolled-already' });
  expect((await enrol('1140101', 'retake')).status).toBe(200);
});

test('五(二)1 · an enrolment ends with a reason, keeps its row, and may go on', async () => {
  const registrar = school.as('registrar');
  const enrolmentId = enrolments.chenMaths.id;
  const end = (reason: string) =>
    registrar.call(courses.endEnrolment, { params: { enrolmentId }, query: { reason } });
  expect((await end('')).refusal).toMatchObject({ refused: 'change-without-reason' });
  expect((await end('轉出')).status).toBe(204);
  expect((await end('轉出')).refusal).toMatchObject({ refused: 'enrolment-ended' });
  const body = { number: '1140102', kind: 'ordinary' as const, reason: '撤銷轉出' };
  const again = await registrar.call(courses.addEnrolment, { ...maths, body });
  expect(again.answer).toEqual({ enrolmentId });
  const { answer } = await registrar.call(recordHistory, {
    params: { registrationId: people.chen.registration, topic: 'grades' },
  });
  expect(answer?.changes.map(({ kind, label, reason, by }) => [kind, label, reason, by])).toEqual([
    ['added', '114-1 數學（商一甲）', '撤銷轉出', '李知遠'],
    ['removed', '114-1 數學（商一甲）', '轉出', '李知遠'],
  ]);
  expect(await linesOf('enrolment.ended')).toBe(1);
});

test('五(二)1 · grades are entered whole, remembered, and shown to their student', async () => {
  const registrar = school.as('registrar');
  const seen = await rowsOf('chinese');
  const at = (number: string) => seen.find((row) => row.number === number);
  const row = (number: string, cells: Partial<Record<GradeField, string>>) => ({
    enrolmentId: at(number)?.enrolmentId ?? '',
    seen: at(number)?.seen ?? '',
    cells,
  });
  const enter = (rows: ReturnType<typeof row>[], reason = '') =>
    registrar.call(grades.enterGrades, { ...chinese, body: { rows, reason } });
  const wrong = await enter([row('1140101', { score: '８５' }), row('1140102', { score: '-1' })]);
  expect(wrong.refusal).toMatchObject({ refused: 'grades-unreadable', facts: { count: 1 } });
  expect((await rowsOf('chinese')).every(({ cells }) => Object.keys(cells).length === 0)).toBe(true);

  const good = [row('1140101', { score: '８５', words: '=口條清晰' }), row('1140102', { score: '52' })];
  expect((await enter(good)).answer).toEqual({ changed: 2 });
  expect((await enter(good)).refusal).toMatchObject({ refused: 'grades-changed-meanwhile' });
  const { answer } = await school.as('lin').call(grades.myGrades);
  const mine = answer?.records[0]?.grades.find(({ enrolmentId }) => enrolmentId === enrolments.linChinese.id);
  expect(mine).toMatchObject({ cells: { score: '85', words: '=口條清晰' }, result: 'passed' });
  const chen = await school.as('chen').call(grades.myGrades);
  expect(chen.answer?.records[0]?.grades.find(({ name }) => name === '國語文')?.result).toBe('failed');
  expect(JSON.stringify(chen.answer)).not.toContain('口條清晰');
  expect(await linesOf('grades.entered')).toBe(1);
});

test('五(二)1 · what stood there is changed with a reason only, and both values stay in the history', async () => {
  const [before] = (await rowsOf('chinese')).filter(({ number }) => number === '1140102');
  const rows = [{ enrolmentId: before?.enrolmentId ?? '', seen: before?.seen ?? '', cells: { score: '60' } }];
  const enter = (reason: string) =>
    school.as('registrar').call(grades.enterGrades, { ...chinese, body: { rows, reason } });
  expect((await enter('')).refusal).toMatchObject({ refused: 'change-without-reason' });
  expect((await enter('試卷複閱')).answer).toEqual({ changed: 1 });
  const { answer } = await school.as('chen').call(recordHistory, {
    params: { registrationId: people.chen.registration, topic: 'grades' },
  });
  expect(answer?.changes[0]).toMatchObject({
    kind: 'changed',
    reason: '試卷複閱',
    fields: [{ field: 'score', before: '52', after: '60' }],
  });
});

test('五(二)1 · another division, a teacher and another student see nothing of it', async () => {
  const params = { registrationId: people.lin.registration };
  expect((await school.as('night').call(grades.studentGrades, { params })).refusal?.refused).toBe(
    'not-found',
  );
  expect((await school.as('chen').call(grades.studentGrades, { params })).refusal?.refused).toBe('not-found');
  expect((await school.as('wang').call(grades.offeringGrades, chinese)).refusal?.refused).toBe('not-found');
  expect((await school.as('director').call(grades.studentGrades, { params })).answer?.number).toBe('1140101');
  expect(
    (
      await school.as('night').call(grades.enterGrades, {
        ...chinese,
        body: { rows: [{ enrolmentId: enrolments.linChinese.id, seen: '', cells: {} }], reason: '' },
      })
    ).refusal?.refused,
  ).toBe('not-found');
});

test('五(二)1 · a homeroom teacher sees the grades of the own class and no other', async () => {
  const params = { classId: classes.dayOne.id };
  expect((await school.as('wang').call(grades.classGrades, { params })).refusal?.refused).toBe('not-found');
  await appoint(school, 'wang', 'homeroom', { class: 'dayOne' });
  const { answer } = await school.as('wang').call(grades.classGrades, { params });
  expect(answer?.students.map(({ number, passed, failed, none }) => [number, passed, failed, none])).toEqual([
    ['1140101', 1, 0, 3],
    ['1140102', 1, 0, 1],
    ['1140103', 0, 0, 1],
    ['1140104', 0, 0, 1],
  ]);
  const lin = { registrationId: people.lin.registration };
  const huang = { registrationId: people.huang.registration };
  expect((await school.as('wang').call(grades.studentGrades, { params: lin })).answer?.name).toBe('林育安');
  expect((await school.as('wang').call(grades.studentGrades, { params: huang })).refusal?.refused).toBe(
    'not-found',
  );
  const night = { classId: classes.nightOne.id };
  expect((await school.as('wang').call(grades.classGrades, { params: night })).refusal?.refused).toBe(
    'not-found',
  );
});

test('國8 · the course check says per office what the pre-check would refuse, and when the window opens', async () => {
  const { answer } = await school.as('registrar').call(courses.courseHealth);
  expect(answer?.checks.map(({ division, offerings: checked }) => [division, checked])).toEqual([['day', 3]]);
  expect(answer?.checks[0]?.opens).toBe('2025-12-03T16:00:00.000Z');
  expect(new Set(answer?.checks[0]?.findings.map(({ key }) => key))).toEqual(new Set(['not-in-plan']));
  const both = await school.as('director').call(courses.courseHealth);
  expect(both.answer?.checks.map(({ division }) => division)).toEqual(['day', 'continuing']);
  expect((await school.as('lin').call(courses.courseHealth)).refusal?.refused).toBe('not-allowed');
});

test('五(二)1 · a code is held against this school: where it is given and planned', async () => {
  const code = offerings.chinese.code;
  const { answer } = await school.as('registrar').call(courses.codeGround, { query: { code } });
  expect(answer).toMatchObject({
    schoolYear: 114,
    programmes: ['21-301'],
    known: { names: ['國語文'], offerings: 2 },
  });
  const none = await school.as('registrar').call(courses.coursePlan);
  expect(none.answer).toEqual({ plans: [], shown: null, lines: [] });
});

async function rowsOf(offering: 'chinese') {
  const params = { offeringId: offerings[offering].id };
  return (await school.as('registrar').call(grades.offeringGrades, { params })).answer?.rows ?? [];
}

async function linesOf(act: string): Promise<number> {
  const { rows } = await school.owner.query('select count(*)::int as count from ledger_line where act = $1', [
    act,
  ]);
  return rows[0].count;
}
