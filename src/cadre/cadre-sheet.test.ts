import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appoint } from '../../tests/appoint.ts';
import { apply, bring } from '../../tests/bring.ts';
import { people } from '../../tests/cast.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { type Cells, oneSheet } from '../../tests/student-sheet.ts';
import { recordHistory } from '../history/contract.ts';
import { undoImport } from '../imports/contract.ts';
import { addCadreUnits, cadrePosts } from './contract.ts';

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
  await appoint(town, 'he', 'student-activities', { division: 'day' });
  await appoint(town, 'lai', 'continuing-student-affairs', { division: 'continuing' });
  await town.as('he').call(addCadreUnits, {
    params: { division: 'day' },
    body: { level: 'club', names: ['熱舞社'] },
  });
});
afterAll(() => town.close());

const headers = [
  '學年度',
  '學期',
  '部別',
  '學號',
  '幹部等級',
  '單位名稱',
  '擔任職務',
  '開始日期',
  '結束日期',
];
const row = (number: string, ...rest: Cells): Cells => [114, 1, '日間部', number, ...rest];
const monitor = row('1140101', '班級', '商一甲', '班長', '1140901', null);
const leader = row('1140102', 3, '熱舞社', '社長', null, '2026/1/20');

async function sheet(rows: Cells[], name = '幹部') {
  return { name: '幹部.xlsx', bytes: await oneSheet(name, headers, rows) };
}
const posts = async () =>
  ((await town.as('he').call(cadrePosts)).answer?.posts ?? []).map(
    ({ number, unit, post, startsOn, endsOn }) => [number, unit, post, startsOn, endsOn],
  );

describe('五(一)2 the sheet of cadre', () => {
  test('五(一)2 · is recognised by its headers; empty dates are the semester’s', async () => {
    const brought = await bring(town.as('he'), [await sheet([monitor, leader], '工作表1')]);
    expect(brought.problems).toEqual([]);
    expect((await apply(town.as('he'), brought)).answer?.counts).toMatchObject([
      { sheet: 'cadre', added: 2 },
    ]);
    expect(await posts()).toEqual([
      ['1140101', '商一甲', '班長', '2025-09-01', '2026-01-31'],
      ['1140102', '熱舞社', '社長', '2025-08-01', '2026-01-20'],
    ]);
    const again = await bring(town.as('he'), [await sheet([monitor, leader])]);
    expect((await apply(town.as('he'), again)).answer?.changed).toBe(false);
  });

  test('五(一)2 · says by row what cannot stand, and who may not bring it', async () => {
    const wrong = [
      row('1140101', '班級', '商一甲', '副班長', '2025-07-31', null),
      row('1140102', '班級', '商一甲', '班長', null, null),
      row('1140103', '班級', '商一甲', '班長', '2026-01-31', null),
      row('1140104', '社團', '熱午社', '社員', null, null),
      row('1140999', '班級', '商一甲', '服務股長', null, null),
      row('1140104', '班級', '商九甲', '服務股長', null, null),
      row('1140104', '班級', '商一甲', '服務股長', '2025-12-02', '2025-12-01'),
      row('1140104', '校外', '商一甲', '服務股長', null, null),
      row('1140104', '班級', '商一甲', '圖書股長', null, null),
      row('1140104', '班級', '商一甲', '圖書股長', null, null),
      [114, 1, '進修部', 'N1140201', '班級', '進商一甲', '班長', null, null],
    ];
    const { problems } = await bring(town.as('he'), [await sheet(wrong)]);
    expect(problems.toSorted(([one], [other]) => one - other)).toEqual([
      [2, '開始日期', 'cadre-outside-semester'],
      [4, '擔任職務', 'cadre-post-taken'],
      [5, '單位名稱', 'unknown-unit'],
      [6, '學號', 'unknown-student'],
      [7, '單位名稱', 'unknown-class'],
      [8, '結束日期', 'cadre-days-reversed'],
      [9, '幹部等級', 'unknown-choice'],
      [11, '學號', 'duplicate-row'],
      [12, '部別', 'other-division'],
    ]);
    const registrar = await bring(town.as('registrar'), [await sheet([monitor])]);
    expect(registrar.preview.badSheets).toMatchObject([{ problem: 'not-your-sheet' }]);
  });

  test('五(一)2 · what it changes and no longer names stands in the student’s history as the import’s', async () => {
    const later = row('1140101', '班級', '商一甲', '班長', '1140915', null);
    const brought = await bring(town.as('he'), [await sheet([later])]);
    const wish = { vanishing: 'remove', confirmed: 1 } as const;
    expect((await apply(town.as('he'), brought, wish)).answer?.counts).toMatchObject([
      { changed: 1, removed: 1 },
    ]);
    expect(await posts()).toEqual([['1140101', '商一甲', '班長', '2025-09-15', '2026-01-31']]);
    const history = async (registrationId: string) =>
      (await town.as('he').call(recordHistory, { params: { registrationId, topic: 'cadre' } })).answer
        ?.changes;
    expect((await history(people.lin.registration))?.[0]).toMatchObject({
      kind: 'changed',
      imported: true,
      fields: [{ field: 'startsOn', before: '2025-09-01', after: '2025-09-15' }],
    });
    expect((await history(people.chen.registration))?.[0]).toMatchObject({ kind: 'removed', imported: true });
  });

  test('產7 · undone, every post stands as before: what was changed, what was added, what was removed', async () => {
    const before = await posts();
    const earlier = row('1140101', '班級', '商一甲', '班長', '1140902', null);
    const brought = await bring(town.as('he'), [await sheet([earlier, leader])]);
    expect((await apply(town.as('he'), brought)).answer?.counts).toMatchObject([{ added: 1, changed: 1 }]);
    expect(await posts()).not.toEqual(before);
    const undone = await town.as('he').call(undoImport, { params: { importId: brought.importId } });
    expect(undone.status).toBe(204);
    expect(await posts()).toEqual(before);
  });
});
