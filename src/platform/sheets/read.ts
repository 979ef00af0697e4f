/** Hands the bytes of a workbook to a thread that reads them and is gone afterwards, whatever was in them. */
import { Worker } from 'node:worker_threads';
import { type Refusal, refuse } from '../../regulation/refusal.ts';
import type { Cell } from './cell.ts';
import { unpack } from './pack.ts';
import type { Answer, Question } from './read.worker.ts';

export interface RawSheet {
  name: string;
  /** Rows that hold anything; `row` counts from 1 as the program shows it. */
  rows: { row: number; cells: Cell[] }[];
}

interface About {
  kind: 'xlsx' | 'csv';
  /** How the text of a `.csv` was written. */
  encoding: 'UTF-8' | 'UTF-16' | 'Big5' | null;
}

export interface Sheets extends About {
  sheets: RawSheet[];
}

export interface PackedSheets extends About {
  /** The first rows of each sheet: enough to see what it is. */
  heads: RawSheet[];
  /** All of them, for `unpackSheets`. */
  packed: Uint8Array;
}

export interface SheetLimits {
  /** Of the file itself. */
  bytes: number;
  /** Of everything in a workbook, unpacked. */
  unpackedBytes: number;
  sheets: number;
  /** Over all sheets. */
  rows: number;
  cells: number;
  milliseconds: number;
}

/** A school of 3,000 with its enrolments of a semester is about 40,000 rows and 3 MB. */
export const sheetLimits: SheetLimits = {
  bytes: 20 * 1024 * 1024,
  unpackedBytes: 300 * 1024 * 1024,
  sheets: 50,
  rows: 200_000,
  cells: 4_000_000,
  milliseconds: 60_000,
};

/** How many rows of a sheet its head is. */
export const headRows = 20;

/** As `packSheets`, with every row in hand: for files that are looked at once. */
export async function readSheets(
  bytes: Uint8Array,
  name: string,
  limits: SheetLimits = sheetLimits,
): Promise<Sheets | Refusal> {
  const read = await packSheets(bytes, name, { limits });
  if ('refused' in read) return read;
  return { kind: read.kind, encoding: read.encoding, sheets: unpack(read.packed) };
}

/**
 * @param name the file's name: names the one sheet of a `.csv`
 * @param options.onRows told now and then how many rows were read
 * @returns a refusal with the clause 產7 when the bytes are no readable workbook or pass a limit
 */
export async function packSheets(
  bytes: Uint8Array,
  name: string,
  { limits = sheetLimits, onRows }: { limits?: SheetLimits; onRows?: (rows: number) => void } = {},
): Promise<PackedSheets | Refusal> {
  if (bytes.length > limits.bytes) return refuse('workbook-too-large', '產7', { maxBytes: limits.bytes });
  const worker = new Worker(new URL('./read.worker.ts', import.meta.url), {
    // Short-lived garbage is most of what reading makes: much room for it costs less than clearing it away often.
    resourceLimits: { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 32 },
    // Whatever the file makes a library print is not ours to show.
    stderr: true,
  });
  const late = Promise.withResolvers<PackedSheets | Refusal>();
  const timer = setTimeout(() => late.resolve(refuse('workbook-too-slow', '產7')), limits.milliseconds);
  const answer = new Promise<PackedSheets | Refusal>((resolve) => {
    worker.on('message', (said: Answer) => {
      if ('rowsSoFar' in said) onRows?.(said.rowsSoFar);
      else resolve(said);
    });
    worker.once('error', () => resolve(refuse('workbook-broken', '產7')));
    worker.once('exit', () => resolve(refuse('workbook-broken', '產7')));
  });
  worker.postMessage({ bytes, name, limits } satisfies Question);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
