/** The manual says what the screens say: its bold words stand in the catalogue, its pictures and links are there. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sentences } from './words.ts';

const folder = join(import.meta.dirname, '../docs/manual');
const files = readdirSync(folder);
const chapters = files
  .filter((file) => file.endsWith('.md'))
  .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
const words = new Set([...sentences('zh-TW').values()].map(tidied));

/** `可以重新上傳的期限：` is quoted without its colon. */
function tidied(sentence: string): string {
  return sentence.replace(/[：。]$/, '');
}

function quoted(text: string): string[] {
  return [...text.matchAll(/\*\*([^*]+)\*\*/g)].map((match) => match[1] ?? '');
}

function picturesIn(text: string): string[] {
  return [...text.matchAll(/(?:src="|\]\()([^)"]+\.png)/g)].map((match) => match[1] ?? '');
}

test.each(chapters)('$file names what is on the screen as the screen does', ({ text }) => {
  expect(quoted(text).filter((term) => term !== '粗體' && !words.has(term))).toEqual([]);
});

test.each(chapters)('$file leads to chapters that exist', ({ text }) => {
  const links = [...text.matchAll(/\]\(([\w-]+\.md)\)/g)].map((match) => match[1] ?? '');
  expect(links.filter((link) => !existsSync(join(folder, link)))).toEqual([]);
});

test('every picture is there, shown somewhere and smaller than 100 KB', () => {
  const readmes = ['../README.md', '../README.zh-TW.md'].map((file) =>
    readFileSync(join(import.meta.dirname, file), 'utf8').replaceAll('docs/manual/', ''),
  );
  const shown = new Set([...chapters.map(({ text }) => text), ...readmes].flatMap(picturesIn));
  const drawn = files.filter((file) => file.endsWith('.png'));
  expect([...shown].sort()).toEqual(drawn.sort());
  expect(drawn.filter((file) => statSync(join(folder, file)).size >= 100_000)).toEqual([]);
});

test('planted: a button that nobody would find is found', () => {
  expect(quoted('按**存檔離開**').filter((term) => !words.has(term))).toEqual(['存檔離開']);
});
