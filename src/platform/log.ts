/** Structured logs, one JSON line each. Ids only: no names, no ID numbers, no contents, no query strings. */
import { type Logger, pino } from 'pino';

export type { Logger };

export function openLog(level: string): Logger {
  return pino({
    level,
    redact: {
      paths: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.nationalId', '*.name'],
      remove: true,
    },
    serializers: {
      req: (request: { method: string; url: string; id: string }) => ({
        method: request.method,
        // The path only: a query may hold a name somebody searched for, a file link is a secret.
        path: request.url.split('?')[0]?.replace(/\/files\/.+/, '/files/…'),
        id: request.id,
      }),
    },
  });
}
