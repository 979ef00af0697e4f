/**
 * Requests that come when they come, not when the one before is answered: so many a second of each kind, evenly spread.
 * The clock of each runs from when it was due, so a server that falls behind is not spared.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { NotAnswered } from './send.ts';

export interface Stream {
  perSecond: number;
  act(): Promise<unknown>;
}

export interface Told {
  sent: number;
  /** Answered "try again" (429, 503). */
  tryAgain: number;
  /** Anything else that is no answer, each with what it said. */
  errors: string[];
  /** Of what was answered, ms. */
  p50: number;
  p95: number;
  worst: number;
}

/** All streams at once for so many seconds; ends when the last is answered. */
export async function rush<Name extends string>(
  seconds: number,
  streams: Record<Name, Stream>,
): Promise<Record<Name, Told>> {
  const names = Object.keys(streams) as Name[];
  const began = performance.now();
  const told = await Promise.all(names.map((name) => flow(began, seconds, streams[name])));
  return Object.fromEntries(names.map((name, at) => [name, told[at]])) as Record<Name, Told>;
}

async function flow(began: number, seconds: number, { perSecond, act }: Stream): Promise<Told> {
  const times: number[] = [];
  const errors: string[] = [];
  let tryAgain = 0;
  const count = Math.round(perSecond * seconds);
  const under: Promise<void>[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const due = began + (nth / perSecond) * 1000;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    under.push(
      act().then(
        () => void times.push(performance.now() - due),
        (error: unknown) => {
          if (error instanceof NotAnswered && (error.status === 429 || error.status === 503)) tryAgain += 1;
          else errors.push(String(error));
        },
      ),
    );
  }
  await Promise.all(under);
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN);
  return { sent: count, tryAgain, errors, p50: at(0.5), p95: at(0.95), worst: at(1) };
}

/** How often an act is done in a second when nothing else is. */
export async function limit(parallel: number, seconds: number, act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  const until = began + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      while (performance.now() < until) {
        await act();
        done += 1;
      }
    }),
  );
  return Math.round(done / ((performance.now() - began) / 1000));
}
