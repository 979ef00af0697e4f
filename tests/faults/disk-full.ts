/**
 * `npm run faults -- disk-full`: the first home fills up under parallel uploads, once down to the last byte and once
 * to the product's own floor. Uploads are refused with 507 and leave nothing; reading, signing in and certifying go
 * on; with space again the next upload is received, without a restart.
 */
import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signIn } from '../../src/accounts/contract.ts';
import type { SchoolPlace } from '../../src/app/school.ts';
import { certify } from '../../src/certification/contract.ts';
import { hashOf, namesIn, pathOf } from '../../src/platform/files/disk.ts';
import type { CastName } from '../cast.ts';
import { begin, type HandedFile, pdfOf, putBytes, sha256Of } from '../hand-in.ts';
import {
  as,
  broken,
  draftSlots,
  onAnEmptyPlace,
  type Promised,
  prepare,
  type Slot,
  startProduct,
} from './crash.ts';
import { type LoopDisk, makeLoopDisk, noLoopDisk } from './loop-disk.ts';
import { table } from './table.ts';

interface Outcome {
  full: string;
  received: number;
  refused: number;
  wrong: string[];
}

async function fillUp(
  place: SchoolPlace,
  disk: LoopDisk,
  cookies: ReadonlyMap<CastName, string>,
  full: { name: string; leave: number },
): Promise<Outcome> {
  const outcome: Outcome = { full: full.name, received: 0, refused: 0, wrong: [] };
  const product = await startProduct(place);
  const slots = await draftSlots(product.url, cookies, 12);
  const promises: Promised[] = [];
  const ballast = join(disk.root, 'ballast');
  const handIn = async (slot: Slot) => {
    const status = await tryOnce(product.url, cookies, slot, promises);
    if (status === 507) outcome.refused += 1;
    else if (status !== 200) outcome.wrong.push(`an upload was answered ${status}`);
  };

  await handIn(slots[0] as Slot);
  const { bavail, bsize } = statfsSync(disk.root);
  writeFileSync(ballast, Buffer.alloc(bavail * bsize - full.leave));
  for (let turn = 0; turn < 6; turn += 1) await Promise.all(slots.map(handIn));
  if (outcome.refused === 0) outcome.wrong.push('the disk was never full');

  // What was received is read, and the rest of the house goes on.
  outcome.wrong.push(...(await broken(product.url, cookies, place, promises)), ...(await untidy(place)));
  outcome.wrong.push(...(await othersGoOn(product.url, cookies, promises)));

  rmSync(ballast);
  const before = promises.length;
  await handIn(slots.findLast(({ who }) => who !== 'lin') as Slot);
  if (promises.length === before) outcome.wrong.push('with space again nothing is received');
  outcome.received = promises.length;
  await product.kill();
  return outcome;
}

async function tryOnce(
  url: string,
  cookies: ReadonlyMap<CastName, string>,
  slot: Slot,
  promises: Promised[],
): Promise<number> {
  const file: HandedFile = { slot: 'document', name: '報告.pdf', bytes: pdfOf(700_000) };
  const client = as(url, cookies, slot.who);
  const put = await putBytes(client, await begin(client, slot.outcomeId, [file]), file);
  if (put.answer?.state === 'received') {
    const { versionId, receipt } = put.answer;
    promises.push({ ...slot, versionId, statement: receipt.statement, sha256: sha256Of(file.bytes) });
  }
  return put.status;
}

/** Half-written files, and files that are not what their name says. */
async function untidy({ filesDir }: SchoolPlace): Promise<string[]> {
  const left = readdirSync(join(filesDir, 'incoming')).map((name) => `left behind: incoming/${name}`);
  for await (const name of namesIn(filesDir))
    if ((await hashOf(pathOf(filesDir, name))) !== name) left.push(`${name}: other bytes`);
  return left;
}

async function othersGoOn(
  url: string,
  cookies: ReadonlyMap<CastName, string>,
  promises: readonly Promised[],
): Promise<string[]> {
  // Of the first student's first subject.
  const newest = promises.findLast(({ outcomeId }) => outcomeId === promises[0]?.outcomeId);
  const certified = await as(url, cookies, 'wang').call(certify, {
    params: { outcomeId: newest?.outcomeId ?? '' },
    body: { versionId: newest?.versionId },
  });
  // A wrong password is known to be wrong only after the database was asked.
  const signed = await as(url, new Map(), 'lin').call(signIn, {
    body: { username: '1140101', password: 'not this one' },
  });
  return [
    ...(certified.status === 200 ? [] : [`certification was answered ${certified.status}`]),
    ...(signed.refusal?.refused === 'sign-in-failed' ? [] : [`sign-in was answered ${signed.status}`]),
  ];
}

if (import.meta.main) {
  const impossible = noLoopDisk();
  if (impossible) {
    console.error(`disk-full cannot run here: ${impossible}`);
    process.exit(2);
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  const outcomes: Outcome[] = [];
  for (const { toTheFloor, ...full } of [
    { name: 'to the last byte', leave: 5_000_000, toTheFloor: false },
    { name: 'to the floor of a tenth', leave: 8_000_000, toTheFloor: true },
  ]) {
    const disk = makeLoopDisk(64 * 1024 ** 2);
    outcomes.push(
      await onAnEmptyPlace(async (place) => {
        // What is for trying out has no floor: only so the disk is really full.
        const small = {
          ...place,
          filesDir: join(disk.root, 'files'),
          secondFilesDir: join(disk.root, 'second'),
          allowVolatileStore: !toTheFloor,
        };
        return fillUp(small, disk, await prepare(small), full);
      }),
    );
    disk.remove();
  }
  console.log(table(outcomes.map(({ wrong, ...outcome }) => ({ ...outcome, wrong: wrong.length }))));
  for (const finding of outcomes.flatMap(({ wrong }) => wrong)) console.log(`✗ ${finding}`);
  console.log(JSON.stringify({ name: 'disk-full', outcomes }));
  process.exitCode = outcomes.every(({ wrong }) => wrong.length === 0) ? 0 : 1;
}
