/**
 * `npm run bench -- upload`: the product's whole upload (session, announcement, 4 MiB of bytes hashed, inspected
 * and flushed to disk, row, ledger line, receipt), eight in parallel, beside a bare server that does only the
 * bytes; alternating in one run. A real MP4 (`ratio`), then a real 25-page PDF (`pdfRatio`). Between turns the
 * product is left alone until its second copies are made, so that neither side pays for them.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { report } from '../src/app/sample-school/files.ts';
import { type MediaType, padded } from '../src/app/sample-school/padding.ts';
import { startBytes } from './bytes.ts';
import { type Product, startProduct } from './product.ts';

const size = 4 * 1024 * 1024;
const parallel = 8;
const rounds = 6;
const secondsPerTurn = 2;

interface Work {
  slot: 'document' | 'media';
  name: string;
  mediaType: MediaType;
  /** Files of the same size, all different, made before the clock runs. */
  next(): { bytes: Buffer; sha256: string };
}

/** Anew for every turn: a server closes connections that idled while the other side had its turn. */
let agent = new Agent();
const product = await startProduct(100);
const bare = await startBytes();
const database = new pg.Client({ connectionString: product.place.databaseUrl });
await database.connect();
try {
  const samples = join(import.meta.dirname, '../samples');
  const mp4 = await compare(
    workOf('media', 'video.mp4', 'video/mp4', readFileSync(join(samples, 'experiment.mp4'))),
  );
  const pdf = await compare(workOf('document', 'report.pdf', 'application/pdf', (await report()).bytes));
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

async function compare(work: Work): Promise<{ ours: number; reference: number; ratio: number }> {
  const drafts = draftsOf(product);
  const whole = () => upload(work, drafts.next().value);
  const bytesOnly = () => put(bare.url, '/', {}, work.next().bytes);
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

async function upload(work: Work, draft: { cookie: string; outcomeId: string }): Promise<void> {
  const { bytes, sha256 } = work.next();
  const { cookie } = draft;
  const announcement = {
    description: '專題研究的過程與反思',
    files: [{ slot: work.slot, name: work.name, size: bytes.length, sha256 }],
  };
  const begun = await send(
    'POST',
    product.url,
    `/api/outcomes/${draft.outcomeId}/uploads`,
    {
      cookie,
      'content-type': 'application/json',
    },
    Buffer.from(JSON.stringify(announcement)),
  );
  const { uploadId } = JSON.parse(begun) as { uploadId: string };
  const received = await put(product.url, `/api/uploads/${uploadId}/files/${work.slot}`, { cookie }, bytes);
  if (!received.includes('"signature"')) throw new Error(`No receipt: ${received}`);
}

function put(base: string, path: string, headers: Record<string, string>, bytes: Buffer): Promise<string> {
  return send('PUT', base, path, { ...headers, 'content-type': 'application/octet-stream' }, bytes);
}

function send(
  method: string,
  base: string,
  path: string,
  headers: Record<string, string>,
  body: Buffer,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { method, agent, headers: { ...headers, 'content-length': body.length } };
    const sent = request(new URL(path, base), options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(text))));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Each draft in turn; when all are used their outcomes get new versions. */
function* draftsOf({ students }: Product): Generator<{ cookie: string; outcomeId: string }, never> {
  for (;;) {
    for (const { cookie, outcomeIds } of students) {
      for (const outcomeId of outcomeIds) yield { cookie, outcomeId };
    }
  }
}

/** The salt is written into the format's own padding: every file is whole, and none equals another. */
function workOf(slot: Work['slot'], name: string, mediaType: MediaType, original: Buffer): Work {
  const template = padded(mediaType, original, size);
  // Both formats end in at least this much: the PDF in its trailer, the MP4 in its padding.
  const at = template.length - 1024;
  let salt = 0;
  return {
    slot,
    name,
    mediaType,
    next() {
      const bytes = Buffer.from(template);
      bytes.write(`salt ${String(salt++).padStart(12, '0')}`, at, 'latin1');
      return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
    },
  };
}

async function copiesMade(): Promise<void> {
  for (;;) {
    const { rows } = await database.query('select 1 from blob where second_verified_at is null limit 1');
    if (rows.length === 0) return;
    await sleep(100);
  }
}
