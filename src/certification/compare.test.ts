import { expect, test } from 'vitest';
import { describedAnew, filesAnew } from './compare.ts';

test('五(三)2 · what the description lost and won is told, characters outside the basic plane whole', () => {
  expect(describedAnew('讀書心得', '讀書的心得')).toEqual([
    { kind: 'same', text: '讀書' },
    { kind: 'new', text: '的' },
    { kind: 'same', text: '心得' },
  ]);
  expect(describedAnew('𠮷田', '田')).toEqual([
    { kind: 'gone', text: '𠮷' },
    { kind: 'same', text: '田' },
  ]);
  expect(describedAnew('', '新')).toEqual([{ kind: 'new', text: '新' }]);
  expect(describedAnew('同', '同')).toEqual([{ kind: 'same', text: '同' }]);
});

test('五(三)2 · a file is the same by its bytes, not by its name', () => {
  const file = (slot: 'document' | 'media', sha256: string, name = '報告.pdf') => ({
    slot,
    name,
    size: 1,
    sha256,
  });
  expect(filesAnew([file('document', 'a')], [file('document', 'a', '改名.pdf')])).toMatchObject([
    { kind: 'same' },
  ]);
  expect(filesAnew([file('document', 'a')], [file('document', 'b'), file('media', 'c')])).toMatchObject([
    { slot: 'document', kind: 'changed' },
    { slot: 'media', kind: 'added' },
  ]);
  expect(filesAnew([file('media', 'c')], [])).toMatchObject([{ slot: 'media', kind: 'removed' }]);
});
