/**
 * Whether this process lives, and whether its schools can be worked with: for load balancers and watchers. What
 * is asked is what an upload needs: the database and both homes of the files. No names, no hosts, no versions.
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { School } from './school.ts';

export const readyShape = z.object({
  /** `degraded`: everything is taken in and kept, but a second home is missing. */
  status: z.enum(['ready', 'degraded', 'unavailable']),
  /** Not 0 where the clock was moved, which only a demo or a test does. */
  clockOffsetMs: z.number(),
  checks: z.object({ database: z.boolean(), firstHome: z.boolean(), secondHome: z.boolean() }),
});

export type Health = z.infer<typeof readyShape>;

/** @param schoolsAt the school of a host; every school for a host nobody configured, such as a probe's address */
export function serveHealth(app: FastifyInstance, schoolsAt: (host: string) => readonly School[]): void {
  app.route({
    method: 'GET',
    url: '/health/live',
    schema: {
      operationId: 'isAlive',
      summary: 'Whether this process answers at all',
      security: [],
      response: { 200: z.object({ status: z.literal('alive') }) },
    },
    // Being busy is no reason to be killed.
    config: { pressureHandler: () => undefined } as object,
    handler: () => ({ status: 'alive' }),
  });
  app.route({
    method: 'GET',
    url: '/health/ready',
    schema: {
      operationId: 'isReady',
      summary: 'Whether the database and the stores can be worked with; 503 when not',
      security: [],
      response: { 200: readyShape, 503: readyShape },
    },
    async handler(request, reply) {
      const health = together(await Promise.all(schoolsAt(request.host).map(healthOf)));
      return reply.code(health.status === 'unavailable' ? 503 : 200).send(health);
    },
  });
}

async function healthOf({ db, files, clock }: School): Promise<Health> {
  const [database, firstHome, secondHome] = await Promise.all([
    soon(db.selectFrom('school').select('id').executeTakeFirstOrThrow()),
    files.suspect === undefined && soon(files.reach('first')),
    soon(files.reach('second')),
  ]);
  return verdict({ database, firstHome, secondHome }, clock.offsetMs);
}

function verdict(checks: Health['checks'], clockOffsetMs: number): Health {
  const { database, firstHome, secondHome } = checks;
  const status = !database || !firstHome ? 'unavailable' : secondHome ? 'ready' : 'degraded';
  return { status, clockOffsetMs, checks };
}

function together(all: readonly Health[]): Health {
  const every = (check: keyof Health['checks']) => all.every(({ checks }) => checks[check]);
  const checks = {
    database: every('database'),
    firstHome: every('firstHome'),
    secondHome: every('secondHome'),
  };
  return verdict(checks, all.find(({ clockOffsetMs }) => clockOffsetMs !== 0)?.clockOffsetMs ?? 0);
}

const patienceMs = 3000;

/** False where it failed or did not come in time: an answer too late is none to whoever asks. */
async function soon(asked: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const came = asked.then(
    () => true,
    () => false,
  );
  return Promise.race([came, late]).finally(() => clearTimeout(timer));
}
