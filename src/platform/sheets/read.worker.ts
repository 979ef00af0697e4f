/** The thread that reads one workbook: tells `.xlsx` from `.csv` by their bytes, not by their name. */
import { parentPort } from 'node:worker_threads';
import { type Refusal, refuse } from '../../regulation/refusal.ts';
import type { PackedSheets, SheetLimits } from './read.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';

export interface Question {
  bytes: Uint8Array;
  name: string;
  limits: SheetLimits;
}

export type Answer = PackedSheets | Refusal | { rowsSoFar: number };

/** How often it is said how far the reading is. */
const sayEvery = 5000;

parentPort?.once('message', async (question: Question) => {
  const answer = await read(question);
  parentPort?.postMessage(answer, 'packed' in answer ? [answer.packed.buffer as ArrayBuffer] : []);
});

async function read({ bytes, name, limits }: Question): Promise<PackedSheets | Refusal> {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8)).toString('hex');
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (start.startsWith('504b0304')) return readXlsx(whole, limits, sayRows);
  // The old binary format, and what a password makes of the new one.
  if (start === 'd0cf11e0a1b11ae1') return refuse('workbook-old-or-locked', '產7');
  if (start.startsWith('25504446') || start.startsWith('504b')) return refuse('workbook-broken', '產7');
  return readCsv(whole, name, limits);
}

function sayRows(rows: number): void {
  if (rows % sayEvery === 0) parentPort?.postMessage({ rowsSoFar: rows });
}
