/** Workbooks brought over HTTP, looked at and applied, as an office does on the import page. */

import type { Answered, Client } from '../src/app/demo/http-client.ts';
import { applyImport, beginImport, bringWorkbook, previewImport } from '../src/imports/contract.ts';
import type { ApplyWish } from '../src/imports/import.ts';
import type { AnswerOf } from '../src/platform/contract.ts';
import type { Refusal } from '../src/regulation/refusal.ts';

export interface Workbook {
  name: string;
  bytes: Uint8Array;
}

export type Preview = NonNullable<AnswerOf<typeof previewImport>['preview']>;

export interface Brought {
  importId: string;
  preview: Preview;
  /** How each workbook's text was read. */
  encodings: (string | null)[];
  /** Wrong cells and rows as [row, column, problem]. */
  problems: [row: number, column: string, problem: string][];
}

/** Throws where a workbook is not even taken; `refusedWorkbook` is for those. */
export async function bring(client: Client, workbooks: readonly Workbook[]): Promise<Brought> {
  const importId = (await client.call(beginImport)).answer?.importId ?? '';
  const encodings: (string | null)[] = [];
  for (const workbook of workbooks) {
    const answer = await sendWorkbook(client, importId, workbook);
    const said = (await answer.json()) as AnswerOf<typeof bringWorkbook> | Refusal;
    if ('refused' in said) throw new Error(`${workbook.name}: ${JSON.stringify(said)}`);
    encodings.push(said.workbook.encoding);
  }
  const { answer } = await client.call(previewImport, { params: { importId } });
  if (!answer?.preview) throw new Error('There is no preview.');
  const lines = answer.preview.parts.flatMap((part) => part.bad.lines);
  return {
    importId,
    preview: answer.preview,
    encodings,
    problems: lines.map(({ place, column, problem }) => [place.row, column, problem]),
  };
}

export function sendWorkbook(client: Client, importId: string, { name, bytes }: Workbook): Promise<Response> {
  const path = bringWorkbook.path.replace(':importId', importId);
  return client.fetch(`${path}?name=${encodeURIComponent(name)}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(bytes),
  });
}

const carefully: Omit<ApplyWish, 'seen'> = { badRows: 'refuse', vanishing: 'keep', confirmed: null };

export function apply(
  client: Client,
  { importId, preview }: Pick<Brought, 'importId' | 'preview'>,
  wish: Partial<ApplyWish> = {},
): Promise<Answered<AnswerOf<typeof applyImport>>> {
  const body = { ...carefully, seen: preview.seen, ...wish };
  return client.call(applyImport, { params: { importId }, body });
}
