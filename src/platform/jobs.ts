/**
 * Background work of one school, in the same process: graphile-worker runs what must happen once after
 * a commit, `every` repeats what only has to happen often. A job is added inside the business transaction,
 * so it exists exactly when the act does. Jobs are written to be run twice without harm.
 */
import { type Runner, run, Logger as WorkerLogger } from 'graphile-worker';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Db, Tx } from './db.ts';
import type { Logger } from './log.ts';

export type Task = (payload: never) => Promise<void>;

export interface Jobs {
  /** `key` makes the job unique while it waits: asking again replaces it. */
  add(tx: Tx | Db, task: string, payload: object, options?: { key?: string }): Promise<void>;
  /** Repeats `work` with `ms` between the end of one run and the start of the next; errors are logged. */
  every(ms: number, name: string, work: () => Promise<void>): void;
  start(tasks: Record<string, Task>): Promise<void>;
  /** Waits for the job in hand and the beat in hand, then ends. */
  stop(): Promise<void>;
}

export function openJobs(ownerPool: pg.Pool, log: Logger): Jobs {
  let runner: Runner | undefined;
  let stopping = false;
  const beats = new Set<{ timer?: NodeJS.Timeout; running?: Promise<void> }>();

  return {
    async add(tx, task, payload, options = {}) {
      await sql`select add_school_job(${task}, ${JSON.stringify(payload)}::json, ${options.key ?? null})`.execute(
        tx,
      );
    },
    every(ms, name, work) {
      const beat: { timer?: NodeJS.Timeout; running?: Promise<void> } = {};
      const turn = () => {
        beat.running = work()
          .catch((error: unknown) => log.error({ err: error, beat: name }, 'a repeated task failed'))
          .finally(() => {
            beat.running = undefined;
            if (!stopping) beat.timer = setTimeout(turn, ms);
          });
      };
      beat.timer = setTimeout(turn, ms);
      beats.add(beat);
    },
    async start(tasks) {
      await unlockDeadWorkers(ownerPool);
      runner = await run({
        pgPool: ownerPool,
        concurrency: 2,
        noHandleSignals: true,
        pollInterval: 1000,
        taskList: Object.fromEntries(
          Object.entries(tasks).map(([name, task]) => [name, (payload: unknown) => task(payload as never)]),
        ),
        logger: new WorkerLogger(() => (level, message, meta) => {
          if (level === 'error') log.error({ meta }, message);
          else log.debug({ meta }, message);
        }),
      });
    },
    async stop() {
      stopping = true;
      for (const beat of beats) clearTimeout(beat.timer);
      await Promise.all([...beats].map((beat) => beat.running));
      await runner?.stop();
    },
  };
}

/** A killed process leaves its jobs locked for four hours. We hold the school alone, so no lock is alive. */
async function unlockDeadWorkers(ownerPool: pg.Pool): Promise<void> {
  await ownerPool.query(
    `select graphile_worker.force_unlock_workers(array(
       select distinct locked_by from graphile_worker._private_jobs where locked_by is not null
       union select distinct locked_by from graphile_worker._private_job_queues where locked_by is not null))`,
  );
}
