/**
 * `npm run bench -- digest`: the weekly letters of a whole school, 2,700 students and 200 teachers, everybody with an
 * address and something that waits: an outcome in each of six courses, a tenth returned, a tenth still a draft. What the
 * days of all of them cost to read is told apart from what the first job's letters cost to send, to a relay beside the
 * product, which greets a tenth of a second late.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { openSchool, type SchoolPlace } from '../src/app/school.ts';
import { daysIn } from '../src/app/worker.ts';
import { sendDigests } from '../src/notices/digest-send.ts';
import { nextRecipients } from '../src/notices/digest-store.ts';
import { movableClock } from '../src/platform/clock.ts';
import { openDb, openPool } from '../src/platform/db.ts';
import { openLog } from '../src/platform/log.ts';
import { startEmbedded } from '../src/platform/postgres.ts';
import type { Seal } from '../src/platform/seal.ts';
import { openSmtpSink } from '../tests/smtp-sink.ts';
import { makePlace } from './parts/product.ts';
import { fillSchool } from './parts/register-school.ts';

const students = 2_700;
const teachers = 200;
const week = '2025-12-15';
/** Milliseconds for one person's day. */
const budget = 5;

const dir = mkdtempSync(join(tmpdir(), 'licheng-bench-'));
chmodSync(dir, 0o755);
const postgres = await startEmbedded(join(dir, 'postgres'));
const sink = await openSmtpSink();
try {
  const place = await makePlace(postgres, dir);
  await fillSchool(place, students);
  const clock = movableClock();
  clock.moveTo(new Date(`${week}T07:00:00+08:00`));
  const mail = { url: sink.url, from: 'portfolio@school.example' };
  const school = await openSchool({ ...place, mail }, openLog('silent'), clock);
  await enterWorks(place, school.seal);

  const began = performance.now();
  const heap = process.memoryUsage().heapUsed;
  const days = await daysIn(school);
  const people = await nextRecipients(school.db, { week, today: week, limit: 10_000 });
  let matters = 0;
  for (let at = 0; at < people.length; at += 100)
    for (const day of (await days(people.slice(at, at + 100))).values()) matters += day.length;
  const reading = performance.now() - began;

  const sendingBegan = performance.now();
  await sendDigests(school, { week }, () => daysIn(school));
  const most = process.memoryUsage().heapUsed;
  const sending = performance.now() - sendingBegan;
  const each = Number((reading / people.length).toFixed(2));
  console.log(
    JSON.stringify({
      name: 'digest',
      people: people.length,
      matters,
      letters: sink.letters.length,
      readingMsEach: each,
      readingSeconds: Number((reading / 1000).toFixed(1)),
      sendingMsEach: Math.round(sending / sink.letters.length),
      heapMbMore: Math.round((most - heap) / 1e6),
      budget,
      ok: each <= budget,
    }),
  );
  process.exitCode = each <= budget ? 0 : 1;
  await school.close();
} finally {
  await sink.close();
  await postgres.stop();
  if (!postgres.clusterDir.startsWith(dir)) rmSync(dirname(postgres.clusterDir), { recursive: true });
  rmSync(dir, { recursive: true, force: true });
}

/** Teachers in turn teach everything that is given; everybody has an account and an address. */
async function enterWorks({ databaseUrl }: SchoolPlace, seal: Seal): Promise<void> {
  const db = openDb(openPool(databaseUrl, 'owner', 1));
  await sql`set statement_timeout = 0`.execute(db);
  await sql`create temporary table hired as
    select gen_random_uuid() as person, n from generate_series(0, ${teachers - 1}::int) n`.execute(db);
  await sql`insert into person (id, name) select person, '教師' || n from hired`.execute(db);
  await sql`insert into staff (person_id, staff_code) select person, 'B' || n from hired`.execute(db);
  await sql`insert into offering_teacher (offering_id, person_id)
    select f.id, h.person from (select id, row_number() over (order by id) as at from offering
      where course_code like 'BENCH%') f join hired h on h.n = f.at % ${teachers}::int`.execute(db);
  await sql`create temporary table work as
    select gen_random_uuid() as outcome, gen_random_uuid() as upload, gen_random_uuid() as version,
      e.id as enrolment, e.registration_id, row_number() over (order by e.id) % 10 as kind
    from enrolment e join offering f on f.id = e.offering_id where f.course_code like 'BENCH%'`.execute(db);
  await sql`insert into outcome (id, enrolment_id, registration_id, created_at)
    select outcome, enrolment, registration_id, now() from work`.execute(db);
  await sql`insert into outcome_upload (id, outcome_id, description, begun_at)
    select upload, outcome, '作品', '2025-12-09' from work where kind > 0`.execute(db);
  await sql`insert into outcome_version (id, outcome_id, number, upload_id, description, begun_at, finished_at)
    select version, outcome, 1, upload, '作品', '2025-12-09', '2025-12-09' from work where kind > 0`.execute(
    db,
  );
  await sql`insert into certification (version_id, outcome_id, decision, reason, decided_by, decided_at)
    select version, outcome, case when kind = 1 then 'returned' else 'certified' end, '補', h.person, '2025-12-10'
    from work join hired h on h.n = 0 where kind between 1 and 5`.execute(db);
  await sql`insert into login (person_id, username) select id, 'b' || row_number() over () from person
    on conflict do nothing`.execute(db);
  await sql`insert into mail_address (person_id, address_sealed, verified_at)
    select id, ${seal.close('somebody@mail.example.org')}::bytea, now() from person
    on conflict do nothing`.execute(db);
  await sql`vacuum analyze`.execute(db);
  await db.destroy();
}
