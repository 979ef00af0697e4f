import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defects, withDefect } from './faults/defects.ts';

const root = join(import.meta.dirname, '..');

test.each(defects)(
  'planted: $name takes away a guard that is there, which tests that are there hold',
  (defect) => {
    expect(withDefect(defect)).toContain(defect.to);
    for (const { file, test: name } of defect.red) {
      const text = readFileSync(join(root, file), 'utf8');
      // A table's tests get a part of their name from its rows.
      expect(text.includes(name) || /test\.each/.test(text)).toBe(true);
    }
  },
);

test('planted: a guard that is not there any more would be found', () => {
  const gone = { name: 'gone', file: 'src/platform/files.ts', from: 'no such line', to: '', red: [] };
  expect(() => withDefect(gone)).toThrow('does not say this exactly once');
});
