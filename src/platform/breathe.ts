/** Long work in one thread lets everybody else who waits for this process have a turn in between. */
import { setImmediate } from 'node:timers/promises';

/** So many rows are looked at between two breaths: some tens of milliseconds. */
const rowsBetween = 5000;

export async function breathe(): Promise<void> {
  await setImmediate();
}

/** Each of them in turn, with a breath now and then. */
export async function eachInTurn<T>(items: Iterable<T>, work: (item: T) => void): Promise<void> {
  let since = 0;
  for (const item of items) {
    work(item);
    since += 1;
    if (since < rowsBetween) continue;
    since = 0;
    await breathe();
  }
}
