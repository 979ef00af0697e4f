/**
 * `npm run bench -- outcomes`: the student's list of outcomes over HTTP, session, rights, rules and answer shape
 * included, beside a bare Fastify route that runs the same SQL (the list and the calendar; only the session's
 * question is the product's own) and sends what comes. Alternating in one run.
 */
import autocannon from 'autocannon';
import { sql } from 'kysely';
import { openDb, openPool } from '../src/platform/db.ts';
import { startList } from './parts/list.ts';
import { startProduct } from './parts/product.ts';

const rounds = 6;
const seconds = 2;

await bench();

async function bench(): Promise<void> {
  const product = await startProduct(50);
  const [student] = product.students;
  if (!student) throw new Error('The school has no students.');
  await handInEverything(product.place.databaseUrl);
  const bare = await startList(product.place.databaseUrl, student.registrationId);
  const ours = { url: `${product.url}/api/outcomes`, headers: { cookie: student.cookie } };
  const reference = { url: bare.url, headers: {} };
  try {
    await Promise.all([load(ours), load(reference)]);
    const sums = { ours: 0, reference: 0 };
    for (let round = 0; round < rounds; round += 1) {
      sums.ours += await load(ours);
      sums.reference += await load(reference);
    }
    const figure = (sum: number) => Math.round(sum / rounds);
    const ratio = Number((sums.ours / sums.reference).toFixed(3));
    console.log(
      JSON.stringify({
        name: 'outcomes',
        ours: figure(sums.ours),
        reference: figure(sums.reference),
        unit: 'lists/s',
        ratio,
      }),
    );
  } finally {
    bare.child.kill();
    await product.close();
  }
}

/** Every second draft becomes a version with one file, some of them certified or returned. */
async function handInEverything(databaseUrl: string): Promise<void> {
  const db = openDb(openPool(databaseUrl, 'owner', 1));
  await sql`
    with b as (insert into blob (sha256, size, media_type, second_verified_at)
          values (repeat('a', 64), 1000, 'application/pdf', clock_timestamp()) returning sha256),
    o as (select id, row_number() over (order by id) as n from outcome),
    u as (insert into outcome_upload (outcome_id, description, begun_at)
          select id, '期末專題報告與反思', clock_timestamp() from o where n % 2 = 0 returning id, outcome_id, description, begun_at),
    v as (insert into outcome_version (outcome_id, number, upload_id, description, begun_at, finished_at)
          select outcome_id, 1, id, description, begun_at, clock_timestamp() from u returning id, outcome_id),
    f as (insert into outcome_file (version_id, slot, name, size, sha256, media_type)
          select v.id, 'document', '報告.pdf', 1000, b.sha256, 'application/pdf' from v, b)
    insert into certification (version_id, outcome_id, decision, decided_by, decided_at)
    select v.id, v.outcome_id, 'certified', (select person_id from staff limit 1), clock_timestamp()
    from v join o on o.id = v.outcome_id where o.n % 4 = 0`.execute(db);
  await sql`analyze`.execute(db);
  await db.destroy();
}

async function load(target: { url: string; headers: Record<string, string> }): Promise<number> {
  const result = await autocannon({ ...target, connections: 8, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${target.url} did not answer every request.`);
  return result.requests.average;
}
