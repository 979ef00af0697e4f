/**
 * `npm run bench -- certify`: 200 teachers decide on 8,000 works over HTTP, session, rights, window, lock and ledger
 * included: one by one, and in batches of forty, a course at once. Beside it, in the same run and alternating, the same
 * decisions as bare inserts on as many connections: a row and a ledger line each, committed one by one, or by forty.
 */
import { Agent } from 'node:http';
import pg from 'pg';
import { startProduct } from './parts/product.ts';
import { send } from './parts/send.ts';
import { decideBare, enterWorks, type Teacher, type Work } from './parts/works.ts';

const parallel = 16;
/** In each, every second teacher decides on everything, in all four ways. */
const turns = 2;

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
  for (const work of works) await decideBare(pool, teacher, [work]);
}

async function bareInBatches(teacher: Teacher, works: Work[]): Promise<void> {
  await decideBare(pool, teacher, works);
}

function post(path: string, cookie: string, body: unknown): Promise<string> {
  return send(agent, product.url, { method: 'POST', path, cookie, json: body });
}
