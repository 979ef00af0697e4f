/** `npm test`: the checks, then every test; the last line is `N passed, N failed`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
}

const steps = { passed: 0, failed: 0 };
const dir = mkdtempSync(join(tmpdir(), 'licheng-test-'));
const reportFile = join(dir, 'report.json');

run('build of the browser part', ['node', 'scripts/build.ts']);
run('check', ['node', 'scripts/check.ts']);
const vitest = spawnSync(
  'vitest',
  [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    ...process.argv.slice(2),
  ],
  { stdio: ['ignore', 'inherit', 'inherit'] },
);
const report = readReport();
steps.passed += report.numPassedTests;
// A file that could not even be loaded counts too: it has no failed test to show for it.
steps.failed += Math.max(report.numFailedTests, vitest.status === 0 ? 0 : 1);
rmSync(dir, { recursive: true, force: true });

console.log(`${steps.passed} passed, ${steps.failed} failed`);
process.exitCode = steps.failed === 0 ? 0 : 1;

function run(name: string, [command = '', ...args]: string[]): void {
  const done = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (done.status === 0) steps.passed += 1;
  else {
    steps.failed += 1;
    console.error(`${name} failed`);
  }
}

function readReport(): Report {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numFailedTestSuites: 0 };
  }
}
