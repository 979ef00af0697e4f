/**
 * An outside client with its own book of what it was promised: it hands in, the product is killed, and after
 * the restart every promise must be found again, byte for byte.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { issueSession } from '../../src/accounts/auth.ts';
import { type Client, clientOf } from '../../src/app/demo/http-client.ts';
import { foundSchool } from '../../src/app/found.ts';
import { openSchool, type SchoolPlace } from '../../src/app/school.ts';
import { pathOf } from '../../src/platform/files/disk.ts';
import { openLog } from '../../src/platform/log.ts';
import { startEmbedded } from '../../src/platform/postgres.ts';
import { type CastName, castNow, enrolments, enterCast, enterRules, people } from '../cast.ts';
import { begin, draftFor, type HandedFile, pdfOf, putBytes, sha256Of } from '../hand-in.ts';

const entry = join(import.meta.dirname, 'product.ts');

export interface Promised {
  who: CastName;
  outcomeId: string;
  versionId: string;
  statement: string;
  sha256: string;
}

export interface Product {
  url: string;
  process: ChildProcess;
  kill(): Promise<void>;
}

/**
 * Starts the product on a place and waits until it answers. Throws what it said where it would not start.
 * @param options.defect a defect of `defects.ts` planted in it
 * @param options.now where its clock stands at the start
 */
export async function startProduct(
  place: SchoolPlace,
  { defect, now = castNow }: { defect?: string; now?: Date } = {},
): Promise<Product> {
  const planted = defect
    ? ['--import', `${pathToFileURL(join(import.meta.dirname, 'plant.ts'))}?${defect}`]
    : [];
  const child = spawn('node', [...planted, entry, JSON.stringify(place), now.toISOString()], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  const lines = createInterface({ input: child.stdout });
  const [url] = (await Promise.race([
    once(lines, 'line'),
    once(child, 'close').then(([code]) => {
      const why = /^\w*Error: (.+)$/m.exec(said)?.[1] ?? `it ended with ${code}`;
      throw new Error(`The product does not start: ${why}`);
    }),
  ])) as [string];
  return {
    url,
    process: child,
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Runs on a database server and folders of its own, which are gone afterwards. */
export async function onAnEmptyPlace<T>(work: (place: SchoolPlace, dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'licheng-faults-'));
  chmodSync(dir, 0o755);
  const postgres = await startEmbedded(join(dir, 'postgres'));
  try {
    await postgres.createDatabase('school');
    const place = {
      databaseUrl: postgres.url('school'),
      dataDir: join(dir, 'data'),
      filesDir: join(dir, 'files'),
      secondFilesDir: join(dir, 'second'),
      publicUrl: 'http://127.0.0.1',
      allowVolatileStore: true,
    };
    return await work(place, dir);
  } finally {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A founded school with the cast in it, and a session for everybody. */
export async function prepare(place: SchoolPlace): Promise<Map<CastName, string>> {
  await foundSchool(place.databaseUrl, {
    name: '海濱高級商業職業學校',
    code: '123456',
    continuingCode: '12345B',
    demo: false,
  });
  const school = await openSchool(place, openLog('error'));
  await enterCast(school);
  await enterRules(school);
  const cookies = new Map<CastName, string>();
  for (const [name, { id }] of Object.entries(people)) {
    cookies.set(name as CastName, await issueSession(school, id));
  }
  await school.close();
  return cookies;
}

export interface Slot {
  who: CastName;
  outcomeId: string;
}

/** Drafts to hand in to: up to three for every subject of every student, but for those who hand in elsewhere. */
export async function draftSlots(
  url: string,
  cookies: ReadonlyMap<CastName, string>,
  count: number,
  except: readonly CastName[] = [],
): Promise<Slot[]> {
  const slots: Slot[] = [];
  for (const { id, who, offering } of Object.values(enrolments)) {
    if (offering === 'chineseRetake' || except.includes(who)) continue;
    for (let nth = 0; nth < 3 && slots.length < count; nth += 1) {
      slots.push({ who, outcomeId: await draftFor(as(url, cookies, who), id) });
    }
  }
  return slots;
}

/** Hands in one new version. @returns what the product promised, or undefined where the answer never came */
export async function tryToHandIn(
  url: string,
  cookies: ReadonlyMap<CastName, string>,
  slot: Slot,
  size: number,
): Promise<Promised | undefined> {
  const file: HandedFile = { slot: 'document', name: '報告.pdf', bytes: pdfOf(size) };
  const client = as(url, cookies, slot.who);
  try {
    const uploadId = await begin(client, slot.outcomeId, [file]);
    const put = await putBytes(client, uploadId, file);
    if (put.answer?.state !== 'received') return undefined;
    const { versionId, receipt } = put.answer;
    return { ...slot, versionId, statement: receipt.statement, sha256: sha256Of(file.bytes) };
  } catch {
    // The product died under this request: nothing was promised.
    return undefined;
  }
}

/** Every promise that is not kept, in words. */
export async function broken(
  url: string,
  cookies: ReadonlyMap<CastName, string>,
  place: SchoolPlace,
  promises: readonly Promised[],
): Promise<string[]> {
  const found = await Promise.all(
    promises.map(async ({ who, outcomeId, versionId, statement, sha256 }) => {
      const path = `/api/outcomes/${outcomeId}/versions/${versionId}/receipt`;
      const response = await as(url, cookies, who).fetch(path);
      if (!response.ok) return `receipt of ${versionId}: ${response.status}`;
      const receipt = (await response.json()) as { statement: string };
      if (receipt.statement !== statement) return `receipt of ${versionId}: another statement`;
      return brokenFile(place, sha256);
    }),
  );
  return found.filter((finding) => finding !== undefined);
}

/** The same for the bytes alone, where no product answers. */
export function brokenBytes(place: Pick<SchoolPlace, 'filesDir'>, promises: readonly Promised[]): string[] {
  return promises.map(({ sha256 }) => brokenFile(place, sha256)).filter((finding) => finding !== undefined);
}

function brokenFile({ filesDir }: Pick<SchoolPlace, 'filesDir'>, sha256: string): string | undefined {
  const file = pathOf(filesDir, sha256);
  if (!existsSync(file)) return `${sha256}: not in the store`;
  return sha256Of(readFileSync(file)) === sha256 ? undefined : `${sha256}: other bytes`;
}

export function as(url: string, cookies: ReadonlyMap<CastName, string>, who: CastName): Client {
  return clientOf(url, async () => cookies.get(who) ?? '');
}
