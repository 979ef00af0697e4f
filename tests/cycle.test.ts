/** `npm run cycle` as anybody runs it: whole, and with something lost on purpose. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

test('the whole path from workbooks to signed-off receipt details comes out right', async () => {
  const { code, line, said } = await run();
  expect(said).not.toContain('wrong:');
  expect(code).toBe(0);
  const { students, uploaded, seconds, ...counted } = line;
  expect(students).toBeGreaterThan(60);
  expect(uploaded).toBeGreaterThan(60);
  expect(seconds).toBeGreaterThan(0);
  const same = { certified: uploaded, selected: uploaded, packaged: uploaded, received: uploaded };
  expect(counted).toEqual({ ...same, differencesFound: 3, lost: 0 });
}, 600_000);

test('a file that is gone and a difference that is not there make the exit code 1', async () => {
  const { code, line, said } = await run('--plant');
  expect(code).toBe(1);
  expect(line).toMatchObject({ differencesFound: 2, lost: 1 });
  expect(said).toContain('wrong: lost: 1, not 0');
  expect(said).toContain('wrong: differences found: 2, not 3');
}, 600_000);

async function run(...given: string[]) {
  const child = spawn(process.execPath, ['scripts/cycle.ts', ...given], {
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
