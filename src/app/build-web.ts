/** Builds the browser part when its sources are newer than what `dist/web` was built from, and weighs the result. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const home = resolve(import.meta.dirname, '../..');
const dist = join(home, 'dist/web');
const stamp = join(dist, '.sources');

/** The folder with the built pages. Nothing is built where the sources are the ones it was built from. */
export async function buildWeb(): Promise<string> {
  const sources = hashOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return dist;
  const { build } = await import('vite');
  await build({ root: home, configFile: join(home, 'vite.config.ts'), logLevel: 'warn' });
  await compress();
  writeFileSync(stamp, sources);
  return dist;
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
async function compress(): Promise<void> {
  const assets = join(dist, 'assets');
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
