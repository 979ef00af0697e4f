/** `npm run matrix`: everybody at every endpoint in every state; wrong cells by name, then one line of JSON. */
import { spawnSync } from 'node:child_process';

// Without the test runner's own colours around what the test prints.
const run = spawnSync('vitest', ['run', 'tests/matrix.test.ts', '--disable-console-intercept'], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
const line = /^\{"endpoints":.*\}$/m.exec(run.stdout)?.[0];
if (run.status !== 0) console.error(`${run.stdout}${run.stderr}`);
if (line) console.log(line);
process.exitCode = run.status === 0 && line ? 0 : 1;
