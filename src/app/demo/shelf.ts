/** The shelf over HTTP, as a student's browser keeps things on it. */
import type { AnswerOf } from '../../platform/contract.ts';
import { beginShelfUpload, keepItem, type putShelfFile } from '../../shelf/contract.ts';
import { announced, type HandedFile, type Put, putTo } from './hand-in.ts';
import type { Client } from './http-client.ts';

export interface ShelfWish {
  title: string;
  note?: string;
  links?: readonly string[];
  competencies?: readonly string[];
  clusters?: readonly string[];
  enrolmentIds?: readonly string[];
}

export type ShelfSaid = Put<AnswerOf<typeof putShelfFile>>;

/** @returns the item's id. Throws where any of it is refused. */
export async function keptItem(
  client: Client,
  { note = '', ...wish }: ShelfWish,
  files: readonly HandedFile[] = [],
): Promise<string> {
  const { answer, refusal } = await client.call(keepItem, { body: { note, ...wish } });
  if (!answer) throw new Error(`Refused: ${JSON.stringify(refusal)}`);
  for (const file of files) {
    const said = await keepFile(client, answer.itemId, file);
    if (!said.answer) throw new Error(`Refused: ${JSON.stringify(said.refusal)}`);
  }
  return answer.itemId;
}

/** Announced, then sent; whatever is answered last. */
export async function keepFile(client: Client, itemId: string, file: HandedFile): Promise<ShelfSaid> {
  const begun = await announceFile(client, itemId, file);
  return begun.answer ? putFile(client, begun.answer.uploadId, file) : begun;
}

export async function announceFile(client: Client, itemId: string, file: HandedFile): Promise<ShelfSaid> {
  return client.call(beginShelfUpload, { params: { itemId }, body: { files: [announced(file)] } });
}

export async function putFile(client: Client, uploadId: string, file: HandedFile): Promise<ShelfSaid> {
  return putTo(client, `/api/shelf-uploads/${uploadId}/files/${file.slot}`, file);
}
