/**
 * After a failed flush nobody can say what reached the disk: the kernel may drop the bytes and call the next
 * flush a success. So a first home that failed once takes nothing more until the next start; reads go on.
 */
import type { Logger } from '../log.ts';
import { type Disk, isFull } from './disk.ts';

export interface Suspicion {
  readonly reason: string | undefined;
  raise(reason: string): void;
  /** The same disk, whose failures are remembered. A full disk is no failure: it recovers by itself. */
  watch(disk: Disk): Disk;
}

export function openSuspicion(log: Logger): Suspicion {
  let reason: string | undefined;
  const raise = (why: string) => {
    reason ??= why;
    log.error({ reason: why }, 'the store is suspect: no files are taken until the next start');
  };
  const watched = <A extends unknown[], T>(operation: (...given: A) => Promise<T>) => {
    return async (...given: A): Promise<T> => {
      try {
        return await operation(...given);
      } catch (error) {
        if (!isFull(error)) raise(error instanceof Error ? error.message : String(error));
        throw error;
      }
    };
  };
  return {
    get reason() {
      return reason;
    },
    raise,
    watch: (disk) => ({
      create: watched(disk.create),
      write: watched(disk.write),
      syncFile: watched(disk.syncFile),
      rename: watched(disk.rename),
      syncDirectory: watched(disk.syncDirectory),
    }),
  };
}
