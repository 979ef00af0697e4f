/**
 * An outside client with its own book of what it was promised: it hands in, the product is killed, and after
 * the restart every promise must be found again, byte for byte.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { issueSession } from '../../src/accounts/auth.ts';
import { type Client, clientOf } from '../../src/app/demo/http-client.ts';
import { foundSchool } from '../../src/app/found.ts';
import { openSchool, type SchoolPlace } from '../../src/app/school.ts';
import { openLog } from '../../src/platform/log.ts';
import { type CastName, enrolments, enterCast, enterRules, people } from '../cast.ts';
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

/** Starts the product on a place and waits until it answers. */
export async function startProduct(place: SchoolPlace): Promise<Product> {
  const child = spawn('node', [entry, JSON.stringify(place)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const [url] = (await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`The product ended with ${code} instead of starting.`);
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

/** A founded school with the cast in it, and a session for each of its students. */
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
  for (const name of ['lin', 'chen', 'ji', 'tsai', 'huang'] as const) {
    cookies.set(name, await issueSession(school, people[name].id));
  }
  await school.close();
  return cookies;
}

export interface Slot {
  who: CastName;
  outcomeId: string;
}

/** Drafts to hand in to: up to three for every subject of every student. */
export async function draftSlots(
  url: string,
  cookies: ReadonlyMap<CastName, string>,
  count: number,
): Promise<Slot[]> {
  const slots: Slot[] = [];
  for (const { id, who, offering } of Object.values(enrolments)) {
    if (offering === 'chineseRetake') continue;
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
      const file = join(place.filesDir, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
      if (!existsSync(file)) return `${sha256}: not in the store`;
      return sha256Of(readFileSync(file)) === sha256 ? undefined : `${sha256}: other bytes`;
    }),
  );
  return found.filter((finding) => finding !== undefined);
}

function as(url: string, cookies: ReadonlyMap<CastName, string>, who: CastName): Client {
  return clientOf(url, async () => cookies.get(who) ?? '');
}
