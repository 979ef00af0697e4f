/** The product as `npm start` runs it: a process of its own, with an environment and an output. */
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

export interface Started {
  /** Where it is served; undefined where it ended before it was ready. */
  url: string | undefined;
  /** Everything it printed so far, errors included. */
  said(): string;
  /** @returns the exit code, null where a signal ended it at once */
  stop(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** Answers once the product is ready, or has ended. */
export async function startProduct(
  environment: Record<string, string>,
  command?: readonly string[],
): Promise<Started> {
  const { child, ended, said } = launchProduct(environment, command);
  const url = await new Promise<string | undefined>((resolve) => {
    child.stdout?.on('data', () => {
      const ready = / is ready at (\S+)/.exec(said())?.[1];
      if (ready) resolve(ready);
    });
    void ended.then(() => resolve(undefined));
  });
  return {
    url,
    said,
    stop(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** @param command instead of the product itself, what starts it */
export function launchProduct(
  environment: Record<string, string>,
  [command = '', ...given]: readonly string[] = [process.execPath, 'src/app/main.ts'],
): {
  child: ChildProcess;
  ended: Promise<number | null>;
  said(): string;
} {
  const child = spawn(command, given, {
    cwd: resolve(import.meta.dirname, '..'),
    env: { ...process.env, PORT: '0', ALLOW_VOLATILE_STORE: 'true', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += String(chunk);
    });
  }
  const ended = new Promise<number | null>((end) => child.once('close', (code) => end(code)));
  return { child, ended, said: () => text };
}
