/**
 * `npm run dev`: the server starts again when its sources change, the pages are served by Vite and change while
 * they are looked at. Vite passes API calls on to the server's port (`PORT`, 8108 unless set).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { relative, resolve } from 'node:path';
import { createServer } from 'vite';
import { readConfig } from '../src/platform/config.ts';

const home = resolve(import.meta.dirname, '..');
const read = readConfig();
// What is wrong with the configuration is said by the server itself.
const target = 'config' in read ? `http://${read.config.host}:${read.config.port}` : '';
// The host stays as it was typed: the server compares it with where a request comes from.
const api = { target, changeOrigin: false };
const vite = await createServer({
  root: home,
  configFile: resolve(home, 'vite.config.ts'),
  server: {
    proxy: { '/api': api, '/files': api, '/health': api },
    watch: { ignored: ['**/data/**', '**/dist/**'] },
  },
});
await vite.listen();
vite.printUrls();

let server = launch();
let ending: 'to start again' | 'for good' | undefined;
vite.watcher.on('all', (_event, path) => {
  if (isServers(relative(home, path))) end('to start again');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => end('for good'));

function launch(): ChildProcess {
  const child = spawn(process.execPath, ['src/app/main.ts', '--pages-elsewhere'], {
    cwd: home,
    stdio: 'inherit',
  });
  child.on('exit', (code) => {
    if (ending === 'for good' || code === 2) void vite.close().then(() => process.exit(code ?? 0));
    else if (ending) {
      ending = undefined;
      server = launch();
    } else console.log('The server has ended. It starts again at the next change.');
  });
  return child;
}

/** However many files change at once, the server ends once and starts with all of them. */
function end(how: 'to start again' | 'for good'): void {
  const has = server.exitCode !== null || server.signalCode !== null;
  if (has && how === 'for good') process.exit(0);
  if (has) server = launch();
  else if (ending !== 'for good') {
    if (!ending) server.kill('SIGINT');
    ending = how;
  }
}

/** Screens are Vite's; what both sides share concerns both. */
function isServers(path: string): boolean {
  if (/\.test\.ts$|^src\/(platform\/ui|app\/web)\/|\/screens\//.test(path)) return false;
  return /^(src|db|regulations|rosters)\/.*\.(ts|sql|yaml|json|typ)$/.test(path);
}
