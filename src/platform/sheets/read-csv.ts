/** `.csv` as Taiwanese schools have it: UTF-8 with or without mark, Big5 (CP950), or what Excel calls Unicode text. */
import { CsvError, parse } from 'csv-parse/sync';
import { type Refusal, refuse } from '../../regulation/refusal.ts';
import { decodeBig5 } from './big5.ts';
import { packer } from './pack.ts';
import { headRows, type PackedSheets, type SheetLimits } from './read.ts';

export function readCsv(bytes: Buffer, name: string, limits: SheetLimits): PackedSheets | Refusal {
  const decoded = decode(bytes);
  if (!decoded) return refuse('encoding-unknown', '產7');
  try {
    const records: string[][] = parse(decoded.text, {
      delimiter: delimiterOf(decoded.text),
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 1_000_000,
      to: limits.rows + 1,
    });
    if (records.length > limits.rows) return refuse('workbook-too-many-rows', '產7', { max: limits.rows });
    const cells = records.reduce((sum, record) => sum + record.length, 0);
    if (cells > limits.cells) return refuse('workbook-too-many-cells', '產7', { max: limits.cells });
    const rows = records.map((record, index) => ({ row: index + 1, cells: record }));
    const head = { name: sheetName(name), rows: rows.slice(0, headRows) };
    const pack = packer();
    const sheet = pack.sheet(head.name);
    for (const { row, cells: record } of rows) sheet.add(row, record);
    return { kind: 'csv', encoding: decoded.encoding, heads: [head], packed: pack.finish() };
  } catch (error) {
    if (error instanceof CsvError) return refuse('csv-broken', '產7', { line: Number(error['lines'] ?? 0) });
    throw error;
  }
}

function decode(bytes: Buffer): { text: string; encoding: 'UTF-8' | 'UTF-16' | 'Big5' } | undefined {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff')
    return {
      text: new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be').decode(bytes),
      encoding: 'UTF-16',
    };
  if (bytes.includes(0)) return undefined;
  try {
    // Removes the mark at the start by itself; text in Big5 is almost never valid UTF-8.
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    const text = decodeBig5(bytes);
    return text === undefined ? undefined : { text, encoding: 'Big5' };
  }
}

function delimiterOf(text: string): string {
  const [first = ''] = text.split('\n', 1);
  const count = (sign: string) => first.split(sign).length;
  return [',', '\t', ';'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function sheetName(fileName: string): string {
  return fileName.replace(/^.*[\\/]/, '').replace(/\.\w+$/, '');
}
