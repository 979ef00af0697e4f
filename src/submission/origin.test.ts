/** 八: the original course of an enrolment comes by form and by import, is seen on the outcome, and can be taken back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apply, bring } from '../../tests/bring.ts';
import { enrolments, offerings, people } from '../../tests/cast.ts';
import { handIn } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { oneSheet } from '../../tests/student-sheet.ts';
import { must } from '../../tests/submitting.ts';
import { recordHistory } from '../history/contract.ts';
import { undoImport } from '../imports/contract.ts';
import { outcomeDetail } from '../outcomes/contract.ts';
import { enterOrigin, originOfEnrolment } from './contract.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.close());

const params = { enrolmentId: enrolments.linChineseRetake.id };
const headers = [
  '學年度',
  '學期',
  '學號',
  '課程代碼',
  '修課類別',
  '原學年度',
  '原學期',
  '原課程代碼',
  '原科目名稱',
  '原開課年級',
  '原學分',
  '重修方式',
];
const row = (number: string) => [
  114,
  1,
  number,
  offerings.chinese.code,
  '重修',
  113,
  2,
  '113123456V21301A1011011',
  '國語文',
  1,
  3,
  '1',
];
const workbook = async (...rows: ReturnType<typeof row>[]) => ({
  name: '原修課資料.xlsx',
  bytes: await oneSheet('原修課資料', headers, rows),
});

test('八 · a workbook brings original courses; who takes no such course is said by row; it can be undone', async () => {
  const office = school.as('registrar');
  const wrong = await bring(office, [await workbook(row('1140101'), row('1140102'))]);
  expect(wrong.problems).toEqual([[3, '學號', 'unknown-enrolment']]);
  const brought = await bring(office, [await workbook(row('1140101'))]);
  expect(brought.problems).toEqual([]);
  must(await apply(office, brought));
  const { origin } = must(await office.call(originOfEnrolment, { params }));
  expect(origin).toMatchObject({
    schoolYear: 113,
    semester: 2,
    courseName: '國語文',
    credits: 3,
    method: '1',
  });
  const same = await bring(office, [await workbook(row('1140101'))]);
  expect(same.preview.parts[0]).toMatchObject({ added: { total: 0 }, changed: { total: 0 }, same: 1 });

  const { outcomeId } = await handIn(school.as('lin'), { enrolmentId: params.enrolmentId });
  const seen = must(await school.as('lin').call(outcomeDetail, { params: { outcomeId } }));
  expect([seen.kind, seen.origin['originYear'], seen.origin['originName']]).toEqual([
    'retake',
    '113',
    '國語文',
  ]);

  must(await office.call(enterOrigin, { params, body: { ...origin, method: '2' } }));
  const history = must(
    await office.call(recordHistory, {
      params: { registrationId: people.lin.registration, topic: 'outcomes' },
    }),
  );
  expect(history.changes.map(({ kind }) => kind)).toEqual(['changed', 'added']);
  expect(history.changes[0]?.fields).toEqual([{ field: 'originMethod', before: '1', after: '2' }]);
});

test('八 · the other division’s office brings nothing of it, and an import is taken back whole', async () => {
  const night = await bring(school.as('night'), [await workbook(row('1140101'))]);
  expect(night.problems).toEqual([[2, '學號', 'unknown-enrolment']]);
  const office = school.as('registrar');
  const [changed] = [row('1140101').with(5, 112)] as ReturnType<typeof row>[];
  const brought = await bring(office, [await workbook(changed ?? row('1140101'))]);
  must(await apply(office, brought));
  const importId = brought.importId;
  expect((await office.call(undoImport, { params: { importId } })).status).toBe(204);
  expect(must(await office.call(originOfEnrolment, { params })).origin).toMatchObject({
    schoolYear: 113,
    method: '2',
  });
});
