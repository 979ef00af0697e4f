/** `npm run check`: everything a reviewer should never have to say. Runs all of it, then names what failed. */
import { spawnSync } from 'node:child_process';

const steps: [name: string, command: string[]][] = [
  ['format and lint', ['biome', 'check', '--error-on-warnings', '.']],
  ['types', ['tsc', '--noEmit', '-p', '.']],
  ['import borders', ['node', 'scripts/borders.ts']],
  ['database schema and types', ['node', 'scripts/schema.ts', '--check']],
  ['table ownership', ['node', 'scripts/table-owners.ts']],
  ['dead code', ['knip', '--no-progress']],
  ['contracts alone', ['node', 'scripts/contracts-alone.ts']],
  ['clause coverage', ['node', 'scripts/regulation-doc.ts', '--check']],
];

const failed: string[] = [];
for (const [name, [command = '', ...args]] of steps) {
  const began = performance.now();
  const run = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const ok = run.status === 0;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  if (ok) continue;
  failed.push(name);
  console.log(`${run.stdout}${run.stderr}${run.error?.message ?? ''}`.trimEnd());
}
if (failed.length > 0) {
  console.error(`check failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
