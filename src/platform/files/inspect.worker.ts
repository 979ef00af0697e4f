/** The worker thread of `inspector.ts`: one question, one answer. */
import { parentPort } from 'node:worker_threads';
import { type Inspection, inspectFile } from './inspect.ts';

export interface Question {
  number: number;
  path: string;
  mediaType: string;
}

export interface Answer {
  number: number;
  inspection: Inspection;
}

parentPort?.on('message', async ({ number, path, mediaType }: Question) => {
  // Whatever a parser throws at hostile bytes, it says the same: this file cannot be read.
  const inspection = await inspectFile(path, mediaType).catch((): Inspection => ({ broken: 'file-broken' }));
  parentPort?.postMessage({ number, inspection } satisfies Answer);
});
