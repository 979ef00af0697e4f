/** Builds the browser part when its sources are newer than what `dist/web` was built from, and weighs the result. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const home = resolve(import.meta.dirname, '../..');
const dist = join(home, 'dist/web');

/** The folder with the built pages. Nothing is built where the sources are the ones it was built from. */
export async function buildWeb(): Promise<string> {
  // While developing, Vite serves the pages as they are written.
  if (process.argv.includes('--pages-elsewhere')) return dist;
  const sources = hashOfSources();
  const stamp = join(dist, '.sources');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return dist;
  // Beside the old one and then in its place: whoever is serving or building meanwhile never sees half of it.
  const fresh = `${dist}.${process.pid}`;
  await runVite(fresh);
  await compress(join(fresh, 'assets'));
  writeFileSync(join(fresh, '.sources'), sources);
  rmSync(dist, { recursive: true, force: true });
  renameSync(fresh, dist);
  return dist;
}

/** In a process of its own: whoever builds from within a test must not get the pages' development form. */
async function runVite(outDir: string): Promise<void> {
  const vite = join(home, 'node_modules/vite/bin/vite.js');
  const building = promisify(execFile)(
    process.execPath,
    [vite, 'build', '--logLevel', 'warn', '--outDir', outDir],
    { cwd: home, env: { ...process.env, NODE_ENV: 'production' } },
  );
  // Whoever stops the product while it starts stops this too.
  const end = () => {
    building.child.kill('SIGKILL');
    rmSync(outDir, { recursive: true, force: true });
  };
  process.once('exit', end);
  try {
    await building;
  } catch (error) {
    const said = error as { stdout?: string; stderr?: string };
    throw new Error(`The browser part could not be built.\n${said.stdout ?? ''}${said.stderr ?? ''}`);
  } finally {
    process.off('exit', end);
  }
}

/** Everything a page may be made of: sources without tests, the page itself, the versions of packages. */
function hashOfSources(): string {
  const hash = createHash('sha256');
  const files = readdirSync(join(home, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|css|json|svg)$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => join('src', name));
  for (const name of [...files.sort(), 'index.html', 'vite.config.ts', 'package-lock.json']) {
    hash.update(`${name}\n`).update(readFileSync(join(home, name)));
  }
  return hash.digest('hex');
}

/** A smaller twin beside each text file, for the server to send as it is. */
async function compress(assets: string): Promise<void> {
  const names = readdirSync(assets).filter((name) => /\.(js|mjs|css|svg)$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const bytes = readFileSync(join(assets, name));
      writeFileSync(join(assets, `${name}.gz`), await promisify(gzip)(bytes, { level: 9 }));
      const quality = { [constants.BROTLI_PARAM_QUALITY]: 11 };
      writeFileSync(join(assets, `${name}.br`), await promisify(brotliCompress)(bytes, { params: quality }));
    }),
  );
}
