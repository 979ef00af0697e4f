import { beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../src/app/routes.ts';
import { receiptTask } from '../src/receipt-details/contract.ts';
import { one } from './matrix/row.ts';
import { rows } from './matrix/rows.ts';
import { runMatrix, unknownRights } from './matrix/run.ts';
import { makeWorld, type World } from './matrix/world.ts';

describe('五 the rights matrix', () => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld();
  });

  test('五 · every endpoint has its row and names a right of the table', () => {
    const asked = new Set(rows.map(({ endpoint }) => endpoint.name));
    const without = routes.map(({ endpoint }) => endpoint.name).filter((name) => !asked.has(name));
    expect(without).toEqual([]);
    expect(unknownRights()).toEqual([]);
  });

  test('五 · everybody at every endpoint in every state: in where the table says so, out everywhere else', async () => {
    const { wrong, ...counts } = await runMatrix(world, rows);
    console.log(JSON.stringify({ ...counts, wrong: wrong.length }));
    expect(wrong).toEqual([]);
  }, 900_000);

  test('planted: a cell that lets in whom the table leaves out, and one that shuts out a holder, are wrong', async () => {
    const ask = ({ task }: World['ids']) => ({ params: { taskId: task } });
    const { wrong } = await runMatrix(world, [one(receiptTask, ask, ['homeroom'])], ['receiving']);
    expect(wrong.map((cell) => cell.replace(/:.*\(/, ' (')).sort()).toEqual([
      'receiptTask × academicDirector × receiving (holds what is not theirs)',
      'receiptTask × homeroom × receiving (should be in)',
      'receiptTask × registrar × receiving (holds what is not theirs)',
    ]);
  });
});
