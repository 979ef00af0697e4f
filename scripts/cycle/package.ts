/** The package as anybody may check it who has nothing but the ZIP: integrity, hashes, and the workbook's values. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import yauzl from 'yauzl';
import type { Handed } from './hand-in.ts';
import { step } from './tally.ts';

/** A row of the roster, header → text. */
export type Row = Record<string, string>;

const description = '成果簡述';

/** @param handed what must be in it, each work once @returns the rows of its workbook */
export async function checkPackage(zip: Buffer, division: string, handed: readonly Handed[]): Promise<Row[]> {
  const files = await unzip(zip);
  const manifest = JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '{}') as {
    files: { path: string; sha256: string }[];
  };
  const intact = manifest.files.filter(({ path, sha256 }) => hashOf(files.get(path)) === sha256);
  step(`${division}: files whose hash is the manifest's`, intact.length, handed.length + 1);
  const [name = ''] = [...files.keys()].filter((path) => path.endsWith('.xlsx'));
  const workbook = files.get(name) ?? Buffer.alloc(0);
  const rows = await rowsByExceljs(workbook);
  step(`${division}: rows in the workbook`, rows.length, handed.length);
  const found = rows.filter((row) => handed.some((one) => isOf(row, one, files)));
  step(`${division}: rows with the work that was handed in`, found.length, handed.length);
  const seen = await rowsByLibreOffice(workbook);
  // LibreOffice gives the sheets in the order of their names.
  const inOrder = (read: readonly Row[]) => JSON.stringify(read.map((row) => JSON.stringify(row)).sort());
  const same = seen && inOrder(seen) === inOrder(rows) ? 'same values' : 'other values';
  step(`${division}: read by LibreOffice`, seen ? same : 'not here', seen ? 'same values' : undefined);
  return rows;
}

/** The row says what the student wrote and leads to the bytes the student sent. */
function isOf(row: Row, handed: Handed, files: ReadonlyMap<string, Buffer>): boolean {
  const path = row['課程學習成果文件檔案連結'] || row['課程學習成果影音檔案連結'] || '';
  return row[description] === handed.description && hashOf(files.get(path)) === handed.sha256;
}

function hashOf(bytes: Buffer | undefined): string | undefined {
  return bytes && createHash('sha256').update(bytes).digest('hex');
}

/** Every entry, its CRC-32 and length checked: the library checks only the length. */
function unzip(zip: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((done, failed) => {
    yauzl.fromBuffer(zip, { lazyEntries: true }, (error, archive) => {
      if (error || !archive) return failed(error);
      const files = new Map<string, Buffer>();
      archive.on('entry', (entry: yauzl.Entry) => {
        archive.openReadStream(entry, (opened, stream) => {
          if (opened || !stream) return failed(opened);
          const parts: Buffer[] = [];
          stream.on('data', (part: Buffer) => parts.push(part));
          stream.on('error', failed);
          stream.on('end', () => {
            const bytes = Buffer.concat(parts);
            if (crc32(bytes) !== entry.crc32) return failed(new Error(`${entry.fileName}: wrong CRC-32`));
            files.set(entry.fileName, bytes);
            archive.readEntry();
          });
        });
      });
      archive.on('end', () => done(files));
      archive.on('error', failed);
      archive.readEntry();
    });
  });
}

/** Every work with the sheet it stands in. */
export async function worksBySheet(zip: Buffer): Promise<{ sheet: string; row: Row }[]> {
  const files = await unzip(zip);
  const [name = ''] = [...files.keys()].filter((path) => path.endsWith('.xlsx'));
  return sheetsByExceljs(files.get(name) ?? Buffer.alloc(0));
}

async function rowsByExceljs(workbook: Buffer): Promise<Row[]> {
  return (await sheetsByExceljs(workbook)).map(({ row }) => row);
}

async function sheetsByExceljs(workbook: Buffer): Promise<{ sheet: string; row: Row }[]> {
  const book = new exceljs.Workbook();
  await book.xlsx.load(workbook as never);
  return book.worksheets.flatMap((sheet) => {
    const lines: string[][] = [];
    sheet.eachRow((row) => {
      const values = row.values as unknown[];
      lines.push(Array.from({ length: values.length - 1 }, (_, at) => String(values[at + 1] ?? '')));
    });
    return rowsOf(lines).map((row) => ({ sheet: sheet.name, row }));
  });
}

/** The same rows as LibreOffice reads them; undefined where it is not installed. */
async function rowsByLibreOffice(workbook: Buffer): Promise<Row[] | undefined> {
  const dir = mkdtempSync(join(tmpdir(), 'licheng-calc-'));
  writeFileSync(join(dir, 'roster.xlsx'), workbook);
  const profile = `-env:UserInstallation=file://${join(dir, 'profile')}`;
  // Comma, double quote, UTF-8, every cell as it is shown, one file per sheet.
  const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
  const given = [profile, '--headless', '--convert-to', filter, '--outdir', dir, join(dir, 'roster.xlsx')];
  try {
    // Not waited for in place: the product answers from this very process.
    await promisify(execFile)('soffice', given);
    const sheets = readdirSync(dir).filter((name) => name.endsWith('.csv'));
    const lines = sheets.map((name) => parse(readFileSync(join(dir, name)), { relax_column_count: true }));
    return lines.flatMap((sheet) => rowsOf(sheet as string[][]));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The lines of a sheet under its headers; nothing where it lists no works. */
function rowsOf([headers = [], ...lines]: string[][]): Row[] {
  if (!headers.includes(description)) return [];
  return lines.map((line) => Object.fromEntries(headers.map((header, at) => [header, line[at] ?? ''])));
}
