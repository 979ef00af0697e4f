import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appoint } from '../../tests/appoint.ts';
import { apply, bring } from '../../tests/bring.ts';
import { castNow, people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { type Cells, oneSheet } from '../../tests/student-sheet.ts';
import { recordHistory } from '../history/contract.ts';
import { undoImport } from '../imports/contract.ts';
import { counsellingRecord, counsellingRecords, myCounselling } from './contract.ts';

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
  await appoint(town, 'fang', 'counselling-teacher');
});
afterAll(() => town.close());

const headers = [
  '學號',
  '諮詢日期',
  '諮詢類別',
  '諮詢主題',
  '諮詢地點',
  '諮詢內容',
  '後續追蹤',
  '諮詢教師代碼',
];
const row = (number: string, heldOn = '1141209', ...rest: Cells): Cells => {
  const [content = '說明選課', followUp = null, staffCode = null] = rest;
  return [number, heldOn, '選課', '高二選課說明會', '視聽教室', content, followUp, staffCode];
};
const sheet = async (rows: Cells[]) => ({
  name: '諮詢.xlsx',
  bytes: await oneSheet('工作表1', headers, rows),
});
const records = async () => (await town.as('fang').call(counsellingRecords)).answer?.records ?? [];

describe('五(二)2 the sheet of counselling', () => {
  test('五(二)2 · is recognised by its headers; rows of one day and topic are one record', async () => {
    const brought = await bring(town.as('fang'), [
      await sheet([row('1140101'), row('1140102'), row('N1140201', '2025/12/8')]),
    ]);
    expect(brought.problems).toEqual([]);
    expect((await apply(town.as('fang'), brought)).answer?.counts).toMatchObject([
      { sheet: 'counselling', added: 3 },
    ]);
    expect(
      (await records()).map(({ heldOn, students, counsellor }) => [heldOn, students, counsellor]),
    ).toEqual([
      ['2025-12-09', 2, '方以樂'],
      ['2025-12-08', 1, '方以樂'],
    ]);
    const again = await bring(town.as('fang'), [await sheet([row('1140101'), row('1140102')])]);
    expect(again.preview.parts[0]?.vanishing.total).toBe(0);
    expect((await apply(town.as('fang'), again, { vanishing: 'remove' })).answer?.changed).toBe(false);
    expect((await town.as('lin').call(myCounselling)).answer?.records).toHaveLength(1);
  });

  test('五(二)2 · changes what it names anew, takes who joins, and both stand in the history', async () => {
    const better = '說明選課與先備課程';
    const rows = ['1140101', '1140102', '1140103'].map((number) => row(number, '1141209', better));
    const brought = await bring(town.as('fang'), [await sheet(rows)]);
    expect((await apply(town.as('fang'), brought)).answer?.counts).toMatchObject([{ added: 1, changed: 2 }]);
    const [one] = await records();
    const whole = await town
      .as('fang')
      .call(counsellingRecord, { params: { recordId: one?.recordId ?? '' } });
    expect(whole.answer).toMatchObject({
      content: better,
      students: [{ seat: 1 }, { seat: 2 }, { seat: 3 }],
    });
    const history = async (registrationId: string) =>
      (await town.as('fang').call(recordHistory, { params: { registrationId, topic: 'counselling' } })).answer
        ?.changes[0];
    expect(await history(people.lin.registration)).toMatchObject({
      kind: 'changed',
      imported: true,
      fields: [{ field: 'content', after: better }],
    });
    expect(await history(people.ji.registration)).toMatchObject({ kind: 'added', imported: true });
  });

  test('五(二)2 · says by row what cannot be taken', async () => {
    const { problems } = await bring(town.as('fang'), [
      await sheet([
        row('1140101', '1141208', '甲'),
        row('1140102', '1141208', '乙'),
        row('1140101', '1141208', '甲'),
        row('1140999'),
        row('1140103', '1141211'),
        row('1140103', '1140731'),
        row('1140103', '1141207', '內容', null, 'T001'),
        row('1140103', '12月'),
      ]),
    ]);
    expect(problems.toSorted(([one], [other]) => one - other)).toEqual([
      [3, '諮詢內容', 'counselling-two-ways'],
      [4, '學號', 'duplicate-row'],
      [5, '學號', 'unknown-student'],
      [6, '諮詢日期', 'counselling-in-future'],
      [7, '學號', 'counselling-strangers'],
      [8, '諮詢教師代碼', 'counselling-of-another'],
      [9, '諮詢日期', 'not-a-date'],
    ]);
    const registrar = await bring(town.as('registrar'), [await sheet([row('1140101')])]);
    expect(registrar.preview.badSheets).toMatchObject([{ problem: 'not-your-sheet' }]);
  });

  test('附錄 · is not taken any more once the semester’s window is shut', async () => {
    town.clock.moveTo(new Date('2026-02-01T09:00:00+08:00'));
    const { problems } = await bring(town.as('fang'), [await sheet([row('1140104', '1150120')])]);
    expect(problems).toEqual([[2, '諮詢日期', 'window-closed']]);
    town.clock.moveTo(castNow);
  });

  test('產7 · undone, the records stand as before, with those who took part', async () => {
    const before = await records();
    const rows = [
      row('1140101', '1141209', '又改了'),
      row('1140104', '1141209', '又改了'),
      row('1140104', '1141201'),
    ];
    const brought = await bring(town.as('fang'), [await sheet(rows)]);
    expect((await apply(town.as('fang'), brought)).answer?.counts).toMatchObject([{ added: 2, changed: 1 }]);
    expect(await records()).not.toEqual(before);
    const undone = await town.as('fang').call(undoImport, { params: { importId: brought.importId } });
    expect(undone.status).toBe(204);
    expect(await records()).toEqual(before);
  });
});
