/** Forward-only SQL migrations, run in the order of their names through Kysely's migrator, which holds a lock. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeWorkerUtils } from 'graphile-worker';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { appRole, openPool } from './db.ts';

const folder = join(import.meta.dirname, '../../db/migrations');

/** Brings one database up to date. Needs the right to create the role `licheng_app` once per server. */
export async function migrate(ownerUrl: string): Promise<void> {
  const pool = openPool(ownerUrl, 'owner', 2);
  const db = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) });
  try {
    await makeAppRole(db);
    const migrator = new Migrator({ db, provider: { getMigrations: async () => fromFiles() } });
    const { error, results } = await migrator.migrateToLatest();
    if (error) {
      const failed = results?.find((result) => result.status === 'Error')?.migrationName;
      throw new Error(
        `Migration ${failed ?? ''} failed: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    await prepareJobQueue(db, pool);
  } finally {
    await db.destroy();
  }
}

async function makeAppRole(db: Kysely<Record<string, never>>): Promise<void> {
  await sql`select pg_advisory_lock(hashtext('licheng role'))`.execute(db);
  await sql
    .raw(
      `do $$ begin
         if not exists (select from pg_roles where rolname = '${appRole}') then create role ${appRole} nologin; end if;
         execute format('grant ${appRole} to %I', current_user);
       end $$`,
    )
    .execute(db);
  await sql`select pg_advisory_unlock(hashtext('licheng role'))`.execute(db);
}

function fromFiles() {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return Object.fromEntries(
    names.map((name) => [
      name.replace(/\.sql$/, ''),
      {
        async up(db: Kysely<unknown>) {
          await sql.raw(readFileSync(join(folder, name), 'utf8')).execute(db);
        },
      },
    ]),
  );
}

/** The queue has its own schema, guarded row by row; the app's role may only add jobs, inside its own transactions. */
async function prepareJobQueue(db: Kysely<Record<string, never>>, pool: import('pg').Pool): Promise<void> {
  const utils = await makeWorkerUtils({ pgPool: pool });
  await utils.migrate();
  await sql
    .raw(
      `create or replace function add_school_job(task text, payload json, key text) returns void
         language sql security definer set search_path = ''
         as $$ select graphile_worker.add_job(task, payload, job_key => key, max_attempts => 25) $$;
       revoke all on function add_school_job from public;
       grant execute on function add_school_job to ${appRole};`,
    )
    .execute(db);
  await utils.release();
}
