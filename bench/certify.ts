/**
 * `npm run bench -- certify`: 200 teachers decide on 8,000 works over HTTP, session, rights, window, lock and ledger
 * included: one by one, and in batches of forty, a course at once. Beside it, in the same run and alternating, the same
 * decisions as bare inserts on as many connections: a row and a ledger line each, committed one by one, or by forty.
 */
import { Agent, request } from 'node:http';
import pg from 'pg';
import { issueSession } from '../src/accounts/auth.ts';
import type { OpenSchool } from '../src/app/school.ts';
import { startProduct } from './product.ts';

const teachers = 200;
const worksEach = 40;
const parallel = 16;
/** In each, every second teacher decides on everything, in all four ways. */
const turns = 2;

interface Teacher {
  personId: string;
  cookie: string;
  works: Work[];
}
interface Work {
  outcomeId: string;
  versionId: string;
}
type Decide = (teacher: Teacher, works: Work[]) => Promise<void>;

const all: Teacher[] = [];
const product = await startProduct(300, async (school) => {
  all.push(...(await enterWorks(school)));
});
const agent = new Agent({ keepAlive: true, maxSockets: parallel });
const pool = new pg.Pool({ connectionString: product.place.databaseUrl, max: parallel });
try {
  const singly: Decide = async ({ cookie }, works) => {
    for (const { outcomeId, versionId } of works)
      await post(`/api/outcomes/${outcomeId}/certification`, cookie, { versionId });
  };
  const inBatches: Decide = async ({ cookie }, works) => {
    const body = { decision: 'certified', reason: '', items: works };
    const answer = JSON.parse(await post('/api/certification/batch', cookie, body)) as {
      items: { refusal: unknown }[];
    };
    if (answer.items.some(({ refusal }) => refusal)) throw new Error('Something was left out.');
  };
  const figures = { ours: 0, reference: 0, batch: 0, batchReference: 0 };
  await warmUp(all, singly, inBatches);
  for (let turn = 0; turn < turns; turn += 1) {
    figures.ours += await rate(all, turn, singly);
    await forget();
    figures.reference += await rate(all, turn, bareSingly);
    await forget();
    figures.batch += await rate(all, turn, inBatches);
    await forget();
    figures.batchReference += await rate(all, turn, bareInBatches);
    await forget();
  }
  const mean = (sum: number) => Math.round(sum / turns);
  const ratio = (ours: number, reference: number) => Number((ours / reference).toFixed(3));
  console.log(
    JSON.stringify({
      name: 'certify',
      ours: mean(figures.ours),
      reference: mean(figures.reference),
      unit: 'decisions/s',
      ratio: ratio(figures.ours, figures.reference),
      batch: mean(figures.batch),
      batchReference: mean(figures.batchReference),
      batchRatio: ratio(figures.batch, figures.batchReference),
    }),
  );
} finally {
  agent.destroy();
  await pool.end();
  await product.close();
}

/** 200 teachers, each with an offering of their own in which forty students have handed in one work; deciding reads no file. */
async function enterWorks(school: OpenSchool): Promise<Teacher[]> {
  const pool = school.ownerPool;
  await pool.query(
    `with t as (insert into person (name) select '教師' || n from generate_series(1, $1::int) n returning id, name),
     s as (insert into staff (person_id, staff_code) select id, 'BT' || substr(name, 3) from t),
     f as (insert into offering (course_code, school_year, semester, division, grade, group_name, credits)
       select 'BENCH1', 114, 1, 'day', 1, name, 2 from t returning id, group_name),
     ft as (insert into offering_teacher (offering_id, person_id) select f.id, t.id from f join t on t.name = f.group_name),
     r as (select id, row_number() over (order by id) as n from registration where student_number like 'B%'),
     fn as (select id, row_number() over (order by id) as n from f),
     e as (insert into enrolment (registration_id, offering_id)
       select r.id, fn.id from fn join r on (r.n + fn.n) % (select count(*) from r) < $2 returning id, registration_id),
     o as (insert into outcome (enrolment_id, registration_id, created_at)
       select id, registration_id, clock_timestamp() from e returning id),
     u as (insert into outcome_upload (outcome_id, description, begun_at)
       select id, '期末專題報告與反思', '2025-12-09' from o returning id, outcome_id)
     insert into outcome_version (outcome_id, number, upload_id, description, begun_at, finished_at)
     select outcome_id, 1, id, '期末專題報告與反思', '2025-12-09', '2025-12-09' from u`,
    [teachers, worksEach],
  );
  await pool.query('analyze');
  const { rows } = await pool.query<{ personId: string; works: Work[] }>(
    `select t.person_id as "personId", jsonb_agg(jsonb_build_object('outcomeId', o.id, 'versionId', v.id)) as works
     from offering_teacher t join offering f on f.id = t.offering_id and f.group_name like '教師%'
     join enrolment e on e.offering_id = f.id join outcome o on o.enrolment_id = e.id
     join outcome_version v on v.outcome_id = o.id group by t.person_id`,
  );
  const entered = await Promise.all(
    rows.map(async (teacher) => ({ ...teacher, cookie: await issueSession(school, teacher.personId) })),
  );
  const count = entered.reduce((sum, { works }) => sum + works.length, 0);
  if (entered.length !== teachers || count !== teachers * worksEach)
    throw new Error(`The school has ${entered.length} teachers with ${count} works.`);
  return entered;
}

/** Half of the teachers decide on all they have, sixteen at a time. @returns decisions per second */
async function rate(all: readonly Teacher[], turn: number, decide: Decide): Promise<number> {
  const waiting = all.filter((_, at) => at % turns === turn);
  const decisions = waiting.reduce((sum, { works }) => sum + works.length, 0);
  const began = performance.now();
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await decide(next, next.works);
    }),
  );
  return decisions / ((performance.now() - began) / 1000);
}

/** So that the next turn decides on the same works again; lines of the ledger stay. */
async function forget(): Promise<void> {
  await pool.query('delete from certification');
}

/** Until the engine has compiled what both sides run. */
async function warmUp(all: readonly Teacher[], ...acts: Decide[]): Promise<void> {
  for (const act of [...acts, bareSingly, bareInBatches]) {
    await rate(all.slice(0, 40), 0, act);
    await forget();
  }
}

async function bareSingly(teacher: Teacher, works: Work[]): Promise<void> {
  for (const work of works) await bare(teacher, [work]);
}

async function bareInBatches(teacher: Teacher, works: Work[]): Promise<void> {
  await bare(teacher, works);
}

/** One transaction: an insert for each row, and one for its line. */
async function bare({ personId }: Teacher, works: Work[]): Promise<void> {
  const client = await pool.connect();
  await client.query('begin');
  for (const { outcomeId, versionId } of works) {
    await client.query({
      name: 'row',
      text: `insert into certification (version_id, outcome_id, decision, decided_by, decided_at)
             values ($1, $2, 'certified', $3, clock_timestamp())`,
      values: [versionId, outcomeId, personId],
    });
    await client.query({
      name: 'line',
      text: `select line_id from ledger_append(interval '0', 'certification.certified', $1, $2, '{}', '[]')`,
      values: [{ person: personId }, { outcomeId, versionId }],
    });
  }
  await client.query('commit');
  client.release();
}

function post(path: string, cookie: string, body: unknown): Promise<string> {
  const bytes = Buffer.from(JSON.stringify(body));
  const headers = { cookie, 'content-type': 'application/json', 'content-length': bytes.length };
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, product.url), { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(text))));
    });
    sent.on('error', reject);
    sent.end(bytes);
  });
}
