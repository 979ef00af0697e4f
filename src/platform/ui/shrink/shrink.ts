/** Asks the shrinking worker: the page stays usable meanwhile, and the libraries come only now. */
import { type Answer, type Job, type Shrunk, TroubleError } from './job.ts';

export function shrink(job: Job, onProgress: (share: number) => void, signal: AbortSignal): Promise<Shrunk> {
  const worker = new Worker(new URL('./shrink.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Shrunk>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if ('progress' in data) onProgress(data.progress);
      else if ('shrunk' in data) resolve(data.shrunk);
      else reject(new TroubleError(data.trouble));
    };
    // A worker that runs out of memory ends without a word of its own.
    worker.onerror = () => reject(new TroubleError('no-memory'));
    signal.addEventListener('abort', () => reject(signal.reason));
    worker.postMessage(job);
  }).finally(() => worker.terminate());
}
