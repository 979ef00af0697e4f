import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const docs = join(import.meta.dirname, '../docs');
const steps = stepsOf(readFileSync(join(docs, 'tour.md'), 'utf8'));

/** Every link of the tour that names a symbol: what it says, its file, the symbol. */
function stepsOf(text: string): { said: string; file: string; symbol: string }[] {
  return [...text.matchAll(/\[([^\]]+)\]\(([^)#]+)#(\w+)\)/g)].map(
    ([, said = '', file = '', symbol = '']) => ({
      said,
      file,
      symbol,
    }),
  );
}

/** Whether the file declares the symbol, in TypeScript or SQL. */
function declares(file: string, symbol: string): boolean {
  const path = join(docs, file);
  if (!existsSync(path)) return false;
  const declared = new RegExp(
    `^(export )?(async )?(function\\*?|const|let|class|interface|type) ${symbol}\\b|^create (or replace )?function ${symbol}\\b`,
    'm',
  );
  return declared.test(readFileSync(path, 'utf8'));
}

test('the tour has its steps', () => {
  expect(steps.length).toBeGreaterThan(25);
});

test.each(steps)('the tour leads to $symbol in $file', ({ said, file, symbol }) => {
  expect(declares(file, symbol)).toBe(true);
  expect(said === symbol || file.endsWith(said)).toBe(true);
});

test('planted: a step to a symbol that is not there, or a file that is not there, would be found', () => {
  expect(declares('../src/outcomes/outcome.ts', 'decideUploads')).toBe(false);
  expect(declares('../src/outcomes/outcomes.ts', 'decideUpload')).toBe(false);
});
