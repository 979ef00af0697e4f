/** Where the product cites a clause: in refusals, in rules, in test names. For the checks and the register. @server */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface Citation {
  cite: string;
  /** Path below the repository's root. */
  file: string;
  /** The reason of a refusal, or a test's name. */
  what: string;
}

const root = join(import.meta.dirname, '../..');
const cite = String.raw`(?:附錄|[國產]\d+|[一二三四五六七八九十]+(?:\([一二三四五六七八九十]+\))?\d*)`;

/** Every clause a refusal in `src` names. */
export function citedByRefusals(): Citation[] {
  const refusal = /refuse\(\s*'([\w-]+)',\s*'([^']*)'/g;
  return scan(['src'], (name) => /\.tsx?$/.test(name) && !/\.test\./.test(name)).flatMap(({ file, text }) =>
    [...text.matchAll(refusal)].map(([, what = '', cited = '']) => ({ cite: cited, file, what })),
  );
}

/** Every clause a test's name begins with: `'五(三)1 · a fourth outcome is refused'`. */
export function citedByTests(): Citation[] {
  const named = new RegExp(String.raw`test(?:\.each\([^)]*\))?\(\s*(['"\`])(${cite}) · (.*?)\1,`, 'g');
  return scan(['src', 'tests'], (name) => /\.test\.tsx?$/.test(name)).flatMap(({ file, text }) =>
    [...text.matchAll(named)].map(([, , cited = '', what = '']) => ({ cite: cited, file, what })),
  );
}

function scan(
  folders: readonly string[],
  wanted: (name: string) => boolean,
): { file: string; text: string }[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(wanted)
      .sort()
      .map((name) => {
        const path = join(root, folder, name);
        return { file: relative(root, path), text: readFileSync(path, 'utf8') };
      }),
  );
}
