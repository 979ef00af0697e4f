/** Hands the bytes of a workbook to a thread that reads them and is gone afterwards, whatever was in them. */
import { Worker } from 'node:worker_threads';
import { type Refusal, refuse } from '../../regulation/refusal.ts';
import type { Cell } from './cell.ts';
import type { Answer, Question } from './read.worker.ts';

export interface RawSheet {
  name: string;
  /** Rows that hold anything; `row` counts from 1 as the program shows it. */
  rows: { row: number; cells: Cell[] }[];
}

export interface Sheets {
  kind: 'xlsx' | 'csv';
  /** How the text of a `.csv` was written. */
  encoding: 'UTF-8' | 'UTF-16' | 'Big5' | null;
  sheets: RawSheet[];
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

/**
 * @param name the file's name: names the one sheet of a `.csv`
 * @returns a refusal with the clause 產7 when the bytes are no readable workbook or pass a limit
 */
export async function readSheets(
  bytes: Uint8Array,
  name: string,
  limits: SheetLimits = sheetLimits,
): Promise<Sheets | Refusal> {
  if (bytes.length > limits.bytes) return refuse('workbook-too-large', '產7', { maxBytes: limits.bytes });
  const worker = new Worker(new URL('./read.worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
    // Whatever the file makes a library print is not ours to show.
    stderr: true,
  });
  const late = Promise.withResolvers<Answer>();
  const timer = setTimeout(() => late.resolve(refuse('workbook-too-slow', '產7')), limits.milliseconds);
  const answer = new Promise<Answer>((resolve) => {
    worker.once('message', resolve);
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
