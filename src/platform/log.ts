/** Structured logs, one JSON line each. Ids only: no names, no ID numbers, no contents, no query strings. */
import pg from 'pg';
import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

/** @param to where the lines go; standard output when left out */
export function openLog(level: string, to?: DestinationStream): Logger {
  const options = {
    level,
    redact: {
      paths: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.nationalId', '*.name'],
      remove: true,
    },
    serializers: {
      req: (request: { method: string; url: string; id: string }) => ({
        method: request.method,
        // The path only: a query may hold a name somebody searched for, a file link and a calendar's address are secrets.
        path: request.url.split('?')[0]?.replace(/\/(files|feeds)\/.+/, '/$1/…'),
        id: request.id,
      }),
      err: withoutData,
    },
  };
  return to ? pino(options, to) : pino(options);
}

/**
 * What went wrong and where. A database's own words quote rows and values (“Failing row contains …”), so of
 * its errors only the names of things are kept.
 */
function withoutData(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const lines = (error.stack ?? '').split('\n');
  const stack = lines.filter((line) => /^\s+at /.test(line)).join('\n');
  const type = error.constructor.name;
  if (error instanceof pg.DatabaseError) {
    const { code, schema, table, column, constraint, routine } = error;
    return { type, code, schema, table, column, constraint, routine, stack };
  }
  return { type, message: error.message, code: 'code' in error ? error.code : undefined, stack };
}
