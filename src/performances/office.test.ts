import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appoint } from '../../tests/appoint.ts';
import { apply, bring } from '../../tests/bring.ts';
import { classes, people } from '../../tests/cast.ts';
import { pdfFile } from '../../tests/hand-in.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { handedIn, sampleLicences, samplePerformances } from '../app/demo/performances.ts';
import { addCadreUnits, cadreGrid, cadreLists, saveCadreGrid } from '../cadre/contract.ts';
import { undoImport } from '../imports/contract.ts';
import { writeCsv } from '../platform/sheets.ts';
import {
  licences,
  myPerformances,
  openPerformanceFile,
  performanceDetail,
  takePostOver,
  withdrawPerformance,
} from './contract.ts';
import {
  performanceClasses,
  performanceList,
  performanceSummary,
  performancesOfClass,
  performancesOfStudent,
} from './office-contract.ts';

let school: TestSchool;
const right = samplePerformances(114);
const of = (category: string) => right[category] ?? { fields: {} };
const header = ['證照代碼', '證照區域', '證照類別', '證照名稱'];
const workbook = (rows: readonly (readonly string[])[]) => ({
  name: '證照代碼.csv',
  bytes: writeCsv({ columns: header.map((one) => ({ header: one })), rows: rows.map((row) => [...row]) }),
});

beforeAll(async () => {
  school = await openTestSchool();
  await appoint(school, 'he', 'student-activities', { division: 'day' });
  await appoint(school, 'wang', 'homeroom', { class: 'dayOne' });
});
afterAll(() => school.close());

describe('證照代碼', () => {
  test('六(二)4 · the office imports the table; twice changes nothing; it can be undone', async () => {
    const office = school.as('registrar');
    const first = await bring(office, [workbook(sampleLicences)]);
    expect(first.problems).toEqual([]);
    expect((await apply(office, first)).answer?.changed).toBe(true);
    expect((await apply(office, await bring(office, [workbook(sampleLicences)]))).answer?.changed).toBe(
      false,
    );
    const [row = []] = sampleLicences;
    const bad = await bring(office, [workbook([row, row, ['', '國內', '技術士', '沒有代碼']])]);
    expect(bad.problems.map(([line, , problem]) => [line, problem])).toEqual(
      expect.arrayContaining([
        [3, 'duplicate-row'],
        [4, 'empty'],
      ]),
    );
    const renamed = await bring(office, [workbook([[row[0] ?? '', row[1] ?? '', row[2] ?? '', '新名稱']])]);
    await apply(office, renamed);
    const find = async () =>
      (await school.as('lin').call(licences, { query: { text: row[0] ?? '' } })).answer;
    expect((await find())?.licences[0]?.name).toBe('新名稱');
    const undone = await office.call(undoImport, { params: { importId: renamed.importId } });
    expect(undone.refusal).toBeUndefined();
    expect((await find())?.licences[0]?.name).toBe(row[3]);
  });

  test('六(二)4 · nobody else brings it, and only students search it', async () => {
    const teacher = await bring(school.as('he'), [workbook(sampleLicences)]).catch(
      (error: Error) => error.message,
    );
    expect(JSON.stringify(teacher)).toContain('not-your-sheet');
    expect((await school.as('registrar').call(licences)).refusal?.refused).toBe('not-allowed');
  });

  test('五(四) · a licence that left the table keeps its name where it was handed in, and is picked no more', async () => {
    const office = school.as('registrar');
    const chen = school.as('chen');
    const made = await handedIn(chen, 'licence', of('licence'));
    const rest = await bring(office, [workbook(sampleLicences.slice(1))]);
    expect((await apply(office, rest, { vanishing: 'remove', confirmed: 1 })).refusal).toBeUndefined();
    const params = { performanceId: made.performanceId };
    expect((await chen.call(performanceDetail, { params })).answer?.licences).toEqual({
      '14901': '會計事務－人工記帳丙級技術士',
    });
    const again = await handedIn(chen, 'licence', of('licence')).catch((error: Error) => error.message);
    expect(again).toContain('performance-licence-unknown');
  });
});

describe('what the school recorded', () => {
  test('五(一)2 · a post is taken over in one step, once, with where it came from; withdrawn, it is offered again', async () => {
    const office = school.as('he');
    const division = { division: 'day' };
    await office.call(addCadreUnits, { params: division, body: { level: 'club', names: ['桌遊社'] } });
    const unitId = (await office.call(cadreLists, { params: division })).answer?.units[0]?.unitId ?? '';
    const inClub = { params: { level: 'club', unitId } };
    const seen = (await office.call(cadreGrid, inClub)).answer?.seen;
    const { registration: registrationId } = people.lin;
    const posts = [
      { postId: null, registrationId, post: '社長', startsOn: '2025-08-01', endsOn: '2026-01-31' },
    ];
    await office.call(saveCadreGrid, { ...inClub, body: { seen, posts } });

    const lin = school.as('lin');
    const [post] = (await lin.call(myPerformances)).answer?.offered ?? [];
    expect(post).toMatchObject({ unit: '桌遊社', post: '社長', level: 'club' });
    const body = { postId: post?.postId };
    expect((await school.as('ji').call(takePostOver, { body })).refusal?.refused).toBe('not-found');
    const answers = await Promise.all([1, 2, 3].map(() => lin.call(takePostOver, { body })));
    expect(answers.filter(({ answer }) => answer)).toHaveLength(1);
    expect(answers.find(({ refusal }) => refusal)?.refusal?.refused).toBe('performance-post-taken');
    const performanceId = answers.find(({ answer }) => answer)?.answer?.performanceId ?? '';
    const detail = (await lin.call(performanceDetail, { params: { performanceId } })).answer;
    expect(detail?.draft?.fields).toEqual({
      ...{ unit: '桌遊社', post: '社長', level: '3' },
      ...{ startsOn: '2025-08-01', endsOn: '2026-01-31' },
    });
    expect(detail?.cadre).toEqual({
      schoolYear: 114,
      semester: 1,
      unit: '桌遊社',
      post: '社長',
      removed: false,
    });
    expect((await lin.call(myPerformances)).answer?.offered).toEqual([]);
    await lin.call(withdrawPerformance, { params: { performanceId } });
    expect((await lin.call(myPerformances)).answer?.offered).toHaveLength(1);
  });
});

describe('offices and homeroom teachers', () => {
  test('六(二)4 · the office of the division counts, lists and opens; the other division’s is not there', async () => {
    const lin = school.as('lin');
    const made = await handedIn(lin, 'service', { ...of('service'), files: [pdfFile()] });
    const office = school.as('registrar');
    const counted = (await office.call(performanceClasses)).answer;
    expect(counted?.classes).toEqual([
      expect.objectContaining({ name: '商一甲', students: 4, having: 2, performances: 2 }),
    ]);
    const list = (await office.call(performanceList, { query: { category: 'service' } })).answer;
    expect(list?.performances).toMatchObject([
      { student: '林育安', className: '商一甲', fields: of('service').fields },
    ]);
    const params = { registrationId: people.lin.registration };
    const own = (await office.call(performancesOfStudent, { params })).answer;
    expect(own?.performances.map(({ name }) => name)).toEqual(['課後陪讀']);
    const file = { params: { ...made, slot: 'document' }, body: {} };
    const fileParams = { performanceId: made.performanceId, versionId: made.versionId, slot: 'document' };
    expect((await office.call(openPerformanceFile, { ...file, params: fileParams })).answer).toBeDefined();

    const night = school.as('night');
    expect((await night.call(performancesOfStudent, { params })).refusal?.refused).toBe('not-found');
    expect((await night.call(openPerformanceFile, { ...file, params: fileParams })).refusal?.refused).toBe(
      'not-found',
    );
    expect(
      (await night.call(performanceList, { query: { category: 'service' } })).answer?.performances,
    ).toEqual([]);

    await lin.call(withdrawPerformance, { params: { performanceId: made.performanceId } });
    expect((await office.call(openPerformanceFile, { ...file, params: fileParams })).refusal?.refused).toBe(
      'not-found',
    );
    expect((await lin.call(openPerformanceFile, { ...file, params: fileParams })).answer).toBeDefined();
  });

  test('國5 · the homeroom teacher sees who has nothing, and not what the others wrote', async () => {
    const homeroom = school.as('wang');
    const found = (await homeroom.call(performancesOfClass, { params: { classId: classes.dayOne.id } }))
      .answer;
    expect(found?.students.map(({ name, performances }) => [name, performances])).toEqual([
      ['林育安', 0],
      ['陳思妤', 1],
      ['𠮷田堃', 0],
      ['蔡牧青', 0],
    ]);
    expect(found?.may).toEqual([]);
    const params = { registrationId: people.chen.registration };
    expect((await homeroom.call(performancesOfStudent, { params })).refusal?.refused).toBe('not-found');
    const summary = (await homeroom.call(performanceSummary, { params })).answer;
    expect(summary).toEqual({ years: [{ schoolYear: 114, performances: 1 }], may: [] });
    const other = await homeroom.call(performancesOfClass, { params: { classId: classes.nightOne.id } });
    expect(other.refusal?.refused).toBe('not-found');
    expect((await school.as('su').call(performanceClasses)).refusal?.refused).toBe('not-allowed');
  });
});
