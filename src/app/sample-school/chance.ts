/** Chance that is the same every time for the same words: everything invented here can be made again. */
export interface Chance {
  /** 0 ≤ n < below */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
}

export function chance(...words: (string | number)[]): Chance {
  let state = hash(words.join('/'));
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    pick(from) {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new Error('Nothing to pick from.');
      return picked;
    },
  };
}

function hash(words: string): number {
  let sum = 0x811c9dc5;
  for (const sign of words) sum = Math.imul(sum ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return sum | 0;
}
