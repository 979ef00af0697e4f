/** 產7 · A wrong row is mended where it is seen; the workbook stays as it came. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apply, type Brought, bring } from '../../tests/bring.ts';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { but, chen, ji, lin, studentWorkbook, tsai } from '../../tests/student-sheet.ts';
import { importRow, importRows, mendRow, previewImport } from './contract.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(async () => {
  await school.close();
});

const at = (row: number) => ({ workbook: '日間部.xlsx', sheet: '學生', row });

test('產7 · mended and checked again, applied as mended, the workbook’s own hash stays named', async () => {
  const brought = await look([but(lin, '座號', '一號'), but(chen, '姓名', '陳思予'), ji, tsai]);
  expect(brought.problems).toMatchObject([[2, '座號', 'not-a-number']]);
  await mend(brought, 2, { 座號: '７' });
  const mended = await seen(brought);
  expect(mended.preview?.parts[0]?.bad.total).toBe(0);
  expect(mended.mends).toEqual([{ place: at(2), column: '座號', value: '７' }]);
  expect(mended.preview?.parts[1]?.changed.rows).toMatchObject([
    { changes: [{ field: 'seat', before: '1', after: '7' }] },
  ]);
  expect(mended.preview?.seen).not.toBe(brought.preview.seen);
  expect((await apply(school.as('registrar'), brought)).refusal).toMatchObject({
    refused: 'import-changed-meanwhile',
  });
  const applied = await apply(school.as('registrar'), {
    ...brought,
    preview: mended.preview ?? brought.preview,
  });
  expect(applied.status).toBe(200);
  const { rows } = await school.owner.query(
    `select c.data from ledger_content c where c.about->>'import' = $1`,
    [brought.importId],
  );
  expect(rows[0].data.mends).toMatchObject({ count: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(rows[0].data.workbooks).toEqual(mended.workbooks.map(({ sha256 }) => sha256));
  // What was typed is gone with the workbook; that it was mended, and where, stays.
  expect((await seen(brought)).mends).toEqual([{ place: at(2), column: '座號', value: null }]);
  const { rows: kept } = await school.owner.query('select from import_mend where sealed is not null');
  expect(kept).toHaveLength(0);
});

test('產7 · a mend that is wrong as well is said as well, and can be taken back to what came', async () => {
  const brought = await look([but(lin, '部別', '日夜間'), chen, ji, tsai]);
  await mend(brought, 2, { 部別: '夜間' });
  expect(await problems(brought)).toEqual(['unknown-choice']);
  await mend(brought, 2, { 部別: '日間部', 姓名: '林育銨' });
  expect(await problems(brought)).toEqual([]);
  expect((await seen(brought)).mends).toHaveLength(2);
  await mend(brought, 2, { 部別: null, 姓名: '林育安' });
  expect((await seen(brought)).mends).toEqual([]);
  expect(await problems(brought)).toEqual(['unknown-choice']);
});

test('五(一)1 · a row to be mended shows what came and what may be chosen, its ID number never whole', async () => {
  const brought = await look([but(lin, '身分證號', 'A123456788'), chen, ji, tsai]);
  const asked = { params: { importId: brought.importId }, query: at(2) };
  const { answer } = await school.as('registrar').call(importRow, asked);
  const cell = (column: string) => answer?.cells.find((one) => one.column === column);
  expect(cell('身分證號')).toMatchObject({ came: 'A12****788', secret: true, mended: null });
  expect(cell('姓名')).toMatchObject({ came: '林育安', secret: false });
  expect(cell('部別')?.choices).toContain('進修部');
  await mend(brought, 2, { 身分證號: 'A123456789' });
  const mended = await seen(brought);
  expect(mended.mends).toMatchObject([{ column: '身分證號', value: 'A12****789' }]);
  expect(JSON.stringify(mended)).not.toContain('A123456789');
  expect(mended.preview?.parts[0]).toMatchObject({ bad: { total: 0 } });
});

test('產7 · no such row, no such column, somebody else’s import: nothing is mended', async () => {
  const brought = await look([but(lin, '座號', '一號'), chen, ji, tsai]);
  const refused = async (
    row: number,
    cells: Record<string, string>,
    who: 'registrar' | 'night' = 'registrar',
  ) => (await mendAs(who, brought, row, cells)).refusal?.refused;
  expect(await refused(1, { 座號: '1' })).toBe('import-row-unknown');
  expect(await refused(9, { 座號: '1' })).toBe('import-row-unknown');
  expect(await refused(2, { 體重: '1' })).toBe('import-column-unknown');
  expect(await refused(2, { 座號: '1' }, 'night')).toBe('not-found');
  expect((await seen(brought)).mends).toEqual([]);
});

test('產7 · the corrected workbook brought under the same name takes the place of the first and its mends', async () => {
  const brought = await look([but(lin, '座號', '一號'), chen, ji, tsai]);
  await mend(brought, 2, { 座號: '1' });
  const { name, bytes } = await studentWorkbook([but(lin, '座號', '二號'), chen, ji, tsai]);
  const path = `/api/imports/${brought.importId}/workbooks?name=${encodeURIComponent(name)}`;
  const response = await school.as('registrar').fetch(path, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(bytes),
  });
  expect(response.status).toBe(200);
  const after = await seen(brought);
  expect(after.workbooks).toHaveLength(1);
  expect(after.mends).toEqual([]);
  expect(after.preview?.parts[0]?.bad.lines).toMatchObject([{ facts: { found: '二號' } }]);
});

test('產7 · of more rows than a page holds, every one can be reached', async () => {
  const rows = Array.from({ length: 450 }, (_, index) =>
    but(lin, '學號', `11402${String(index).padStart(3, '0')}`),
  );
  const brought = await look(rows.map((row) => but(row, '座號', '無')));
  expect(brought.preview.parts[0]?.bad).toMatchObject({ total: 450 });
  expect(brought.preview.parts[0]?.bad.lines).toHaveLength(200);
  const page = async (nth: number) =>
    (
      await school.as('registrar').call(importRows, {
        params: { importId: brought.importId },
        query: { sheet: 'students', list: 'bad', page: nth },
      })
    ).answer;
  expect((await page(2))?.bad).toHaveLength(50);
  expect((await page(2))?.bad.at(-1)?.place.row).toBe(451);
  expect(await page(3)).toMatchObject({ total: 450, bad: [] });
});

async function look(rows: Parameters<typeof studentWorkbook>[0]): Promise<Brought> {
  return bring(school.as('registrar'), [await studentWorkbook(rows)]);
}

function mendAs(
  who: 'registrar' | 'night',
  { importId }: Brought,
  row: number,
  cells: Record<string, string | null>,
) {
  const body = { place: at(row), cells: Object.entries(cells).map(([column, value]) => ({ column, value })) };
  return school.as(who).call(mendRow, { params: { importId }, body });
}

async function mend(brought: Brought, row: number, cells: Record<string, string | null>): Promise<void> {
  const { refusal } = await mendAs('registrar', brought, row, cells);
  if (refusal) throw new Error(JSON.stringify(refusal));
}

async function seen({ importId }: Brought) {
  const { answer } = await school.as('registrar').call(previewImport, { params: { importId } });
  if (!answer) throw new Error('not there');
  return answer;
}

async function problems(brought: Brought): Promise<string[]> {
  const { preview } = await seen(brought);
  return preview?.parts.flatMap((part) => part.bad.lines.map(({ problem }) => problem)) ?? [];
}
