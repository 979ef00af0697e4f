/** Hands files to a worker thread for inspection; a crash fails the file that caused it, not the product. */
import { Worker } from 'node:worker_threads';
import { type Refusal, refuse } from '../../regulation/refusal.ts';
import type { Inspection } from './inspect.ts';
import type { Answer, Question } from './inspect.worker.ts';

export interface Inspector {
  inspect(path: string, mediaType: string, clause: string): Promise<{ findings: string[] } | Refusal>;
  close(): Promise<void>;
}

export function openInspector(): Inspector {
  const waiting = new Map<number, (inspection: Inspection) => void>();
  let asked = 0;
  let worker: Worker | undefined;

  const start = () => {
    const made = new Worker(new URL('./inspect.worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    made.unref();
    made.on('message', ({ number, inspection }: Answer) => {
      waiting.get(number)?.(inspection);
      waiting.delete(number);
    });
    made.on('error', () => fail());
    made.on('exit', () => fail());
    return made;
  };
  const fail = () => {
    worker = undefined;
    for (const answer of waiting.values()) answer({ broken: 'file-broken' });
    waiting.clear();
  };

  return {
    async inspect(path, mediaType, clause) {
      worker ??= start();
      const number = asked++;
      const answer = new Promise<Inspection>((resolve) => waiting.set(number, resolve));
      worker.postMessage({ number, path, mediaType } satisfies Question);
      const inspection = await answer;
      return 'broken' in inspection ? refuse(inspection.broken, clause) : inspection;
    },
    async close() {
      await worker?.terminate();
    },
  };
}
