/** One process: web pages, API and jobs of every school it serves, on one port. */
import type { FastifyInstance } from 'fastify';
import { actorOf } from '../accounts/auth.ts';
import { buildHttp } from '../platform/http.ts';
import type { Logger } from '../platform/log.ts';
import type { School } from '../platform/school.ts';
import { serveWeb } from '../platform/web.ts';
import { routes } from './routes.ts';
import { startWork } from './worker.ts';

/** A whole school opens the page when the bell rings: with Node's 511, connections that wait would be broken off. */
const backlog = 4096;

export interface ServerOptions {
  /** Schools by host name, in small letters; the key `*` answers every host (the one-school form). */
  schools: ReadonlyMap<string, School>;
  host: string;
  port: number;
  trustProxy: number;
  log: Logger;
  /** Whether background work runs here too; it does unless another server of these schools does it. */
  work?: boolean;
  /** The built browser part; without it only the API is served. */
  webDir?: string;
}

export interface Server {
  url: string;
  http: FastifyInstance;
  close(): Promise<void>;
}

export async function startServer(options: ServerOptions): Promise<Server> {
  const all = [...new Set(options.schools.values())];
  const schoolOf = (host: string) =>
    options.schools.get(host.toLowerCase().replace(/:\d+$/, '')) ?? options.schools.get('*');
  const http = await buildHttp({
    log: options.log,
    trustProxy: options.trustProxy,
    schoolOf,
    schoolsAt(host) {
      const school = schoolOf(host);
      return school ? [school] : all;
    },
    actorOf,
    isSignedIn: (actor) => actor.personId !== null,
    routes,
  });
  if (options.webDir) await serveWeb(http, options.webDir);
  if (options.work !== false) for (const school of all) await startWork(school);
  const url = await http.listen({ host: options.host, port: options.port, backlog });
  return { url, http, close: () => http.close() };
}
