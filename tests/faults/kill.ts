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
    // In every other round some answers have come, however slow the machine; in the rest nobody knows.
    if (round % 2 === 1)
      await Promise.race([...uploads.map(({ first }) => first), sleep(10_000, undefined, { ref: false })]);
    await sleep(100 + Math.random() * 1400);
    dead.yet = true;
    await product.kill();
    const made = (await Promise.all(uploads.map(({ all }) => all))).flat();
    unknown += slots.length;
    promises.push(...made);
    product = await startProduct(place);
    lost.push(...(await broken(product.url, cookies, place, made)));
  }
  lost.push(...(await broken(product.url, cookies, place, promises)));
  await product.kill();
  return { rounds, promised: promises.length, unknown, lost };
}

/**
 * One after the other until the product is dead. The one under way when it dies is the one nobody knows of.
 * @returns `first`: settled with the first answer
 */
function handInUntil(
  dead: { yet: boolean },
  handInOnce: () => Promise<Promised | undefined>,
): { first: Promise<unknown>; all: Promise<Promised[]> } {
  const first = handInOnce();
  const others = async (made: Promised[] = []) => {
    for (let promised = await first; promised; promised = await handInOnce()) {
      made.push(promised);
      if (dead.yet) break;
    }
    return made;
  };
  return { first, all: others() };
}

if (import.meta.main) {
  const rounds = Number(process.argv[2] ?? 200);
  const result = await onAnEmptyPlace((place) => killRounds(rounds, place));
  console.log(JSON.stringify({ name: 'kill', ...result }));
  process.exitCode = result.lost.length === 0 && result.promised > 0 ? 0 : 1;
}
