/**
 * The bare reference of a student's list of outcomes, in a process of its own: a Fastify route that runs the list's and
 * the calendar's SQL and sends what comes. No session, no rights, no rules. Run by itself it is that process.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import fastify from 'fastify';
import { anonymous } from '../../src/accounts/actor.ts';
import { calendarOf } from '../../src/calendar/store.ts';
import { coursesOf } from '../../src/outcomes/list-store.ts';
import { openDb, openPool } from '../../src/platform/db.ts';

export async function startList(
  databaseUrl: string,
  registrationId: string,
): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [import.meta.filename, databaseUrl, registrationId], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve) => {
    child.stdout?.once('data', (line) => resolve(String(line).trim()));
  });
  return { child, url };
}

async function serveBare(databaseUrl: string, registrationId: string): Promise<void> {
  const db = openDb(openPool(databaseUrl, 'app'));
  const actor = { ...anonymous, registrations: [{ id: registrationId, division: 'day' as const }] };
  const which = { schoolYear: null, semester: null, current: 229, offsetMs: 0 };
  const app = fastify();
  app.get('/', async () => {
    const courses = await coursesOf(db, actor, which);
    const calendar = await calendarOf(db, 114, 1);
    return { courses, governed: 'rules' in calendar };
  });
  console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
}

if (import.meta.main) await serveBare(process.argv[2] ?? '', process.argv[3] ?? '');
