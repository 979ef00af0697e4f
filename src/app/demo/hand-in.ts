/** Handing in over HTTP, as a student's browser does it: draft, announcement, bytes. */
import { createHash } from 'node:crypto';
import { beginUpload, createOutcome, type putFile } from '../../outcomes/contract.ts';
import type { AnswerOf } from '../../platform/contract.ts';
import type { Refusal } from '../../regulation/refusal.ts';
import type { Client } from './http-client.ts';

export interface HandedFile {
  slot: 'document' | 'media';
  name: string;
  bytes: Buffer;
}

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

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

export interface Put<Answer = AnswerOf<typeof putFile>> {
  status: number;
  answer: Answer | undefined;
  refusal: Refusal | undefined;
}

export async function putBytes(
  client: Client,
  uploadId: string,
  file: PutFile,
  headers: Record<string, string> = {},
): Promise<Put> {
  return putTo(client, `/api/uploads/${uploadId}/files/${file.slot}`, file, headers);
}

export type PutFile = Pick<HandedFile, 'slot' | 'bytes'> & { chunked?: boolean };

/** The bytes of one slot, wherever uploads of its kind go. */
export async function putTo<Answer>(
  client: Client,
  path: string,
  file: PutFile,
  headers: Record<string, string> = {},
): Promise<Put<Answer>> {
  const response = await client.fetch(path, {
    method: 'PUT',
    body: file.chunked ? new Blob([new Uint8Array(file.bytes)]).stream() : new Uint8Array(file.bytes),
    ...(file.chunked ? { duplex: 'half' as const } : {}),
    headers: { 'content-type': 'application/octet-stream', ...headers },
  });
  const json: unknown = await response.json();
  return {
    status: response.status,
    answer: response.ok ? (json as Answer) : undefined,
    refusal: response.ok ? undefined : (json as Refusal),
  };
}
