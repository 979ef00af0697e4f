/**
 * `npm run faults -- jobs [rounds]`: kill -9 while files are being copied to their second home, and while a package
 * is being built. After the restart every file has its second copy with the right bytes, every package is whole and
 * recorded once, and nothing waits for a dead worker.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { SchoolPlace } from '../../src/app/school.ts';
import { openPool } from '../../src/platform/db.ts';
import { hashOf, namesIn, pathOf } from '../../src/platform/files/disk.ts';
import { onePackage, requestPackage } from '../../src/submission/contract.ts';
import type { CastName } from '../cast.ts';
import { certifiedOutcome, days, must, openedRound, selects } from '../submitting.ts';
import {
  as,
  draftSlots,
  onAnEmptyPlace,
  type Product,
  prepare,
  type Slot,
  startProduct,
  tryToHandIn,
} from './crash.ts';
import { table } from './table.ts';

/** How long a restarted product may take to finish what it was killed in, ms. */
const patience = 30_000;

interface Outcome {
  work: 'second copy' | 'package';
  rounds: number;
  /** Kills that really came in the middle of the work. */
  midWork: number;
  made: number;
  wrong: string[];
}

async function copying(
  place: SchoolPlace,
  owner: pg.Pool,
  cookies: ReadonlyMap<CastName, string>,
  slots: Slot[],
  rounds: number,
) {
  const outcome: Outcome = { work: 'second copy', rounds, midWork: 0, made: 0, wrong: [] };
  const single = async () => count(owner, 'select count(*) from blob where second_verified_at is null');
  for (let round = 0; round < rounds; round += 1) {
    const product = await startProduct(place);
    await Promise.all(slots.map((slot) => tryToHandIn(product.url, cookies, slot, 300_000)));
    await sleep(Math.random() * 700);
    await product.kill();
    const left = await single();
    if (left > 0 && left < slots.length) outcome.midWork += 1;
    const again = await startProduct(place);
    await until(async () => (await single()) === 0, outcome, `round ${round}: files without a second copy`);
    outcome.wrong.push(...(await wrongCopies(place, owner)));
    await again.kill();
  }
  outcome.made = await count(owner, 'select count(*) from blob');
  return outcome;
}

async function wrongCopies({ secondFilesDir }: SchoolPlace, owner: pg.Pool): Promise<string[]> {
  const { rows } = await owner.query<{ sha256: string }>('select sha256 from blob');
  const wrong: string[] = [];
  for (const { sha256 } of rows) {
    if ((await hashOf(pathOf(secondFilesDir, sha256))) !== sha256)
      wrong.push(`${sha256}: second copy is not right`);
  }
  if ((await Array.fromAsync(namesIn(secondFilesDir))).length !== rows.length)
    wrong.push('second home: stray files');
  const left = readdirSync(join(secondFilesDir, 'incoming'));
  return left.length > 0 ? [...wrong, `second home: ${left.length} unfinished files left`] : wrong;
}

async function packing(
  place: SchoolPlace,
  owner: pg.Pool,
  cookies: ReadonlyMap<CastName, string>,
  rounds: number,
) {
  const outcome: Outcome = { work: 'package', rounds, midWork: 0, made: 0, wrong: [] };
  const taskId = await readyToPack(place, cookies);
  const building = () => count(owner, `select count(*) from package where state = 'building'`);
  for (let round = 0; round < rounds; round += 1) {
    const product = await startProduct(place, { now: days.packing });
    const { packageId } = must(
      await as(product.url, cookies, 'registrar').call(requestPackage, { params: { taskId }, body: {} }),
    );
    await sleep(Math.random() * 150);
    await product.kill();
    if ((await building()) > 0) outcome.midWork += 1;
    const again = await startProduct(place, { now: days.packing });
    await until(
      async () => (await building()) === 0,
      outcome,
      `round ${round}: a package that is never finished`,
    );
    outcome.wrong.push(...(await wrongPackage(again, cookies, packageId)));
    await again.kill();
  }
  outcome.made = await count(owner, `select count(*) from package where manifest_sha256 is not null`);
  const lines = await count(owner, `select count(*) from ledger_line where act = 'submission.packageBuilt'`);
  if (lines !== outcome.made)
    outcome.wrong.push(`${outcome.made} packages, but ${lines} ledger lines say so`);
  return outcome;
}

/** Handed in, certified and selected, with the office's task open. @returns the day division's task */
async function readyToPack(place: SchoolPlace, cookies: ReadonlyMap<CastName, string>): Promise<string> {
  const acting = ({ url }: Product) => ({ as: (name: CastName) => as(url, cookies, name) });
  const handing = await startProduct(place, { now: days.handingIn });
  const outcomeIds = [
    await certifiedOutcome(acting(handing), { enrolment: 'linChinese' }),
    await certifiedOutcome(acting(handing), { enrolment: 'linMaths' }),
  ];
  await handing.kill();
  const selecting = await startProduct(place, { now: days.selecting });
  const { roundId, day } = await openedRound(acting(selecting));
  await selects(acting(selecting), 'lin', roundId, outcomeIds);
  await selecting.kill();
  return day;
}

/** A package is whole or it is not there: its ZIP streams to its announced end, every file hashed on the way. */
async function wrongPackage(
  product: Product,
  cookies: ReadonlyMap<CastName, string>,
  packageId: string,
): Promise<string[]> {
  const registrar = as(product.url, cookies, 'registrar');
  const { state } = must(await registrar.call(onePackage, { params: { packageId } }));
  if (state !== 'ready') return [`${packageId}: ${state}`];
  const zip = await registrar.fetch(`/api/submission/packages/${packageId}/zip`);
  const bytes = await zip.arrayBuffer();
  const whole = zip.ok && bytes.byteLength === Number(zip.headers.get('content-length'));
  return whole ? [] : [`${packageId}: ${zip.status}, ${bytes.byteLength} bytes`];
}

async function until(done: () => Promise<boolean>, outcome: Outcome, otherwise: string): Promise<void> {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(50)) if (await done()) return;
  outcome.wrong.push(otherwise);
}

async function count(owner: pg.Pool, query: string): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(query);
  return rows[0]?.count ?? 0;
}

if (import.meta.main) {
  const rounds = Number(process.argv[2] ?? 20);
  const outcomes = await onAnEmptyPlace(async (place) => {
    const cookies = await prepare(place);
    const owner = openPool(place.databaseUrl, 'owner', 2);
    const product = await startProduct(place);
    const slots = await draftSlots(product.url, cookies, 20, ['lin']);
    await product.kill();
    const found = [
      await copying(place, owner, cookies, slots, rounds),
      await packing(place, owner, cookies, rounds),
    ];
    await owner.end();
    return found;
  });
  console.log(table(outcomes.map(({ wrong, ...outcome }) => ({ ...outcome, wrong: wrong.length }))));
  for (const finding of outcomes.flatMap(({ wrong }) => wrong)) console.log(`✗ ${finding}`);
  const [copies, packages] = outcomes;
  console.log(JSON.stringify({ name: 'jobs', copies, packages }));
  const good = outcomes.every(({ wrong, midWork }) => wrong.length === 0 && midWork > 0);
  process.exitCode = good ? 0 : 1;
}
