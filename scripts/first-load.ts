/** What a browser fetches before the student's today page stands, and what it weighs on the way. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** KB of JavaScript, gzip, everything included. */
export const budget = 230;

/** The page, the words, the first page's own code and what it fetches at once; everything else is reached from these. */
const entries = [
  'index.html',
  'src/app/web/words-zh-TW.ts',
  'src/today/screens/Today.tsx',
  'src/notices/screens/Unread.tsx',
];

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

export interface Weight {
  files: string[];
  gzip: number;
  brotli: number;
}

export function weighFirstLoad(dist: string): { script: Weight; style: Weight } {
  const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')) as Record<string, Chunk>;
  const chunks = reached(manifest);
  return {
    script: weigh(
      dist,
      chunks.map(({ file }) => file),
    ),
    style: weigh(
      dist,
      chunks.flatMap(({ css }) => css ?? []),
    ),
  };
}

/** The entries and everything they import before they can run. */
function reached(manifest: Record<string, Chunk>): Chunk[] {
  const seen = new Map<string, Chunk>();
  const visit = (name: string) => {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`${name} is not in the build`);
    if (seen.has(name)) return;
    seen.set(name, chunk);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const name of entries) visit(name);
  return [...seen.values()];
}

function weigh(dist: string, named: string[]): Weight {
  const files = [...new Set(named)].sort();
  const kb = (ending: string) => {
    const bytes = files.reduce((sum, file) => sum + statSync(join(dist, file + ending)).size, 0);
    return Math.round(bytes / 102.4) / 10;
  };
  return { files, gzip: kb('.gz'), brotli: kb('.br') };
}
