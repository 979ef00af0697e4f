import { describe, expect, test } from 'vitest';
import {
  blanks,
  keysAsked,
  languages,
  literalText,
  reasons,
  screens,
  sentences,
  topicsWithWords,
} from './words.ts';

const chinese = sentences('zh-TW');
const english = sentences('en');
/** English tells one from many where Chinese need not. */
const withoutNumber = (key: string) => key.replace(/_(one|other)$/, '');

describe('both languages', () => {
  test.each(topicsWithWords())('%s say the same things', (topic) => {
    const [zh, en] = languages.map((language) => [
      ...new Set([...sentences(language, topic).keys()].map(withoutNumber)),
    ]);
    expect(en?.sort()).toEqual(zh?.sort());
  });

  test('fill the same blanks', () => {
    const differing = [...chinese].filter(
      ([key, sentence]) =>
        blanks(sentence).join() !== blanks(english.get(key) ?? english.get(`${key}_other`) ?? '').join(),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  test('say one and many apart in pairs', () => {
    const many = [...english.keys()].filter((key) => key.endsWith('_other'));
    const one = [...english.keys()].filter((key) => key.endsWith('_one'));
    expect(one.map(withoutNumber)).toEqual(many.map(withoutNumber));
  });

  test('leave no sentence empty', () => {
    const empty = [...chinese, ...english].filter(([, sentence]) => sentence.trim() === '');
    expect(empty.map(([key]) => key)).toEqual([]);
  });

  test('have a sentence for every refusal: what was refused and what to do next', () => {
    const missing = [...reasons()].filter(
      ([reason]) => !chinese.has(`refusal.${reason}.what`) || !chinese.has(`refusal.${reason}.next`),
    );
    expect(missing.map(([reason, file]) => `${reason} (${file})`)).toEqual([]);
  });
});

describe('screens', () => {
  test('hold no text of their own', () => {
    const found = screens().flatMap(({ file, code }) => literalText(code).map((text) => `${file}: ${text}`));
    expect(found).toEqual([]);
  });

  test('ask for no words that do not exist', () => {
    const keys = [...chinese.keys()];
    const found = screens().flatMap(({ file, code }) => {
      const { whole, begun } = keysAsked(code);
      return [
        ...whole.filter((key) => !chinese.has(key) && !chinese.has(`${key}_other`)),
        ...begun.filter((start) => start !== '' && !keys.some((key) => key.startsWith(start))),
      ].map((key) => `${file}: ${key}`);
    });
    expect(found).toEqual([]);
  });

  test('would be caught: planted text and keys', () => {
    const planted = `export const X = () => <p title="Hello">{t('no.such')} 你好 {t(\`begun.\${y}\`)}</p>;`;
    expect(literalText(planted)).toEqual(['Hello', '你好']);
    expect(keysAsked(planted)).toEqual({ whole: ['no.such'], begun: ['begun.'] });
    expect(literalText("const a = ok ? '可以' : x;")).toEqual(['"可以"']);
    expect(literalText('<p className="lead">{t("a.b")} · {1}</p>;')).toEqual([]);
  });
});
