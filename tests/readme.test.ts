import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const readmes = ['README.md', 'README.zh-TW.md'];
/** For those who write here; the README is for those who run it. */
const writers = ['format', 'schema', 'regulation-doc'];

function commandsIn(text: string): Set<string> {
  return new Set([...text.matchAll(/npm (?:run )?([a-z][a-z:-]*)/g)].map(([, name = '']) => name));
}

test.each(readmes)('every command of %s exists, and every command there is stands in it', (file) => {
  const named = commandsIn(readFileSync(join(root, file), 'utf8'));
  named.delete('ci');
  const told = Object.keys(scripts).filter((name) => !writers.includes(name));
  expect([...named].sort()).toEqual(told.sort());
});

test.each([...readmes, 'docs/architecture.md', 'docs/security.md', 'docs/screens.md'])(
  'every link of %s leads to a file',
  (file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
    expect(links.filter((path) => !existsSync(join(root, dirname(file), path)))).toEqual([]);
  },
);

test('planted: a command that is not there would be found', () => {
  expect(commandsIn('run `npm run no-such -- x` and npm start')).toEqual(new Set(['no-such', 'start']));
});
