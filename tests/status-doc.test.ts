import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { statusKinds, touched } from '../src/people/status.ts';
import { sentences } from './words.ts';

test('八 · docs/status-changes.md says of every change what the officer is shown before entering it', () => {
  const page = readFileSync(resolve(import.meta.dirname, '../docs/status-changes.md'), 'utf8');
  const missing = (['zh-TW', 'en'] as const).flatMap((language) => {
    const words = sentences(language);
    return statusKinds.flatMap((kind) =>
      touched
        .map((touches) => words.get(`status.effect.${kind}.${touches}`) ?? '')
        .filter((sentence) => sentence === '' || !page.includes(sentence)),
    );
  });
  expect(missing).toEqual([]);
});
