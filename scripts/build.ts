/** `npm run build`: the browser part, and what the first load of the student's today page weighs. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb } from '../src/app/build-web.ts';

const budget = 230;

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

const dist = await buildWeb();
const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')) as Record<string, Chunk>;
const chunks = reached(['index.html', 'src/app/web/words-zh-TW.ts', 'src/today/screens/Today.tsx']);
const script = weigh(chunks.map(({ file }) => file));
const style = weigh(chunks.flatMap(({ css }) => css ?? []));
console.log(`First load of the student's today page, ${chunks.length} files:`);
console.log(`  JavaScript ${script.gzip} KB gzip, ${script.brotli} KB brotli (at most ${budget} KB gzip)`);
console.log(`  CSS        ${style.gzip} KB gzip, ${style.brotli} KB brotli`);
if (script.gzip > budget) process.exitCode = 1;

/** The named entries and everything they import before they can run. */
function reached(names: string[]): Chunk[] {
  const seen = new Set<string>();
  const visit = (name: string) => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`${name} is not in the build`);
    if (seen.has(name)) return;
    seen.add(name);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const name of names) visit(name);
  return [...seen].map((name) => manifest[name] as Chunk);
}

function weigh(files: string[]): { gzip: number; brotli: number } {
  const sum = (ending: string) =>
    [...new Set(files)].reduce((bytes, file) => bytes + statSync(join(dist, file + ending)).size, 0);
  const kb = (bytes: number) => Math.round(bytes / 102.4) / 10;
  return { gzip: kb(sum('.gz')), brotli: kb(sum('.br')) };
}
