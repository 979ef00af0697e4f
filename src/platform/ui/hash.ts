/** SHA-256 of a file, lower-case hex, computed in a worker. */
export function hashOf(file: Blob): Promise<string> {
  const worker = new Worker(new URL('./hash.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<string>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<string>) => resolve(event.data);
    worker.onerror = () => reject(new Error('The file could not be read.'));
    worker.postMessage(file);
  }).finally(() => worker.terminate());
}
