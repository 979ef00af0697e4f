import { expect, test } from 'vitest';
import { mayImport } from '../scripts/borders.ts';

test.each([
  ['app/main.ts', '../tests/hand-in.ts'],
  ['app/demo/demo.ts', '../scripts/sample-school.ts'],
  ['outcomes/api.ts', '../bench/parts/product.ts'],
  ['outcomes/outcome.ts', 'node:fs'],
  ['outcomes/contract.ts', 'platform/db.ts'],
  ['outcomes/store.ts', 'selection/store.ts'],
  ['outcomes/screens/UploadOutcome.tsx', 'outcomes/store.ts'],
  ['platform/files.ts', 'outcomes/outcome.ts'],
])('planted: %s may not import %s', (file, target) => {
  expect(mayImport(file, target)).toBe(false);
});

test.each([
  ['app/main.ts', 'outcomes/api.ts'],
  ['outcomes/upload.test.ts', '../tests/hand-in.ts'],
  ['outcomes/api.ts', 'selection/store.ts'],
  ['outcomes/screens/UploadOutcome.tsx', 'outcomes/contract.ts'],
])('%s may import %s', (file, target) => {
  expect(mayImport(file, target)).toBe(true);
});
