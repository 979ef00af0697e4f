/** A student's own copy, asked for over HTTP and waited for as the page does. */
import { writeFile } from 'node:fs/promises';
import type { Client } from '../src/app/demo/http-client.ts';
import { downloadCopy, myCopy, requestCopy } from '../src/copies/contract.ts';
import { must } from './submitting.ts';

export async function madeCopy(client: Client) {
  must(await client.call(requestCopy));
  for (;;) {
    const { copy } = must(await client.call(myCopy));
    if (copy?.state === 'ready') return copy;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** @param place where the archive is written */
export async function downloadedTo(place: string, client: Client, copyId: string): Promise<Response> {
  const response = await client.fetch(downloadCopy.path.replace(':copyId', copyId));
  if (!response.ok) throw new Error(`The copy was not sent: ${response.status}`);
  await writeFile(place, Buffer.from(await response.arrayBuffer()));
  return response;
}
