/**
 * `npm run dev`: the server starts again when its sources change, the pages are served by Vite and change while
 * they are looked at. Vite passes API calls on to the server, whose port is 8108.
 */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createServer } from 'vite';

const home = resolve(import.meta.dirname, '..');
const server = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', 'src/app/main.ts', '--pages-elsewhere'],
  {
    cwd: home,
    stdio: 'inherit',
  },
);
const vite = await createServer({ root: home, configFile: resolve(home, 'vite.config.ts') });
await vite.listen();
vite.printUrls();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    server.kill('SIGINT');
    void vite.close().then(() => process.exit(0));
  });
}
server.on('exit', (code) => process.exit(code ?? 0));
