/**
 * Handing in, as a student's browser does it, and small files to hand in: each a whole PDF or MP4 of exactly
 * the size asked for, and different from every other by its mark.
 */
import { createHash } from 'node:crypto';
import { beginUpload, createOutcome, type putFile } from '../src/outcomes/contract.ts';
import type { AnswerOf } from '../src/platform/contract.ts';
import type { Refusal } from '../src/regulation/refusal.ts';
import type { Client } from './http-client.ts';

export interface HandedFile {
  slot: 'document' | 'media';
  name: string;
  bytes: Buffer;
}

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Draft, announcement and all bytes. Throws where any of it is refused. */
export async function handIn(
  client: Client,
  wish: { enrolmentId: string; description?: string; files?: HandedFile[]; outcomeId?: string },
): Promise<{ outcomeId: string; versionId: string; uploadId: string }> {
  const files = wish.files ?? [pdfFile()];
  const outcomeId = wish.outcomeId ?? (await draftFor(client, wish.enrolmentId));
  const uploadId = await begin(client, outcomeId, files, wish.description);
  for (const file of files) {
    const put = await putBytes(client, uploadId, file);
    if (put.answer?.state === 'received') return { outcomeId, uploadId, versionId: put.answer.versionId };
    if (put.refusal) throw new Error(`Refused: ${JSON.stringify(put.refusal)}`);
  }
  throw new Error('The last file did not complete the upload.');
}

export async function draftFor(client: Client, enrolmentId: string): Promise<string> {
  const made = await client.call(createOutcome, { body: { enrolmentId } });
  if (!made.answer) throw new Error(`Refused: ${JSON.stringify(made.refusal)}`);
  return made.answer.outcomeId;
}

/** Announces files as they are. @returns the upload's id */
export async function begin(
  client: Client,
  outcomeId: string,
  files: readonly HandedFile[],
  description = '課堂專題的讀書報告',
): Promise<string> {
  const begun = await client.call(beginUpload, {
    params: { outcomeId },
    body: { description, files: files.map(announced) },
  });
  if (!begun.answer) throw new Error(`Refused: ${JSON.stringify(begun.refusal)}`);
  return begun.answer.uploadId;
}

export function announced(file: HandedFile) {
  return { slot: file.slot, name: file.name, size: file.bytes.length, sha256: sha256Of(file.bytes) };
}

export interface Put {
  status: number;
  answer: AnswerOf<typeof putFile> | undefined;
  refusal: Refusal | undefined;
}

export async function putBytes(
  client: Client,
  uploadId: string,
  file: Pick<HandedFile, 'slot' | 'bytes'> & { chunked?: boolean },
  headers: Record<string, string> = {},
): Promise<Put> {
  const response = await client.fetch(`/api/uploads/${uploadId}/files/${file.slot}`, {
    method: 'PUT',
    body: file.chunked ? new Blob([new Uint8Array(file.bytes)]).stream() : new Uint8Array(file.bytes),
    ...(file.chunked ? { duplex: 'half' as const } : {}),
    headers: { 'content-type': 'application/octet-stream', ...headers },
  });
  const json: unknown = await response.json();
  return {
    status: response.status,
    answer: response.ok ? (json as Put['answer']) : undefined,
    refusal: response.ok ? undefined : (json as Refusal),
  };
}

let marks = 0;

export function pdfFile(size = 2000, name = '報告.pdf'): HandedFile {
  return { slot: 'document', name, bytes: pdfOf(size) };
}

export function mp4File(size = 2000, name = '錄影.mp4'): HandedFile {
  return { slot: 'media', name, bytes: mp4Of(size) };
}

/** One blank page and an unused stream that fills it up (ISO 32000-2, 7.5). */
export function pdfOf(size: number, mark = `${process.pid}-${++marks}`): Buffer {
  const build = (padding: number) => {
    const objects = [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
      `<< /Length ${String(padding).padStart(8, '0')} >>\nstream\n${mark.padEnd(padding, ' ').slice(0, padding)}\nendstream`,
    ];
    let text = '%PDF-1.7\n';
    const offsets = objects.map((object, index) => {
      const at = text.length;
      text += `${index + 1} 0 obj\n${object}\nendobj\n`;
      return at;
    });
    const start = String(text.length).padStart(8, '0');
    const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
    return `${text}xref\n0 5\n0000000000 65535 f \n${entries}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  };
  const padding = size - build(0).length;
  if (padding < mark.length) throw new Error(`A PDF needs more than ${size} bytes.`);
  return Buffer.from(build(padding), 'latin1');
}

/** The boxes of an MP4 without a track, filled up by a `free` box (ISO/IEC 14496-12). */
export function mp4Of(size: number, mark = `${process.pid}-${++marks}`): Buffer {
  const box = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8, type.padStart(8));
    head.writeUInt32BE(content.length + 8);
    return Buffer.concat([head, content]);
  };
  const fixed = Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2mp41', 'latin1')),
    box('moov', box('mvhd', Buffer.alloc(100))),
  ]);
  const padding = size - fixed.length - 8;
  if (padding < mark.length) throw new Error(`An MP4 needs more than ${size} bytes.`);
  return Buffer.concat([fixed, box('free', Buffer.alloc(padding, `${mark} `))]);
}
