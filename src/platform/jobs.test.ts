import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../../tests/store.ts';
import { openJobs } from './jobs.ts';
import { openLog } from './log.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

/** As a worker that was killed leaves it: taken, and locked for the next four hours. */
async function lockedByTheDead(task: string): Promise<void> {
  await store.owner.query('select add_school_job($1, $2::json, null)', [task, '{"number":7}']);
  await store.owner.query(
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'dead', attempts = 1`,
  );
}

describe('F12 a killed worker', () => {
  test('F12 · what it held is free at the next start, is done, and is not done twice', async () => {
    await lockedByTheDead('pack');
    const done: number[] = [];
    const jobs = openJobs(store.owner, openLog('silent'));
    await jobs.start({
      pack: async ({ number }: { number: number }) => {
        done.push(number);
      },
    });
    await expect.poll(() => done, { timeout: 5000 }).toEqual([7]);
    await jobs.stop();
    const { rows } = await store.owner.query('select from graphile_worker._private_jobs');
    expect([done, rows.length]).toEqual([[7], 0]);
  });
});
