/** Rows left out because they are wrong: nothing of them is written, and nothing is taken away because of them. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { apply, bring, type Workbook } from '../../tests/bring.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { but, chen, everybody, ji, lin, oneSheet, studentWorkbook, tsai } from '../../tests/student-sheet.ts';
import type { ApplyWish } from './import.ts';

let school: TestSchool;
beforeEach(async () => {
  school = await openTestSchool();
});
afterEach(async () => {
  await school.close();
});

const wrongId = but(lin, '身分證號', 'A123456788');

test('產7 · beside a student with a wrong ID number, left out, nobody the list forgot drops out of a class', async () => {
  const workbook = await studentWorkbook([wrongId, but(chen, '姓名', '陳思予')]);
  const before = await places();
  const removing = await leaveOut(workbook, { vanishing: 'remove', confirmed: 2 });
  expect(removing.refusal).toEqual({
    refused: 'import-removes-beside-bad-rows',
    clause: '產7',
    facts: { count: 1 },
  });
  expect(await names()).toContain('陳思妤');
  const keeping = await leaveOut(workbook, { vanishing: 'keep' });
  expect(keeping.answer?.counts).toMatchObject([
    { sheet: 'students', changed: 1, removed: 0, leftOut: 1 },
    { sheet: 'placements', changed: 0, removed: 0 },
  ]);
  expect(await names()).toContain('陳思予');
  expect(await places()).toEqual(before);
});

test('產7 · a student number typed wrong takes nobody out of a class', async () => {
  const workbook = await studentWorkbook([but(lin, '學號', '1140109'), chen, ji, tsai]);
  const before = await places();
  const removing = await leaveOut(workbook, { vanishing: 'remove', confirmed: 1 });
  expect(removing.problems).toEqual([[2, '身分證號', 'id-of-another']]);
  expect(removing.refusal).toMatchObject({ refused: 'import-removes-beside-bad-rows' });
  expect((await leaveOut(workbook, { vanishing: 'keep' })).status).toBe(200);
  expect(await places()).toEqual(before);
});

test('產7 · one wrong row in one sheet keeps every other sheet of the import from removing', async () => {
  const enrolment = (number: string) => [114, 1, '日間部', number, '114123456V21301A1011011', '商一甲'];
  const enrolments = {
    name: '修課.xlsx',
    bytes: await oneSheet(
      '修課',
      ['學年度', '學期', '部別', '學號', '課程代碼', '班組'],
      [enrolment('1140101'), enrolment('1149999')],
    ),
  };
  const registrar = school.as('registrar');
  const before = await places();
  const brought = await bring(registrar, [await studentWorkbook([lin, chen, ji]), enrolments]);
  expect(brought.problems).toEqual([[3, '學號', 'unknown-student']]);
  const applied = await apply(registrar, brought, {
    badRows: 'leave-out',
    vanishing: 'remove',
    confirmed: 1,
  });
  expect(applied.refusal).toMatchObject({ refused: 'import-removes-beside-bad-rows' });
  expect(await places()).toEqual(before);
});

test('五(一)1 · a row with somebody else’s student number is left out whole: it moves nobody to its seat', async () => {
  const other = but(but(but(lin, '姓名', '周以心'), '身分證號', 'A223456781'), '座號', 44);
  const before = await places();
  const applied = await leaveOut(await studentWorkbook([other, chen, ji, tsai]), { vanishing: 'keep' });
  expect(applied.problems).toEqual([[2, '學號', 'number-of-another']]);
  expect(applied.answer).toMatchObject({ changed: false });
  expect(await places()).toEqual(before);
});

test('五(一)1 · a row with an unknown class is left out whole: its student is not registered either', async () => {
  const zhou = but(but(but(lin, '姓名', '周以心'), '身分證號', 'A223456781'), '學號', '1140150');
  const rows = [...everybody, but(but(zhou, '班級名稱', '商一乙'), '座號', 50)];
  const applied = await leaveOut(await studentWorkbook(rows), { vanishing: 'keep' });
  expect(applied.problems).toEqual([[6, '班級名稱', 'unknown-class']]);
  expect(applied.preview.parts.map((part) => part.added.total)).toEqual([0, 0]);
  expect(applied.answer).toMatchObject({ changed: false });
  expect(await names()).not.toContain('周以心');
});

async function leaveOut(workbook: Workbook, wish: Partial<ApplyWish>) {
  const registrar = school.as('registrar');
  const brought = await bring(registrar, [workbook]);
  return { ...brought, ...(await apply(registrar, brought, { badRows: 'leave-out', ...wish })) };
}

async function places(): Promise<string[]> {
  const { rows } = await school.owner.query(
    `select r.student_number, m.semester, m.class_id, m.seat from placement m
     join registration r on r.id = m.registration_id`,
  );
  return rows.map((row) => Object.values(row).join('/')).sort();
}

async function names(): Promise<string[]> {
  const { rows } = await school.owner.query('select name from person');
  return rows.map((row) => row.name);
}
