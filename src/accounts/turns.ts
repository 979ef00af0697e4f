/** Work that passes a narrow gate: so much at once, so much waiting, and who comes then is sent away. */
export class TooMany extends Error {}

/** @returns runs a piece of work in its turn; throws `TooMany` at once when `longest` already wait. */
export function turns(atOnce: number, longest: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < atOnce) running += 1;
    else if (waiting.length >= longest) throw new TooMany();
    // Whoever finishes hands its place on, so `running` stays as it is.
    else await new Promise<void>((turn) => waiting.push(turn));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
