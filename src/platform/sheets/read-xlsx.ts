/** `.xlsx`, unpacked once under a cap before anything reads it, then row by row under caps. */
import type { Readable } from 'node:stream';
import { readXlsx as readNames, streamXlsxRows } from 'hucre/xlsx';
import yauzl from 'yauzl';
import { type Refusal, refuse } from '../../regulation/refusal.ts';
import type { Cell } from './cell.ts';
import type { RawSheet, SheetLimits, Sheets } from './read.ts';

export async function readXlsx(bytes: Buffer, limits: SheetLimits): Promise<Sheets | Refusal> {
  const unpacked = await unpackedSize(bytes, limits.unpackedBytes);
  if (unpacked === 'broken') return refuse('workbook-broken', '產7');
  if (unpacked > limits.unpackedBytes)
    return refuse('workbook-too-large', '產7', { maxBytes: limits.unpackedBytes });
  try {
    return await readAll(bytes, limits);
  } catch {
    // Whatever a library throws at such bytes: they are no workbook.
    return refuse('workbook-broken', '產7');
  }
}

async function readAll(bytes: Buffer, limits: SheetLimits): Promise<Sheets | Refusal> {
  const names: string[] = [];
  await readNames(bytes, {
    sheets: (sheet) => {
      names.push(sheet.name);
      return false;
    },
  });
  if (names.length > limits.sheets) return refuse('workbook-too-many-sheets', '產7', { max: limits.sheets });
  const sheets: RawSheet[] = [];
  const left = { rows: limits.rows, cells: limits.cells };
  for (const [index, name] of names.entries()) {
    const sheet: RawSheet = { name, rows: [] };
    for await (const { index: at, values } of streamXlsxRows(bytes, { sheet: index })) {
      left.cells -= values.length;
      if (left.cells < 0) return refuse('workbook-too-many-cells', '產7', { max: limits.cells });
      if (values.every((value) => value === null)) continue;
      left.rows -= 1;
      if (left.rows < 0) return refuse('workbook-too-many-rows', '產7', { max: limits.rows });
      sheet.rows.push({ row: at + 1, cells: values.map(cellOf) });
    }
    sheets.push(sheet);
  }
  return { kind: 'xlsx', encoding: null, sheets };
}

function cellOf(value: string | number | boolean | Date | null): Cell {
  if (!(value instanceof Date)) return value;
  if (Number.isNaN(value.getTime())) return '#VALUE!';
  const [day = '', time = ''] = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString().split('T');
  return { day, time: time.startsWith('00:00:00') ? null : time.slice(0, 8) };
}

/**
 * Inflates every entry and counts, so that what the directory claims need not be believed. Stops at `max`.
 * @returns bytes, or `broken` for no readable archive
 */
async function unpackedSize(bytes: Buffer, max: number): Promise<number | 'broken'> {
  try {
    const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
    let total = 0;
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      total += await sizeOf(await zip.openReadStreamPromise(entry), max - total);
      if (total > max) return total;
    }
    return total;
  } catch {
    // yauzl throws plain Errors for whatever is wrong with an archive.
    return 'broken';
  }
}

async function sizeOf(stream: Readable, max: number): Promise<number> {
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > max) break;
  }
  return size;
}
