/** `.xlsx`: unpacked under a cap, whatever its directory claims, and read row by row under caps. */
import { createInflateRaw } from 'node:zlib';
import { readXlsx as readNames, streamXlsxRows } from 'hucre/xlsx';
import yauzl from 'yauzl';
import { type Refusal, refuse } from '../../regulation/refusal.ts';
import type { Cell } from './cell.ts';
import { packer } from './pack.ts';
import { headRows, type PackedSheets, type RawSheet, type SheetLimits } from './read.ts';

export async function readXlsx(
  bytes: Buffer,
  limits: SheetLimits,
  onRow: (rows: number) => void,
): Promise<PackedSheets | Refusal> {
  const max = limits.unpackedBytes;
  const small = sizeRefusal(await unpackedSize(bytes, max, (name) => !isStreamed(name)), max);
  if (small) return small;
  // Worksheets are read as they are unpacked, row by row under caps: meanwhile they are counted too.
  const reading = readAll(bytes, limits, onRow).catch(() => refuse('workbook-broken', '產7'));
  const large = sizeRefusal(await unpackedSize(bytes, max, isStreamed), max);
  return large ?? reading;
}

function isStreamed(name: string): boolean {
  return /^xl\/worksheets\/[^/]+\.xml$/.test(name);
}

function sizeRefusal(size: number | 'broken', max: number): Refusal | undefined {
  if (size === 'broken') return refuse('workbook-broken', '產7');
  return size > max ? refuse('workbook-too-large', '產7', { maxBytes: max }) : undefined;
}

async function readAll(
  bytes: Buffer,
  limits: SheetLimits,
  onRow: (rows: number) => void,
): Promise<PackedSheets | Refusal> {
  const names = await namesOf(bytes);
  if (names.length > limits.sheets) return refuse('workbook-too-many-sheets', '產7', { max: limits.sheets });
  const pack = packer();
  const heads: RawSheet[] = [];
  let rows = 0;
  let cells = 0;
  for (const [index, name] of names.entries()) {
    const head: RawSheet = { name, rows: [] };
    const packed = pack.sheet(name);
    heads.push(head);
    for await (const { index: at, values } of streamXlsxRows(bytes, { sheet: index })) {
      cells += values.length;
      if (cells > limits.cells) return refuse('workbook-too-many-cells', '產7', { max: limits.cells });
      if (values.every(isNull)) continue;
      rows += 1;
      if (rows > limits.rows) return refuse('workbook-too-many-rows', '產7', { max: limits.rows });
      const row = { row: at + 1, cells: values.map(cellOf) };
      packed.add(row.row, row.cells);
      if (head.rows.length < headRows) head.rows.push(row);
      onRow(rows);
    }
  }
  return { kind: 'xlsx', encoding: null, heads, packed: pack.finish() };
}

function isNull(value: unknown): boolean {
  return value === null;
}

async function namesOf(bytes: Buffer): Promise<string[]> {
  const names: string[] = [];
  await readNames(bytes, {
    sheets: (sheet) => {
      names.push(sheet.name);
      return false;
    },
  });
  return names;
}

function cellOf(value: string | number | boolean | Date | null): Cell {
  if (!(value instanceof Date)) return value;
  if (Number.isNaN(value.getTime())) return '#VALUE!';
  const [day = '', time = ''] = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString().split('T');
  return { day, time: time.startsWith('00:00:00') ? null : time.slice(0, 8) };
}

/**
 * Inflates the entries and counts, so that what the directory claims need not be believed. Stops at `max`.
 * @returns bytes, or `broken` for no readable archive or one whose directory lies
 */
async function unpackedSize(
  bytes: Buffer,
  max: number,
  counts: (name: string) => boolean,
): Promise<number | 'broken'> {
  try {
    const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
    let total = 0;
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/') || !counts(entry.fileName)) continue;
      const claimed = entry.uncompressedSize;
      const size = await sizeOf(zip, entry, Math.min(max - total, claimed));
      if (size > claimed) return 'broken';
      total += size;
      if (total > max) return total;
      if (size < claimed) return 'broken';
    }
    return total;
  } catch {
    // yauzl and zlib throw plain Errors for whatever is wrong with an archive.
    return 'broken';
  }
}

async function sizeOf(zip: yauzl.ZipFile, entry: yauzl.Entry, max: number): Promise<number> {
  const packed = await zip.openReadStreamPromise(
    entry,
    entry.compressionMethod === 0 ? {} : { decompress: false },
  );
  // In large pieces: a worksheet of a hundred thousand rows is a hundred megabytes.
  const stream =
    entry.compressionMethod === 0 ? packed : packed.pipe(createInflateRaw({ chunkSize: 1 << 20 }));
  packed.once('error', (error) => stream.destroy(error));
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > max) break;
  }
  return size;
}
