/**
 * `npm run bench -- start`: seconds from the process's start to "ready", first with nothing there (database,
 * browser part, demo school), then again with everything there, beside a bare PostgreSQL's initdb and start.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type EmbeddedServer, startEmbedded } from '../src/platform/postgres.ts';

const home = resolve(import.meta.dirname, '..');
/** What "ready" after installation may take on two idle processors. */
const budget = 30;

const dir = mkdtempSync(join(tmpdir(), 'licheng-bench-'));
chmodSync(dir, 0o755);
try {
  const reference = await bareDatabase(join(dir, 'bare'));
  rmSync(join(home, 'dist/web'), { recursive: true, force: true });
  const first = await startProduct(join(dir, 'data'));
  const second = await startProduct(join(dir, 'data'));
  const left = await startEmbedded(join(dir, 'data/postgres'));
  await left.stop();
  removeElsewhere(left);
  console.log(
    `first start ${first} s (at most ${budget} s on two idle processors), second start ${second} s`,
  );
  console.log(
    JSON.stringify({
      name: 'start',
      ours: first,
      reference,
      unit: 's',
      ratio: Number((first / reference).toFixed(1)),
      second,
    }),
  );
  if (first > budget) process.exitCode = 1;
} finally {
  rmSync(dir, { recursive: true, force: true });
}

async function bareDatabase(folder: string): Promise<number> {
  const began = performance.now();
  const postgres = await startEmbedded(folder);
  const took = secondsSince(began);
  await postgres.stop();
  removeElsewhere(postgres);
  return took;
}

/** Where the folders above are closed to PostgreSQL's user, its cluster lies elsewhere. */
function removeElsewhere({ clusterDir }: EmbeddedServer): void {
  if (!clusterDir.startsWith(dir)) rmSync(dirname(clusterDir), { recursive: true });
}

/** As `npm start` does, without npm. Throws where it ends before it is ready. */
async function startProduct(dataDir: string): Promise<number> {
  const began = performance.now();
  const product = spawn(process.execPath, ['src/app/main.ts'], {
    cwd: home,
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', ALLOW_VOLATILE_STORE: 'true' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((end) => product.once('exit', () => end()));
  const ready = await new Promise<boolean>((resolve) => {
    product.stdout.on('data', (text) => String(text).includes(' is ready at ') && resolve(true));
    void ended.then(() => resolve(false));
  });
  const took = secondsSince(began);
  product.kill('SIGINT');
  await ended;
  if (!ready) throw new Error('The product ended before it was ready.');
  return took;
}

function secondsSince(began: number): number {
  return Number(((performance.now() - began) / 1000).toFixed(2));
}
