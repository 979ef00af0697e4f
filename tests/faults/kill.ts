/**
 * `npm run faults -- kill [rounds]`: kill -9 of the product at a random moment under twenty parallel uploads,
 * again and again. Every receipt the client holds must be found again with the same bytes.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SchoolPlace } from '../../src/app/school.ts';
import {
  broken,
  draftSlots,
  onAnEmptyPlace,
  type Promised,
  prepare,
  startProduct,
  tryToHandIn,
} from './crash.ts';

export interface KillResult {
  rounds: number;
  promised: number;
  /** Uploads under way at a kill: answered or not, nobody knows. */
  unknown: number;
  lost: string[];
}

export async function killRounds(rounds: number, place: SchoolPlace, parallel = 20): Promise<KillResult> {
  const cookies = await prepare(place);
  let product = await startProduct(place);
  const slots = await draftSlots(product.url, cookies, parallel);
  const promises: Promised[] = [];
  const lost: string[] = [];
  let unknown = 0;
  for (let round = 0; round < rounds; round += 1) {
    const { url } = product;
    const dead = { yet: false };
    const uploads = slots.map((slot) =>
      handInUntil(dead, () => tryToHandIn(url, cookies, slot, 60_000 + round)),
    );
    // Somewhere between the first bytes of the first upload and the answers of the third or fourth.
    await sleep(100 + Math.random() * 1400);
    dead.yet = true;
    await product.kill();
    const made = (await Promise.all(uploads)).flat();
    unknown += slots.length;
    promises.push(...made);
    product = await startProduct(place);
    lost.push(...(await broken(product.url, cookies, place, made)));
  }
  lost.push(...(await broken(product.url, cookies, place, promises)));
  await product.kill();
  return { rounds, promised: promises.length, unknown, lost };
}

/** One after the other until the product is dead. The one under way when it dies is the one nobody knows of. */
async function handInUntil(
  dead: { yet: boolean },
  handInOnce: () => Promise<Promised | undefined>,
): Promise<Promised[]> {
  const made: Promised[] = [];
  while (!dead.yet) {
    const promised = await handInOnce();
    if (promised) made.push(promised);
  }
  return made;
}

if (import.meta.main) {
  const rounds = Number(process.argv[2] ?? 200);
  const result = await onAnEmptyPlace((place) => killRounds(rounds, place));
  console.log(JSON.stringify({ name: 'kill', ...result }));
  process.exitCode = result.lost.length === 0 && result.promised > 0 ? 0 : 1;
}
