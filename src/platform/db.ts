/** The database: one pool per school, one way to open a transaction. */
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;

declare const opened: unique symbol;
/** A transaction in hand. Only `inTransaction` makes one, so no write can happen outside. */
export type Tx = Transaction<Tables> & { readonly [opened]: true };

const types = new pg.TypeOverrides();
// A date is a calendar day, not an instant: it stays `2026-01-19`.
types.setTypeParser(pg.types.builtins.DATE, (text) => text);
types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));
types.setTypeParser(pg.types.builtins.NUMERIC, (text) => Number(text));

export const appRole = 'licheng_app';

/** `role: 'app'` may not touch what the ledger protects; `role: 'owner'` migrates and runs the job queue. */
export function openPool(url: string, role: 'app' | 'owner', max = 20): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    options: `-c timezone=UTC -c statement_timeout=120000${role === 'app' ? ` -c role=${appRole}` : ''}`,
    application_name: `licheng-${role}`,
  });
  // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    if (role === 'app') prepareStatements(client);
  });
  return pool;
}

const names = new Map<string, string>();

/**
 * Prepares each statement once per connection: parsing and planning cost more than running most of ours.
 * Only the first few hundred different texts, so that statements made of lists do not pile up on the server.
 */
function prepareStatements(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  Object.assign(client, {
    query(text: unknown, values: unknown, ...rest: unknown[]) {
      const prepared = typeof text === 'string' && Array.isArray(values) && values.length > 0;
      const name = prepared ? nameOf(text) : undefined;
      return name ? query({ name, text, values }, ...rest) : query(text, values, ...rest);
    },
  });
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= 500) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

export function openDb(pool: pg.Pool): Db {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** Carries a refusal out of a transaction so that everything written before it is undone. */
class RolledBack<T> extends Error {
  readonly answer: T;
  constructor(answer: T) {
    super('refused');
    this.answer = answer;
  }
}

/**
 * Runs `work` in one transaction. An error rolls back and is thrown on; a returned refusal rolls back
 * and is returned, so that a refused act has changed nothing whatever it wrote on the way.
 */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await db.transaction().execute(async (tx) => {
      const answer = await work(tx as Tx);
      if (typeof answer === 'object' && answer !== null && 'refused' in answer) throw new RolledBack(answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.answer as T;
    throw error;
  }
}

/** The constraint a failed statement broke, or undefined: turns a unique violation into a refusal. */
export function brokenConstraint(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.constraint : undefined;
}

/** Whether a statement failed because a row is still referred to, or its place has been taken by another. */
export function standsInTheWay(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '23503' || error.code === '23505');
}
