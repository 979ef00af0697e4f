import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSchool, type TestSchool } from '../../tests/harness.ts';
import { must } from '../../tests/submitting.ts';
import { keepReasons, keepSchoolReasons, returnReasons } from './reasons-contract.ts';

let town: TestSchool;
beforeAll(async () => {
  town = await openTestSchool();
});
afterAll(() => town.close());

test('國4 · one’s own reasons are kept in their order, edited and dropped; nobody else sees them', async () => {
  const wang = town.as('wang');
  const body = { reasons: ['請附上封面。', '  檔案打不開，請重新匯出。 ', '請附上封面。'], seen: [] };
  expect((await wang.call(keepReasons, { body })).status).toBe(204);
  const kept = ['請附上封面。', '檔案打不開，請重新匯出。'];
  expect(must(await wang.call(returnReasons))).toEqual({ own: kept, school: [], may: ['keepOwn'] });
  expect((await wang.call(keepReasons, { body: { reasons: [...kept].reverse(), seen: kept } })).status).toBe(
    204,
  );
  expect(
    (await wang.call(keepReasons, { body: { reasons: ['請補上心得。'], seen: [...kept].reverse() } })).status,
  ).toBe(204);
  expect(must(await wang.call(returnReasons)).own).toEqual(['請補上心得。']);
  expect(must(await town.as('su').call(returnReasons)).own).toEqual([]);
  const long = { reasons: ['字'.repeat(501)], seen: ['請補上心得。'] };
  expect((await wang.call(keepReasons, { body: long })).refusal).toMatchObject({
    refused: 'return-reason-length',
  });
});

test('五(三)2 · the school’s list is kept by the office its text names, and offered to every teacher', async () => {
  const body = { reasons: ['請確認這是本科目的作品。'], seen: [] };
  expect((await town.as('registrar').call(keepSchoolReasons, { body })).status).toBe(204);
  expect((await town.as('director').call(keepSchoolReasons, { body })).refusal).toMatchObject({
    refused: 'reasons-changed-meanwhile',
  });
  expect(must(await town.as('su').call(returnReasons)).school).toEqual(body.reasons);
  for (const who of ['wang', 'keeper', 'lin'] as const)
    expect((await town.as(who).call(keepSchoolReasons, { body })).refusal?.refused).toBe('not-allowed');
  expect((await town.as('lin').call(returnReasons)).refusal?.refused).toBe('not-allowed');
});
