import { expect, test } from 'vitest';
import { pages } from './pages.ts';
import { screens } from './words.ts';

const all = screens();

/** Where a screen's links lead: `to="/…"` and `to: '/…'`. */
function targets(code: string): string[] {
  return [...code.matchAll(/\bto(?:=|: )["'](\/[^"']*)["']/g)].map((match) => match[1] ?? '');
}

test('every link within the product leads to a page that exists', () => {
  const lost = all.flatMap(({ file, code }) =>
    targets(code)
      .filter((target) => !pages.includes(target))
      .map((target) => `${file} leads to ${target}`),
  );
  expect(lost).toEqual([]);
});

test('a planted link to nowhere would be found', () => {
  expect(targets(`<Go to="/no/where">`).filter((target) => !pages.includes(target))).toEqual(['/no/where']);
  expect(pages.includes('/')).toBe(true);
});
