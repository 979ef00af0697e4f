/** `npm run cycle` as anybody runs it, with something lost on purpose. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

test('the whole path comes out right but for what is lost on purpose: a file and a difference', async () => {
  const { code, line, said } = await run('--plant');
  expect(said.match(/^wrong: .*$/gm)).toEqual([
    'wrong: received: 126, not 127',
    'wrong: differences found: 2, not 3',
    'wrong: lost: 1, not 0',
  ]);
  expect(code).toBe(1);
  const { students, seconds, uploaded, kinds, deputyBatch, performances, performancesSelected, ...counted } =
    line;
  expect(students).toBeGreaterThan(60);
  expect(seconds).toBeGreaterThan(0);
  expect(said).toMatch(/^kinds in their sheets .* ordinary, retake, make-up, repeat, transfer, visiting$/m);
  expect(kinds).toBe(6);
  expect(deputyBatch).toBeGreaterThan(1);
  // One of each student of grades 1 and 2, and nine more of the first.
  expect(performances).toBeGreaterThan(40);
  expect(performancesSelected).toBe(performances);
  const same = { certified: uploaded, selected: uploaded, packaged: uploaded, received: 126 };
  expect(counted).toEqual({ ...same, differencesFound: 2, lost: 1 });
}, 600_000);

async function run(given: string) {
  const child = spawn(process.execPath, ['scripts/cycle.ts', given], {
    cwd: resolve(import.meta.dirname, '..'),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += String(chunk);
    });
  const code = await new Promise<number | null>((end) => child.once('close', end));
  const line = /^{.*}$/m.exec(said)?.[0];
  return { code, said, line: JSON.parse(line ?? '{}') as Record<string, number> };
}
