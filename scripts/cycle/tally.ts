/** What the cycle found, step by step, and what of it is wrong. */

const steps: [what: string, found: number | string][] = [];
export const wrong: string[] = [];

/** Notes a finding; with `right`, what it must be. */
export function step<T extends number | string>(what: string, found: T, right?: T): T {
  steps.push([what, found]);
  if (right !== undefined && found !== right) wrong.push(`${what}: ${found}, not ${right}`);
  return found;
}

export function printSteps(): void {
  const width = Math.max(...steps.map(([what]) => what.length));
  for (const [what, found] of steps) console.log(`${what.padEnd(width)}  ${found}`);
}
