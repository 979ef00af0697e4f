/** How fast bytes leave, over the last seconds: what the student can expect, not what the first second promised. */

const windowMs = 8000;

export interface Speed {
  /** @param sent bytes of this file that have left; falls back to 0 when a try begins anew */
  tell(id: string, sent: number, at: number): void;
  /** Bytes a second; undefined until there is enough to go by. */
  now(at: number): number | undefined;
}

export function openSpeed(): Speed {
  const before = new Map<string, number>();
  let steps: { at: number; bytes: number }[] = [];
  return {
    tell(id, sent, at) {
      const bytes = sent - (before.get(id) ?? 0);
      before.set(id, sent);
      if (bytes > 0) steps.push({ at, bytes });
    },
    now(at) {
      steps = steps.filter((step) => at - step.at < windowMs);
      const [first] = steps;
      if (!first || steps.length < 2 || at - first.at < 500) return undefined;
      // The first step only says when the window begins.
      const bytes = steps.slice(1).reduce((sum, step) => sum + step.bytes, 0);
      return (bytes / (at - first.at)) * 1000;
    },
  };
}

/** Seconds until the rest has left; undefined while nobody can say. */
export function secondsLeft(bytesLeft: number, speed: number | undefined): number | undefined {
  return speed ? Math.ceil(bytesLeft / speed) : undefined;
}
