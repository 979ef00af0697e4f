/**
 * `npm run bench -- upload`: the product's whole upload (session, announcement, 4 MiB of bytes hashed, inspected
 * and flushed to disk, row, ledger line, receipt), eight in parallel, beside a bare server that does only the
 * bytes; alternating in one run. A real MP4 (`ratio`), then a real 25-page PDF (`pdfRatio`). Between turns the
 * product is left alone until its second copies are made, so that neither side pays for them.
 */
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startBytes } from './parts/bytes.ts';
import { draftsOf, films, handIn, type Kind, reports } from './parts/handing-in.ts';
import { startProduct } from './parts/product.ts';
import { send } from './parts/send.ts';

const parallel = 8;
const rounds = 6;
const secondsPerTurn = 2;

/** Anew for every turn: a server closes connections that idled while the other side had its turn. */
let agent = new Agent();
const product = await startProduct(100);
const bare = await startBytes();
const database = new pg.Client({ connectionString: product.place.databaseUrl });
await database.connect();
try {
  const mp4 = await compare(films());
  const pdf = await compare(await reports());
  console.log(
    JSON.stringify({
      name: 'upload',
      ...mp4,
      unit: 'uploads/s',
      pdfOurs: pdf.ours,
      pdfReference: pdf.reference,
      pdfRatio: pdf.ratio,
    }),
  );
} finally {
  await database.end();
  agent.destroy();
  bare.close();
  await product.close();
}

async function compare(kind: Kind): Promise<{ ours: number; reference: number; ratio: number }> {
  const drafts = draftsOf(product);
  const whole = () => handIn(agent, product.url, kind, drafts.next().value);
  const bytesOnly = () => send(agent, bare.url, { method: 'PUT', path: '/', bytes: kind.next().bytes });
  // Until the engine has compiled what both sides run.
  await turn(whole, 4);
  await copiesMade();
  await turn(bytesOnly, 4);
  const sums = { ours: 0, reference: 0 };
  for (let round = 0; round < rounds; round += 1) {
    sums.ours += await turn(whole, secondsPerTurn);
    await copiesMade();
    sums.reference += await turn(bytesOnly, secondsPerTurn);
  }
  const rate = (sum: number) => Number((sum / rounds).toFixed(1));
  return {
    ours: rate(sums.ours),
    reference: rate(sums.reference),
    ratio: Number((sums.ours / sums.reference).toFixed(3)),
  };
}

/** @returns acts per second */
async function turn(act: () => Promise<unknown>, seconds: number): Promise<number> {
  agent.destroy();
  agent = new Agent({ keepAlive: true, maxSockets: parallel * 2 });
  const start = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      while (performance.now() - start < seconds * 1000) {
        await act();
        done += 1;
      }
    }),
  );
  return done / ((performance.now() - start) / 1000);
}

async function copiesMade(): Promise<void> {
  for (;;) {
    const { rows } = await database.query('select 1 from blob where second_verified_at is null limit 1');
    if (rows.length === 0) return;
    await sleep(100);
  }
}
