/**
 * The whole product on an embedded PostgreSQL with real flushing, in a process of its own, for a bench to load:
 * a school with as many students as wished, each signed in, taking ten courses, with three drafts in each.
 * Run by itself it is that process.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import packageJson from '../../package.json' with { type: 'json' };
import { issueSession } from '../../src/accounts/auth.ts';
import { foundSchool } from '../../src/app/found.ts';
import { type OpenSchool, openSchool, type SchoolPlace } from '../../src/app/school.ts';
import { startServer } from '../../src/app/server.ts';
import { movableClock } from '../../src/platform/clock.ts';
import { openLog } from '../../src/platform/log.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/platform/postgres.ts';
import { castNow, enterCast, enterRules, people } from '../../tests/cast.ts';

/** As `npm start` runs it: the flags between `node` and the file. */
const nodeFlags = packageJson.scripts.start.split(' ').filter((word) => word.startsWith('--'));

export interface BenchStudent {
  cookie: string;
  registrationId: string;
  /** Three drafts in each of ten courses, course by course. */
  outcomeIds: string[];
}

export interface Product {
  url: string;
  place: SchoolPlace;
  students: BenchStudent[];
  /** The session of the day division's registrar. */
  registrar: string;
  /** Of the process that serves. */
  pid: number;
  close(): Promise<void>;
}

/** @param enter what else the school is to hold, entered before it is served */
export async function startProduct(
  students: number,
  enter: (school: OpenSchool) => Promise<void> = async () => undefined,
): Promise<Product> {
  const dir = mkdtempSync(join(tmpdir(), 'licheng-bench-'));
  chmodSync(dir, 0o755);
  const postgres = await startEmbedded(join(dir, 'postgres'));
  const place = await makePlace(postgres, dir);
  const made = await enterStudents(place, students, enter);
  const { child, url } = await serveElsewhere(place);
  return {
    url,
    place,
    ...made,
    pid: child.pid ?? 0,
    async close() {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
      await postgres.stop();
      if (!postgres.clusterDir.startsWith(dir)) rmSync(dirname(postgres.clusterDir), { recursive: true });
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A founded, empty school in a database of its own. */
export async function makePlace(
  postgres: EmbeddedServer,
  dir: string,
  database = 'bench',
): Promise<SchoolPlace> {
  await postgres.createDatabase(database);
  const databaseUrl = postgres.url(database);
  await foundSchool(databaseUrl, { name: '海濱高商', code: '123456', continuingCode: '12345B', demo: false });
  return {
    databaseUrl,
    dataDir: join(dir, 'data'),
    filesDir: join(dir, 'files'),
    secondFilesDir: join(dir, 'files-second'),
    publicUrl: 'http://127.0.0.1',
    allowVolatileStore: true,
  };
}

/** The cast's school year and rules, and a crowd of students in it. */
async function enterStudents(
  place: SchoolPlace,
  count: number,
  enter: (school: OpenSchool) => Promise<void>,
): Promise<Pick<Product, 'students' | 'registrar'>> {
  const school = await openAtCastTime(place);
  try {
    await enterCast(school);
    await enterRules(school);
    await sql`
      with c as (
        insert into course (code, coded, name) select 'BENCH' || n, false, '科目' || n from generate_series(1, 10) n returning code
      ), f as (
        insert into offering (course_code, school_year, semester, division, grade, group_name, credits)
        select code, 114, 1, 'day', 1, '商一甲', 2 from c returning id
      ), p as (
        insert into person (name) select '學生' || n from generate_series(1, ${count}::int) n returning id, name
      ), r as (
        insert into registration (person_id, student_number, division, entry_school_year, programme, field_group, starts_on)
        select id, 'B' || substr(name, 3), 'day', 114, '301', '21', '2025-08-01' from p returning id
      ), e as (
        insert into enrolment (registration_id, offering_id) select r.id, f.id from r, f returning id, registration_id
      )
      insert into outcome (enrolment_id, registration_id, created_at)
      select e.id, e.registration_id, clock_timestamp() from e, generate_series(1, 3)`.execute(school.db);
    await sql`analyze`.execute(school.db);
    const { rows } = await sql<{ personId: string; registrationId: string; outcomeIds: string[] }>`
      select r.person_id as "personId", r.id as "registrationId",
             array_agg(o.id::text order by f.course_code, o.id) as "outcomeIds"
      from registration r join outcome o on o.registration_id = r.id
      join enrolment e on e.id = o.enrolment_id join offering f on f.id = e.offering_id group by r.id`.execute(
      school.db,
    );
    const students = await Promise.all(
      rows.map(async ({ personId, ...student }) => ({
        ...student,
        cookie: await issueSession(school, personId),
      })),
    );
    await enter(school);
    return { students, registrar: await issueSession(school, people.registrar.id) };
  } finally {
    await school.close();
  }
}

export function openAtCastTime(place: SchoolPlace): Promise<OpenSchool> {
  const clock = movableClock();
  clock.moveTo(castNow);
  return openSchool(place, openLog('error'), clock);
}

/** The product in a process of its own. */
export async function serveElsewhere(place: SchoolPlace): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [...nodeFlags, import.meta.filename, JSON.stringify(place)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (line) => resolve(String(line).trim()));
    child.once('exit', (code) => reject(new Error(`The product ended with ${code}.`)));
  });
  return { child, url };
}

if (import.meta.main) {
  const place = JSON.parse(process.argv[2] ?? '') as SchoolPlace;
  const school = await openAtCastTime(place);
  const log = openLog('error');
  const server = await startServer({
    schools: new Map([['*', school]]),
    host: '127.0.0.1',
    port: 0,
    trustProxy: 0,
    log,
  });
  process.once('SIGTERM', async () => {
    await server.close();
    await school.close();
    process.exit(0);
  });
  console.log(server.url);
}
