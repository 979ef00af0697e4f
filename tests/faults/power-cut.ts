/**
 * `npm run faults -- power-cut [cuts]`: everything the product keeps (both homes of the files, keys, the database's
 * cluster) lies on a disk image. The power goes at once after an acknowledgement is held by the client; the machine
 * comes back on the disk as it was, the product starts, and every receipt of every cut so far must be found with the
 * same bytes and a clean ledger. Builds with a flush taken out must be caught.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SchoolPlace } from '../../src/app/school.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/platform/postgres.ts';
import type { CastName } from '../cast.ts';
import {
  broken,
  brokenBytes,
  draftSlots,
  type Product,
  type Promised,
  prepare,
  type Slot,
  startProduct,
  tryToHandIn,
} from './crash.ts';
import { type LoopDisk, makeLoopDisk, noLoopDisk } from './loop-disk.ts';
import { table } from './table.ts';

/** The whole machine: a disk, and what runs on it. */
interface Machine {
  disk: LoopDisk;
  postgres: EmbeddedServer;
  product: Product;
  place: SchoolPlace;
}

interface School {
  cookies: ReadonlyMap<CastName, string>;
  slots: readonly Slot[];
  promises: Promised[];
}

interface Cut {
  cut: number;
  uploads: string;
  promised: number;
  lost: number;
  ledger: string;
  seconds: string;
}

const defects = ['no-directory-sync', 'no-file-sync'] as const;

async function cutAgainAndAgain(disk: LoopDisk, cuts: number, school: School, defect?: string) {
  const lost: string[] = [];
  const rows: Cut[] = [];
  let machine: Machine | undefined = await powerOn(disk, defect);
  for (let cut = 1; machine && cut <= cuts && (defect === undefined || lost.length === 0); cut += 1) {
    const began = performance.now();
    // One upload after the other, or eight under way at once.
    const parallel = cut % 2 === 1 ? 1 : 8;
    const before = school.promises.length;
    await cutAtAnAcknowledgement(machine, school, parallel);
    const found = await afterTheCut(disk, school, defect);
    machine = found.machine;
    lost.push(...found.lost);
    rows.push({
      cut,
      uploads: parallel === 1 ? 'one by one' : `${parallel} at once`,
      promised: school.promises.length - before,
      lost: found.lost.length,
      ledger: found.ledger,
      seconds: ((performance.now() - began) / 1000).toFixed(1),
    });
  }
  if (machine) await powerOff(machine);
  return { lost, rows };
}

/** Until the last of a few receipts is in the client's hands; in that moment nothing moves any more. */
async function cutAtAnAcknowledgement(
  { product, postgres, disk }: Machine,
  { slots, cookies, promises }: School,
  parallel: number,
): Promise<void> {
  let left = 1 + Math.floor(Math.random() * 2 * parallel);
  let stopped = false;
  const uploads = slots.slice(0, parallel).map(async (slot) => {
    while (!stopped) {
      const promised = await tryToHandIn(product.url, cookies, slot, 60_000);
      if (!promised) return;
      // An answer read after the stop had been sent before it: it counts.
      promises.push(promised);
      left -= 1;
      if (left > 0 || stopped) continue;
      stopped = true;
      product.process.kill('SIGSTOP');
      stopServer(postgres);
    }
  });
  while (!stopped) await sleep(1);
  const image = disk.copy();
  await powerOff({ product, postgres });
  await Promise.all(uploads);
  disk.swap(image);
}

async function afterTheCut(disk: LoopDisk, school: School, defect?: string) {
  const place = { ...placeOn(disk), databaseUrl: '' };
  try {
    const machine = await powerOn(disk, defect);
    const lost = await broken(machine.product.url, school.cookies, machine.place, school.promises);
    const ledger = verifyLedger(machine.place);
    return { machine, lost: ledger === 'clean' ? lost : [...lost, `ledger: ${ledger}`], ledger };
  } catch (error) {
    // A product that does not come up again has lost everything, and says what.
    const why = error instanceof Error ? error.message : String(error);
    return { machine: undefined, lost: [why, ...brokenBytes(place, school.promises)], ledger: 'not asked' };
  }
}

async function powerOn(disk: LoopDisk, defect?: string): Promise<Machine> {
  const postgres = await startEmbedded(join(disk.root, 'postgres'));
  try {
    const place = { ...placeOn(disk), databaseUrl: postgres.url('school') };
    return { disk, postgres, place, product: await startProduct(place, { defect }) };
  } catch (error) {
    postgres.kill();
    throw error;
  }
}

async function powerOff({ product, postgres }: Pick<Machine, 'product' | 'postgres'>): Promise<void> {
  await product.kill();
  const pid = serverPid(postgres);
  postgres.kill();
  // A dead process that nobody has noticed yet would be taken for a server that is still running.
  while (existsSync(`/proc/${pid}`)) await sleep(5);
}

function placeOn(disk: LoopDisk): Omit<SchoolPlace, 'databaseUrl'> {
  return {
    dataDir: join(disk.root, 'data'),
    filesDir: join(disk.root, 'data/files'),
    secondFilesDir: join(disk.root, 'data/files-second'),
    publicUrl: 'http://127.0.0.1',
    allowVolatileStore: false,
  };
}

/** As an operator asks for it. */
function verifyLedger(place: SchoolPlace): string {
  const run = spawnSync('node', [resolve(import.meta.dirname, '../../scripts/verify.ts'), 'ledger'], {
    env: { ...process.env, DATABASE_URL: place.databaseUrl, DATA_DIR: place.dataDir },
    encoding: 'utf8',
  });
  return run.status === 0 ? 'clean' : `${run.stdout}${run.stderr}`.trim().replaceAll('\n', '; ');
}

/** Nothing of the database moves any more; its backends are its children. */
function stopServer(postgres: EmbeddedServer): void {
  const pid = serverPid(postgres);
  process.kill(pid, 'SIGSTOP');
  spawnSync('pkill', ['-STOP', '-P', String(pid)]);
}

function serverPid({ clusterDir }: EmbeddedServer): number {
  return Number(readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** A founded school on the disk, with drafts to hand in to. */
async function foundOn(disk: LoopDisk): Promise<School> {
  const postgres = await startEmbedded(join(disk.root, 'postgres'));
  if (!postgres.clusterDir.startsWith(disk.root)) {
    await postgres.stop();
    throw new Error(
      'The database cannot lie on the image: this checkout is not open to its user. Move it out of a home folder.',
    );
  }
  await postgres.createDatabase('school');
  const place = { ...placeOn(disk), databaseUrl: postgres.url('school') };
  const cookies = await prepare(place);
  const product = await startProduct(place);
  const slots = await draftSlots(product.url, cookies, 8);
  await product.kill();
  await postgres.stop();
  return { cookies, slots, promises: [] };
}

if (import.meta.main) {
  const impossible = noLoopDisk();
  if (impossible) {
    console.error(`power-cut cannot run here: ${impossible}`);
    process.exit(2);
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  const cuts = Number(process.argv[2] ?? 20);
  const began = performance.now();
  const disk = makeLoopDisk(1024 ** 3);
  const school = await foundOn(disk);
  const founded = disk.copy();
  const real = await cutAgainAndAgain(disk, cuts, school);
  console.log(table(real.rows));
  const planted: { defect: string; caughtAtCut: number | null; found: string | undefined }[] = [];
  for (const defect of defects) {
    disk.swap(disk.copy(founded));
    const { lost, rows } = await cutAgainAndAgain(disk, cuts, { ...school, promises: [] }, defect);
    planted.push({ defect, caughtAtCut: lost.length > 0 ? rows.length : null, found: lost[0] });
  }
  console.log(table(planted));
  disk.remove();
  const result = {
    name: 'power-cut',
    cuts: real.rows.length,
    promised: school.promises.length,
    lost: real.lost.length,
    planted: Object.fromEntries(planted.map(({ defect, caughtAtCut }) => [defect, caughtAtCut])),
    seconds: Math.round((performance.now() - began) / 1000),
  };
  for (const finding of real.lost) console.log(`✗ ${finding}`);
  console.log(JSON.stringify(result));
  const good =
    result.lost === 0 && result.promised >= cuts && planted.every(({ caughtAtCut }) => caughtAtCut !== null);
  process.exitCode = good ? 0 : 1;
}
