/** 產7 · A long act is seen by whoever looks meanwhile, from any window and after a reload. */
import { expect, test } from 'vitest';
import { bring } from '../../tests/bring.ts';
import { openTestSchool } from '../../tests/harness.ts';
import { everybody, studentWorkbook } from '../../tests/student-sheet.ts';
import { previewImport } from './contract.ts';
import { withProgress } from './progress-store.ts';

test('產7 · while it lasts there is progress and no preview; at its end, or when its process died, a preview again', async () => {
  const school = await openTestSchool();
  const registrar = school.as('registrar');
  const { importId } = await bring(registrar, [await studentWorkbook(everybody)]);
  const seen = async () => (await registrar.call(previewImport, { params: { importId } })).answer;
  const first = { step: 'applying', name: null, done: 0, total: null } as const;
  await withProgress(school.school, importId, first, async (tell) => {
    tell(2500, 10_000);
    await expect.poll(seen, { timeout: 5000 }).toMatchObject({
      preview: null,
      may: [],
      progress: { step: 'applying', done: 2500, total: 10_000 },
    });
  });
  expect(await seen()).toMatchObject({ progress: null, preview: { vanishing: 0 } });
  await school.owner.query(
    `insert into import_progress (import_id, step, done, at)
     values ($1, 'reading', 1, clock_timestamp() - interval '31 seconds')`,
    [importId],
  );
  expect(await seen()).toMatchObject({ progress: null, may: ['bring', 'discard', 'apply'] });
  await school.owner.query('update import_progress set at = clock_timestamp()');
  expect(await seen()).toMatchObject({ progress: { step: 'reading' }, preview: null });
  await school.close();
});
