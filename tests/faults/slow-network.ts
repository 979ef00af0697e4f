/**
 * `npm run faults -- slow-network [uploads]`: students hand in over lines of 1 Mbit/s each, one connection in twenty
 * reset half-way, with the tray's own way of going on. Every upload completes, and the server stays small.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SchoolPlace } from '../../src/app/school.ts';
import { beginUpload, handedIn, putFile, uploadStatus } from '../../src/outcomes/contract.ts';
import type { AnswerOf, Endpoint } from '../../src/platform/contract.ts';
import type { Destination } from '../../src/platform/ui/tray/destination.ts';
import type { TrayEntry } from '../../src/platform/ui/tray/entry.ts';
import { sendEntry } from '../../src/platform/ui/tray/send.ts';
import { castNow } from '../cast.ts';
import { pdfOf, sha256Of } from '../hand-in.ts';
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
import { openSlowLine } from './slow-line.ts';

export interface SlowResult {
  uploads: number;
  complete: number;
  connections: number;
  resets: number;
  /** Times an entry had to be tried again. */
  retries: number;
  seconds: number;
  /** The most the server ever held, MB. */
  serverMemory: number;
  lost: string[];
}

/** Lines at once: one for each draft the cast can have. */
const lines = 24;
/** Bytes of a file: what a page or two of notes weighs. */
const sizes = { least: 30_000, most: 200_000 };
const patience = { tries: 40, pauseMs: 200 };

type Cookies = Awaited<ReturnType<typeof prepare>>;

export async function slowNetwork(
  uploads: number,
  place: SchoolPlace,
  { bitsPerSecond = 1_000_000, resets = 0.05 } = {},
): Promise<SlowResult> {
  const cookies = await prepare(place);
  const product = await startProduct(place, { now: castNow });
  const random = seeded(20251210);
  const line = await openSlowLine(product.url, { bitsPerSecond, resets, random });
  const slots = await draftSlots(product.url, cookies, lines);
  const promises: Promised[] = [];
  let [next, retries] = [0, 0];
  const began = performance.now();
  await Promise.all(
    slots.map(async (slot) => {
      for (let nth = next++; nth < uploads; nth = next++) {
        const size = Math.floor(sizes.least + random() * (sizes.most - sizes.least));
        const handed = await handInByTray(line.url, cookies, slot, pdfOf(size));
        retries += handed.retries;
        if (handed.promised) promises.push(handed.promised);
      }
    }),
  );
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const serverMemory = peakOf(product.process.pid ?? 0);
  const lost = await broken(product.url, cookies, place, promises);
  await line.close();
  await product.kill();
  const { connections, resets: torn } = line;
  return {
    uploads,
    complete: promises.length,
    connections,
    resets: torn,
    retries,
    seconds,
    serverMemory,
    lost,
  };
}

/** One entry through the tray's own sending, tried again as the student's retry does. */
async function handInByTray(url: string, cookies: Cookies, slot: Slot, bytes: Buffer) {
  let entry = entryFor(slot, bytes);
  const destination = destinationOver(url, cookies, slot);
  for (let retries = 0; retries < patience.tries; retries += 1) {
    try {
      const { state } = await sendEntry(entry, destination, {
        bytes: async () => new Blob([new Uint8Array(bytes)]),
        keep: async (change) => {
          entry = { ...entry, ...change };
          return entry;
        },
        onProgress: () => undefined,
        signal: new AbortController().signal,
      });
      if (state === 'done') return { retries, promised: await promiseOf(url, cookies, slot, entry) };
    } catch {
      // The line broke: what the server has is asked next time.
      await sleep(patience.pauseMs);
    }
  }
  return { retries: patience.tries, promised: undefined };
}

function entryFor({ who, outcomeId }: Slot, bytes: Buffer): TrayEntry {
  const file = { slot: 'document', name: '報告.pdf', size: bytes.length, type: 'application/pdf' };
  return {
    id: sha256Of(bytes),
    account: who,
    destination: 'outcomes',
    target: { outcomeId },
    files: [{ ...file, sha256: sha256Of(bytes), located: false, keepsLocation: false }],
    state: 'queued',
    uploadId: null,
    failure: null,
    known: null,
    sendsKnown: false,
    arrived: null,
    addedAt: 0,
  };
}

/** The outcomes' destination without a browser: the same calls over the same endpoints. */
function destinationOver(url: string, cookies: Cookies, { who, outcomeId }: Slot) {
  const client = as(url, cookies, who);
  const ask = <E extends Endpoint>(endpoint: E, params: Record<string, string>, body?: unknown) =>
    answered<AnswerOf<E>>(client.call(endpoint, { params, body, headers: { connection: 'close' } }));
  return {
    item: () => undefined,
    prepare: async ({ target }) => target,
    async begin({ files }) {
      const announced = files.map(({ slot, name, size, sha256 }) => ({ slot, name, size, sha256 }));
      const { uploadId } = await ask(beginUpload, { outcomeId }, { description: '慢慢傳', files: announced });
      return { uploadId, missing: files.map(({ slot }) => slot) };
    },
    async missing(uploadId) {
      const status = await ask(uploadStatus, { uploadId });
      return status.state === 'waiting' ? status.missing : [];
    },
    async put(uploadId, slot, { blob }) {
      const headers = { 'content-type': 'application/pdf', connection: 'close' };
      const path = putFile.path.replace(':uploadId', uploadId).replace(':slot', slot);
      const response = await client.fetch(path, { method: 'PUT', body: blob, headers });
      if (!response.ok) throw new Error(`${response.status}`);
      return response.json();
    },
    known: async (sha256) => {
      const { found } = await ask(handedIn, { sha256 });
      return found ? { to: '', params: {}, label: found.outcomeId } : undefined;
    },
    arrived: () => ({ to: '', params: {}, label: '' }),
  } satisfies Partial<Destination> as unknown as Destination;
}

async function answered<T>(asked: Promise<{ status: number; answer: T | undefined }>): Promise<T> {
  const { status, answer } = await asked;
  if (answer === undefined) throw new Error(`${status}`);
  return answer;
}

/** What the server says it has, asked over the same line until the answer comes. */
async function promiseOf(
  url: string,
  cookies: Cookies,
  slot: Slot,
  { uploadId, files }: TrayEntry,
): Promise<Promised | undefined> {
  const client = as(url, cookies, slot.who);
  for (let tries = 0; tries < patience.tries; tries += 1) {
    try {
      const params = { uploadId: uploadId ?? '' };
      const { answer } = await client.call(uploadStatus, { params, headers: { connection: 'close' } });
      if (answer?.state !== 'received') return undefined;
      const { versionId, receipt } = answer;
      return { ...slot, versionId, statement: receipt.statement, sha256: files[0]?.sha256 ?? '' };
    } catch {
      await sleep(patience.pauseMs);
    }
  }
  return undefined;
}

/** MB the process ever held at once, as the kernel counts (proc(5), VmHWM). */
function peakOf(pid: number): number {
  const kept = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(kept?.[1] ?? 0) / 1024);
}

/** The same misfortunes in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const mostMemory = 600;

if (import.meta.main) {
  const uploads = Number(process.argv[2] ?? 300);
  const result = await onAnEmptyPlace((place) => slowNetwork(uploads, place));
  console.log(JSON.stringify({ name: 'slow-network', ...result }));
  const whole = result.complete === uploads && result.lost.length === 0 && result.resets > 0;
  process.exitCode = whole && result.serverMemory < mostMemory ? 0 : 1;
}
